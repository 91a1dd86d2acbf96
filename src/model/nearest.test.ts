import { expect, test } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

test.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abcd', 'acbd', 1],
  ['kitten', 'sitting', 3],
])('%j to %j takes %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});

test('the nearest name is offered only when it is near', () => {
  expect(nearest('ec2:instnace', ['ec2:volume', 'ec2:instance'])).toBe('ec2:instance');
  expect(nearest('kubernetes', ['ec2:volume', 'rds:db'])).toBeUndefined();
});
