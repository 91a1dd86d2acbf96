import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parallel } from './parallel.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Work that takes more turns for the first items than for the last, and remembers how much of it ran at once. */
function worker(length: number) {
  const seen = { now: 0, most: 0, started: 0 };
  const work = async (item: number) => {
    seen.started += 1;
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    for (let turns = item; turns < length; turns += 1) await turn();
    seen.now -= 1;
    return item * 10;
  };
  return { seen, work };
}

const range = (length: number) => Array.from({ length }, (_, item) => item);

test.each([
  [1, 5, 1],
  [3, 10, 3],
  [8, 4, 4],
  [2, 0, 0],
])('with a limit of %i, %i items run %i at once and stay in order', async (limit, length, most) => {
  const { seen, work } = worker(length);
  expect(await all(parallel(range(length), limit, work))).toEqual(range(length).map((item) => item * 10));
  expect(seen.most).toBe(most);
});

test('pages are read while work on the earlier ones is under way', async () => {
  async function* pages() {
    for (const page of [[0, 1], [], [2]]) {
      await turn();
      yield* page;
    }
  }
  const { seen, work } = worker(9);
  expect(await all(parallel(pages(), 3, work))).toEqual([0, 10, 20]);
  expect(seen.most).toBe(3);
});

test('stopping early starts nothing more', async () => {
  const { seen, work } = worker(1);
  for await (const _ of parallel(range(100), 4, work)) break;
  expect(seen.started).toBe(4);
});

test('an error comes in its turn, and those behind it are not unhandled', async () => {
  const results: number[] = [];
  const failing = async (item: number) => {
    if (item > 0) throw new Error(`no ${item}`);
    await turn();
    return item;
  };
  await expect(async () => {
    for await (const result of parallel(range(3), 3, failing)) results.push(result);
  }).rejects.toThrow('no 1');
  expect(results).toEqual([0]);
});
