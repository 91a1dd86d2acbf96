import { expect, test } from 'vitest';
import { GcpError } from './errors.ts';
import { pageOf, pageSize } from './paging.ts';

const sizeOf = (given: string) => pageSize(new URLSearchParams(given), 'pageSize', 20, 500);

test.each([
  ['', 20],
  ['pageSize=', 20],
  ['pageSize=0', 20],
  ['pageSize=7', 7],
  ['pageSize=5000', 500],
])('%s asks for %i', (given, size) => {
  expect(sizeOf(given)).toBe(size);
});

test.each(['-1', '1.5', 'all', 'NaN'])('a size of %s is refused', (given) => {
  expect(() => sizeOf(`pageSize=${given}`)).toThrow(GcpError);
});

test('pages follow each other, and a token is of its own list', () => {
  const first = pageOf([1, 2, 3], { token: '', size: 2, scope: 'a' });
  expect(first.items).toEqual([1, 2]);
  const token = first.nextPageToken ?? null;
  expect(pageOf([1, 2, 3], { token, size: 2, scope: 'a' })).toEqual({ items: [3], nextPageToken: undefined });
  expect(() => pageOf([1, 2, 3], { token, size: 2, scope: 'b' })).toThrow(GcpError);
});
