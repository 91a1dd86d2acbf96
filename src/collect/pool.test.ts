import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eachOf, eachOfQueues } from './pool.ts';

const never = new AbortController().signal;
const items = [1, 2, 3, 4, 5];

/** What was begun, and how many were at work at once. */
async function watched(atOnce: number, list: readonly number[] = items) {
  const begun: number[] = [];
  let [now, most] = [0, 0];
  await eachOf(list, atOnce, never, async (item) => {
    begun.push(item);
    most = Math.max(most, ++now);
    await turn();
    now--;
  });
  return { begun, most };
}

test.each([
  ['one', 1, 1],
  ['two', 2, 2],
  ['more than there are', 99, 5],
  // A setting that makes no sense ends nothing for ever.
  ['none', 0, 1],
])('%s at a time, in their order', async (_, atOnce, most) =>
  expect(await watched(atOnce)).toEqual({ begun: items, most }),
);

test('nothing to do', async () => expect(await watched(3, [])).toEqual({ begun: [], most: 0 }));

test('nothing is begun after an error, and what is under way is waited for', async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    if (item === 1) throw new Error('first');
    await turn();
    ended.push(item);
  };
  await expect(eachOf(items, 2, never, work)).rejects.toThrow('first');
  expect(ended).toEqual([2]);
});

test('the first of several errors is told', async () => {
  const work = async (item: number) => {
    throw new Error(`of ${item}`);
  };
  await expect(eachOf(items, 5, never, work)).rejects.toThrow('of 1');
});

test('nothing is begun once it is cancelled; that is for the caller to tell', async () => {
  const cancel = new AbortController();
  const begun: number[] = [];
  await eachOf(items, 1, cancel.signal, async (item) => {
    begun.push(item);
    if (item === 2) cancel.abort();
  });
  expect(begun).toEqual([1, 2]);
});

test('queues go on beside each other, each with its own number at a time', async () => {
  const begun: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = { items: ['slow', 'slower'], atOnce: 1 };
  const quick = { items: ['a', 'b', 'c'], atOnce: 2 };
  await eachOfQueues([slow, quick], never, async (item) => {
    begun.push(item);
    if (item === 'slow') await held;
    if (item === 'c') release();
  });
  expect(begun).toEqual(['slow', 'a', 'b', 'c', 'slower']);
});

test('an error in one queue ends the others', async () => {
  const begun: string[] = [];
  const queues = [
    { items: ['broken'], atOnce: 1 },
    { items: ['a', 'b'], atOnce: 1 },
  ];
  const work = async (item: string) => {
    begun.push(item);
    if (item === 'broken') throw new Error('of one');
    await turn();
  };
  await expect(eachOfQueues(queues, never, work)).rejects.toThrow('of one');
  expect(begun).toEqual(['broken', 'a']);
});
