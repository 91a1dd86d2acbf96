import { expect, test } from 'vitest';
import type { ResourceFacts } from '../../model/resource.ts';
import { laterBy, testStore, testUnit } from '../fixtures.ts';
import { collected, DAY, expireAt, type Listing, volume, volumes } from '../inventory.fixture.ts';
import type { ChangePage } from '../inventory.ts';

const told = ({ changed }: ChangePage): string[] =>
  changed.map(({ change, id }) => `${change} ${id.split('/').at(-1)}`);

/** Two collections a day apart, and what is told of the difference. */
async function difference(first: readonly Listing[], second: readonly Listing[]) {
  const store = await testStore();
  const before = await collected(store, 'r1', first);
  const after = await collected(store, 'r2', second, laterBy(DAY));
  const page = await store.inventory.changes(before.snapshot, after.snapshot, 0, 100);
  return { page, counted: after.changes };
}

const failed = { ...volumes, status: 'failed' } as const;
const nobody: ResourceFacts = { id: 'arn:aws:ec2:eu-west-1:1:volume/anon', tags: {}, attributes: {} };

test.each<[string, Listing, Listing, string[]]>([
  ['nothing changed', [volumes, [volume('a')]], [volumes, [volume('a')]], []],
  [
    'one of each kind',
    [volumes, [volume('a'), volume('b'), volume('c')]],
    [volumes, [volume('b', { Owner: 'x' }), volume('c'), volume('d')]],
    ['deleted a', 'modified b', 'new d'],
  ],
  [
    'a value in another alphabet',
    [volumes, [volume('a', { Owner: 'x' })]],
    [volumes, [volume('a', { Owner: '日本' })]],
    ['modified a'],
  ],
  ['all gone', [volumes, [volume('a'), volume('b')]], [volumes, []], ['deleted a', 'deleted b']],
  ['the first ever', [volumes, []], [volumes, [volume('a')]], ['new a']],
  // What a listing that broke off did not see is not gone.
  ['a listing that failed', [volumes, [volume('a'), volume('b')]], [failed, [volume('b'), volume('c')]], ['new c']],
])('%s', async (_, first, second, expected) => {
  const { page, counted } = await difference([first], [second]);
  expect(told(page)).toEqual(expected);
  expect(page.total).toBe(expected.length);
  const count = (change: string) => page.changed.filter((one) => one.change === change).length;
  expect({ new: count('new'), modified: count('modified'), deleted: count('deleted') }).toEqual({
    new: counted.newResources,
    modified: counted.modifiedResources,
    deleted: counted.deletedResources,
  });
});

test('it is told which resource it is; one without a name has none', async () => {
  const { page } = await difference([[volumes, [volume('a')]]], [[volumes, [nobody]]]);
  const where = { cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume' };
  expect(page.changed).toEqual([
    { ...where, id: volume('a').id, name: 'a', change: 'deleted' },
    { ...where, id: nobody.id, change: 'new' },
  ]);
});

test('where nothing was before, everything is new', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  expect(told(await store.inventory.changes(undefined, snapshot, 0, 9))).toEqual(['new a', 'new b']);
});

test('pages have every change once, in the order of account, region, type and id; the total is of all', async () => {
  const store = await testStore();
  const north = testUnit({ type: 'ec2:volume', region: 'eu-north-1' });
  const elsewhere = { ...volume('z'), id: 'arn:aws:ec2:eu-north-1:1:volume/z' };
  const before = await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  const after = await collected(
    store,
    'r2',
    [
      [volumes, [volume('a', {}, 9), volume('c')]],
      [north, [elsewhere]],
    ],
    laterBy(DAY),
  );
  const page = (offset: number, limit: number) =>
    store.inventory.changes(before.snapshot, after.snapshot, offset, limit);
  const pages = [await page(0, 2), await page(2, 2), await page(4, 2), await page(0, 0)];
  expect(pages.map(told)).toEqual([['new z', 'modified a'], ['deleted b', 'new c'], [], []]);
  expect(pages.map(({ total }) => total)).toEqual([4, 4, 4, 4]);
});

test('a snapshot that was thinned still tells what changed since, though not the name of what is gone', async () => {
  const store = await testStore();
  const before = await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  const after = await collected(store, 'r2', [[volumes, [volume('b', {}, 9), volume('c')]]], laterBy(DAY));
  await expireAt(store, 36);
  // Whoever was told of it while it was whole is answered too, also after its first files are gone.
  for (const days of [37, 38]) {
    const [, thinned] = await store.state.catalogue.snapshots('acme', 'aws', 'inventory');
    expect(thinned).toMatchObject({ id: before.snapshot.id, detail: 'thinned' });
    for (const earlier of [thinned, before.snapshot]) {
      const page = await store.inventory.changes(earlier, after.snapshot, 0, 9);
      expect(told(page)).toEqual(['deleted a', 'modified b', 'new c']);
    }
    await expireAt(store, days);
  }
  const [, thinned] = await store.state.catalogue.snapshots('acme', 'aws', 'inventory');
  const { changed } = await store.inventory.changes(thinned, after.snapshot, 0, 9);
  expect(changed.map(({ name }) => name)).toEqual([undefined, 'b', 'c']);
});

test('a snapshot that is kept no longer is said to be', async () => {
  const store = await testStore();
  const before = await collected(store, 'r1', [[volumes, [volume('a')]]]);
  const after = await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  for (const days of [402, 403, 404]) await expireAt(store, days);
  await expect(store.inventory.changes(before.snapshot, after.snapshot, 0, 9)).rejects.toThrow('is no longer kept');
});
