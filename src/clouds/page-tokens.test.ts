import { expect, test } from 'vitest';
import { CloudError } from '../model/errors.ts';
import { pageTokens } from './page-tokens.ts';

test('a token leads on', () => {
  const following = pageTokens('a:List');
  expect(['A', 'B', 'C'].map(following)).toEqual(['A', 'B', 'C']);
});

test.each([undefined, null, ''])('%j is the end', (token) => expect(pageTokens('a:List')(token)).toBeUndefined());

test.each([
  ['the page before', ['A', 'A']],
  ['an earlier one', ['A', 'B', 'C', 'A']],
])('a token that leads back to %s is a failure that no retry mends', (_, tokens) => {
  const following = pageTokens('a:List');
  for (const token of tokens.slice(0, -1)) following(token);
  expect(() => following(tokens.at(-1))).toThrow(CloudError);
  expect(() => following(tokens.at(-1))).toThrow('a:List failed (RepeatedPage)');
});

test('a list that always has another page ends', () => {
  const following = pageTokens('a:List', 3);
  following('A');
  following('B');
  expect(() => following('C')).toThrow('a:List failed (TooManyPages)');
});

test('what is no token is not followed', () =>
  expect(() => pageTokens('a:List')({ offset: 1 })).toThrow('a:List failed (UnreadableToken)'));
