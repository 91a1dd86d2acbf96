import { expect, test } from 'vitest';
import type { Changes, Run } from '../model/run.ts';
import { laterBy, testRun, testStore } from '../store/fixtures.ts';
import { collected, DAY, expireAt, volume, volumes } from '../store/inventory.fixture.ts';
import { changedResources } from './changed-resources.ts';
import { readCursor } from './cursor.ts';

const CHANGES: Changes = { newResources: 1, modifiedResources: 1, deletedResources: 1, costUpdates: 0 };
const run = (id: string, changes: Changes = CHANGES): Run => ({ ...testRun(id), what: ['inventory'], changes });

/** Three days: the second run changed one of each kind, the third nothing. */
async function threeDays() {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  await collected(store, 'r2', [[volumes, [volume('b', {}, 9), volume('c')]]], laterBy(DAY));
  await collected(store, 'r3', [[volumes, [volume('b', {}, 9), volume('c')]]], laterBy(2 * DAY));
  return store;
}

test.each<[string, Run, string[]]>([
  ['the first run', run('r1', { ...CHANGES, newResources: 2 }), ['new a', 'new b']],
  ['a run with one before it', run('r2'), ['deleted a', 'modified b', 'new c']],
  ['a run that changed nothing', run('r3'), []],
])('%s is compared with what was before it', async (_, of, expected) => {
  const page = await changedResources(of, ['aws'], await threeDays(), undefined, 9);
  expect(page?.items.map(({ change, name }) => `${change} ${name}`)).toEqual(expected);
  expect(page?.total).toBe(expected.length);
});

test('pages go on within the run, and not into the next', async () => {
  const store = await threeDays();
  const first = await changedResources(run('r2'), ['aws'], store, undefined, 2);
  const cursor = readCursor(first?.next);
  expect((await changedResources(run('r2'), ['aws'], store, cursor, 2))?.items).toMatchObject([{ change: 'new' }]);
  await expect(changedResources(run('r3'), ['aws'], store, cursor, 2)).rejects.toThrow('Another collection has ended');
});

test.each([
  ['that published nothing', 'r4', ['aws']],
  ['of a cloud that was not asked', 'r2', ['azure']],
  ['of no cloud', 'r2', []],
] as const)('the changes of a run %s are unknown', async (_, id, clouds) =>
  expect(await changedResources(run(id), clouds, await threeDays(), undefined, 9)).toBeUndefined(),
);

test('where what was before is no longer kept, what changed is unknown and nothing is called new', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  await collected(store, 'r2', [[volumes, [volume('b', {}, 9), volume('c')]]], laterBy(DAY));
  await expireAt(store, 36);
  expect((await changedResources(run('r2'), ['aws'], store, undefined, 9))?.total).toBe(3);
  await expireAt(store, 402);
  expect(await changedResources(run('r2'), ['aws'], store, undefined, 9)).toBeUndefined();
});
