import { expect, test } from 'vitest';
import { itemsOf, tokenPages, withTags } from './tagged.ts';

async function* listed<T>(...items: T[]): AsyncIterable<T> {
  yield* items;
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of list) found.push(item);
  return found;
}

test('each item has its own tags, in the order of the list', async () => {
  const read = async (item: number) => (item === 2 ? undefined : { number: String(item) });
  expect(await all(withTags(listed(1, 2, 3), read))).toEqual([
    { item: 1, tags: { number: '1' } },
    { item: 2, tags: undefined },
    { item: 3, tags: { number: '3' } },
  ]);
});

test('a page without a list has no items', async () =>
  expect(await all(itemsOf(listed({ all: [1, 2] }, {}, { all: [3] }), ({ all }) => all))).toEqual([1, 2, 3]));

test.each([
  ['to the last', [{ Marker: 'a' }, { Marker: 'b' }, {}], [undefined, 'a', 'b']],
  ['to an empty token', [{ Marker: 'a' }, { Marker: '' }], [undefined, 'a']],
])('pages are asked for %s', async (_, pages, tokens) => {
  const asked: (string | undefined)[] = [];
  const ask = async (token: string | undefined) => pages[asked.push(token) - 1] ?? {};
  expect(await all(tokenPages('iam:ListUsers', ask, ({ Marker }) => Marker))).toEqual(pages);
  expect(asked).toEqual(tokens);
});

test.each([
  ['itself', ['a', 'a']],
  ['an earlier one', ['a', 'b', 'a', 'b']],
])('a page that names %s as the next is a failure, not a loop', async (_, markers) => {
  const left = [...markers];
  const pages = tokenPages(
    'iam:ListUsers',
    async () => left.shift(),
    (marker) => marker,
  );
  await expect(all(pages)).rejects.toThrow('iam:ListUsers failed (RepeatedPage)');
});
