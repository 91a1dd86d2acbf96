import { expect, test } from 'vitest';
import { check, checkLists, countBy } from './check.ts';
import { exitCodeOf } from './run-demo.ts';

const right = check('sum', { b: 1, a: '0.000001' }, { a: '0.000001', b: 1 });

test('equal is equal, whatever the order of keys', () => expect(right.equal).toBe(true));

test.each([
  ['a digit', { amount: '12.345678' }, { amount: '12.345679' }],
  ['unknown for zero', 0, null],
  ['a field too much', {}, { more: undefined }],
  ['text for a number', 1, '1'],
])('%s makes it wrong', (_, expected, actual) => expect(check('x', expected, actual).equal).toBe(false));

test('lists are equal in any order, and only when every entry is there as often', () => {
  expect(checkLists('x', ['a', 'b', 'b'], ['b', 'a', 'b']).equal).toBe(true);
  expect(checkLists('x', ['a', 'b', 'b'], ['a', 'b']).equal).toBe(false);
});

test('a planted difference between long lists is shown', () => {
  const truth = Array.from({ length: 5000 }, (_, index) => `arn:${index} missing_required_tag Owner error`);
  const answer = truth.with(4711, 'arn:4711 misspelt_key Owner error');
  expect(checkLists('violations', truth, answer)).toMatchObject({
    expected: { count: 5000, not_answered: ['arn:4711 missing_required_tag Owner error'] },
    actual: { count: 5000, not_true: ['arn:4711 misspelt_key Owner error'] },
    equal: false,
  });
});

test('what is answered twice is not true twice', () => {
  expect(checkLists('x', ['a'], ['a', 'a']).actual).toMatchObject({ count: 2, not_true: ['a'] });
});

test.each([
  ['all answers right', [right], 0],
  ['one wrong among many', [right, check('x', 1, 2), right], 1],
  ['nothing compared', [], 1],
])('%s', (_, checks, code) => expect(exitCodeOf(checks)).toBe(code));

test('counts come in the order of their names', () => {
  expect(Object.entries(countBy(['b', 'a', 'b'], (one) => one))).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
});
