import { expect, test } from 'vitest';
import { pageOf } from './paging.ts';

const invalid = () => new Error('bad token');
const page = (token?: string, scope = 's', size = 2) => pageOf([1, 2, 3, 4, 5], { token, size, scope, invalid });

test('pages follow each other until the last, which has no token', () => {
  const first = page();
  const second = page(first.nextToken);
  const third = page(second.nextToken);
  expect([first.items, second.items, third.items]).toEqual([[1, 2], [3, 4], [5]]);
  expect(third.nextToken).toBeUndefined();
});

test('a list that just fills its page needs no other', () => expect(page(undefined, 's', 5).nextToken).toBeUndefined());

test.each([
  ['made up', 'guess', 's'],
  ['empty', '', 's'],
  ['of another question', page().nextToken, 'another'],
])('a token that is %s is refused', (_, token, scope) => expect(() => page(token, scope)).toThrow('bad token'));
