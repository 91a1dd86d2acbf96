import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { yamlText } from './yaml-text.ts';

const TEXT = ['version: 2', 'rules:', '  - key: Env', '    values: [prod, test]', '  - key: Owner', ''].join('\n');

test.each([
  ['yaml', TEXT],
  ['json', '{ "version": 2, "rules": [{ "key": "Env", "values": ["prod", "test"] }, { "key": "Owner" }] }'],
])('%s is read', (_, text) =>
  expect(yamlText('policy', text).value).toEqual({
    version: 2,
    rules: [{ key: 'Env', values: ['prod', 'test'] }, { key: 'Owner' }],
  }),
);

test.each([
  [['version'], ':1:1'],
  [['rules'], ':2:1'],
  [['rules', 0], ':3:5'],
  [['rules', 0, 'values'], ':4:5'],
  [['rules', 0, 'values', 1], ':4:20'],
  [['rules', 1, 'key'], ':5:5'],
  // What is not there is near what it would be in.
  [['rules', 1, 'values'], ':5:5'],
  [['rules', 1, 'values', 3], ':5:5'],
  [['other'], ''],
  [[], ''],
])('%j stands at %j', (path, place) => expect(yamlText('policy', TEXT).placeOf(path)).toBe(place));

test('what an alias stands for is read, and has a place of its own', () => {
  const { value, placeOf } = yamlText('policy', 'base: &base\n  key: Env\nother: *base\n');
  expect(value).toEqual({ base: { key: 'Env' }, other: { key: 'Env' } });
  expect(placeOf(['other'])).toBe(':3:1');
});

const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    ['b', 'c', 'd', 'e'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcd'[index]}`).join(', ')}]`),
  )
  .join('\n');

test.each([
  ['a bracket that stays open', 'key: [a', /^policy:1:\d+: not readable: /],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', /^policy:3:1: not readable: «a» is there twice$/],
  ['a key twice, deep within', 'a:\n  - b: 1\n    b: 2\n', /^policy:3:5: not readable: «b» is there twice$/],
  ['an alias of nothing', 'a: *b\n', /^policy.*: not readable: /],
  ['aliases that unfold without end', LAUGHS, /^policy: not readable: /],
  ['brackets without end', '['.repeat(20_000), /^policy:\d+:\d+: not readable: /],
])('%s is refused, with the place', (_, text, words) => {
  const read = () => yamlText('policy', text);
  expect(read).toThrow(UserError);
  expect(read).toThrow(words);
});

test('a long key is cut where it is repeated', () => {
  const key = 'k'.repeat(200);
  expect(() => yamlText('policy', `${key}: 1\n${key}: 2\n`)).toThrow(`«${'k'.repeat(80)}»`);
});
