import { expect, test } from 'vitest';
import { compared, comparisons, momentOf, textOf } from './values.ts';

const moment = new Date('2026-10-05T12:00:00Z');

test.each([
  [1, 2, -1],
  [2, 2, 0],
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['b', 'b', 0],
  [true, false, 1],
  [moment, '2026-10-05T12:00:00Z', 0],
  ['2026-10-05T12:00:01Z', moment, 1000],
  [moment, 'yesterday', undefined],
  [1, '1', undefined],
  [{}, {}, undefined],
  [null, 1, undefined],
])('%j beside %j', (left, right, order) => {
  expect(compared(left, right)).toBe(order);
});

test.each([
  ['has', 'web-01', 'web', true],
  ['has', 'website', 'web', false],
  ['has', 'a/b-c', 'B-C', true],
  ['has', 'a/b-cd', 'b-c', false],
  ['contains', 'WebSite', 'bsi', true],
  ['startswith', 'WebSite', 'web', true],
  ['endswith', 'WebSite', 'SITE', true],
  ['==', 'a', 'A', false],
  ['=~', 'a', 'A', true],
  ['==', null, undefined, true],
  ['==', 1, '1', false],
  ['=~', 1, '1', true],
  ['<', 1, '2', false],
  ['>=', 2, 2, true],
])('%s of %j and %j', (operator, left, right, holds) => {
  expect(comparisons[operator]?.(left, right)).toBe(holds);
  const opposite = { '==': '!=', '=~': '!~' }[operator] ?? `!${operator}`;
  if (comparisons[opposite]) expect(comparisons[opposite](left, right)).toBe(!holds);
});

test.each([
  [null, ''],
  [undefined, ''],
  [false, 'false'],
  [1.5, '1.5'],
  [moment, '2026-10-05T12:00:00.000Z'],
  [{ a: [1] }, '{"a":[1]}'],
])('%j is written %s', (value, text) => {
  expect(textOf(value)).toBe(text);
});

test.each([
  ['2026-10-05T12:00:00Z', moment],
  [moment, moment],
  ['soon', null],
  [5, null],
])('%j as a moment', (value, expected) => {
  expect(momentOf(value)).toEqual(expected);
});
