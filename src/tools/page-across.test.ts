import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { readCursor } from './cursor.ts';
import { pageAcross, type SnapshotList } from './page-across.ts';

const list = (snapshot: string, ...all: string[]): SnapshotList<string> => ({
  snapshot,
  read: async (offset, limit) => ({ items: all.slice(offset, offset + limit), total: all.length }),
});

async function pages(lists: readonly SnapshotList<string>[], limit: number): Promise<string[][]> {
  const shown: string[][] = [];
  let next: string | undefined;
  do {
    const page = await pageAcross(lists, readCursor(next), limit);
    expect(page.total).toBe(5);
    shown.push([...page.items]);
    next = page.next;
  } while (next !== undefined);
  return shown;
}

test.each([
  [1, [['a1'], ['a2'], ['a3'], ['b1'], ['b2']]],
  [2, [['a1', 'a2'], ['a3', 'b1'], ['b2']]],
  // A page that ends with a cloud's last one goes on at the next cloud's first.
  [
    3,
    [
      ['a1', 'a2', 'a3'],
      ['b1', 'b2'],
    ],
  ],
  [4, [['a1', 'a2', 'a3', 'b1'], ['b2']]],
  // Nothing is left: no cursor to an empty page.
  [5, [['a1', 'a2', 'a3', 'b1', 'b2']]],
  [6, [['a1', 'a2', 'a3', 'b1', 'b2']]],
])('pages of %i have everything once, cloud by cloud', async (limit, expected) => {
  const lists = [list('none'), list('one', 'a1', 'a2', 'a3'), list('empty'), list('two', 'b1', 'b2')];
  expect(await pages(lists, limit)).toEqual(expected);
});

test('all clouds are asked before any has answered', async () => {
  const asked: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = (snapshot: string): SnapshotList<string> => ({
    snapshot,
    async read() {
      asked.push(snapshot);
      if (asked.length === 2) resolve();
      await promise;
      return { items: [snapshot], total: 1 };
    },
  });
  expect((await pageAcross([slow('one'), slow('two')], undefined, 9)).items).toEqual(['one', 'two']);
});

test('a cloud that fails fails the page', async () => {
  const failing: SnapshotList<string> = { snapshot: 'two', read: () => Promise.reject(new Error('gone')) };
  await expect(pageAcross([list('one', 'a1'), failing], undefined, 9)).rejects.toThrow('gone');
});

test('nothing was collected', async () =>
  expect(await pageAcross([], undefined, 9)).toEqual({ items: [], total: 0, next: undefined }));

test("a cursor into a snapshot that isn't asked any more is refused", () =>
  expect(pageAcross([list('one', 'a1')], { snapshot: 'two', position: 1, within: 0 }, 9)).rejects.toThrow(UserError));
