import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import type { Resource, ResourceFacts } from '../../model/resource.ts';
import type { UnitOutcome } from '../../model/run.ts';
import { laterBy, NOW, testLease, testRun, testStore, testUnit } from '../fixtures.ts';
import { collected, DAY, expireAt, type Listing, volume, volumes } from '../inventory.fixture.ts';
import type { Judgement, PublishedInventory } from '../inventory.ts';
import type { Store } from '../store.ts';
import { literal, openDuckDb } from './duckdb.ts';

const nothingAsked = (version: string): Judgement => ({
  version,
  tags: [],
  unjudged: new Set(),
  badKeys: new Map(),
  maxValueLength: undefined,
});

const names = async (store: Store, { snapshot }: PublishedInventory): Promise<(string | undefined)[]> =>
  (await store.inventory.find(snapshot, {}, 0, 100)).resources.map(({ name }) => name);

test('a resource comes back as it was collected', async () => {
  const store = await testStore();
  const facts = {
    ...volume('a', { Owner: 'x', 'aws:odd "key"': "o'brien" }),
    flags: ['spot'],
    providerState: 'in-use',
  };
  const { snapshot } = await collected(store, 'r1', [[volumes, [facts]]]);
  expect((await store.inventory.find(snapshot, {}, 0, 10)).resources).toEqual([
    {
      ...facts,
      cloud: 'aws',
      account: '1',
      region: 'eu-west-1',
      type: 'ec2:volume',
      kind: 'volume',
      taggable: true,
      lastSeen: NOW.toISOString(),
      lastUpdated: NOW.toISOString(),
    },
  ]);
});

test('a resource that two listings tell of is there once, however often it is published', async () => {
  const store = await testStore();
  const other = testUnit({ type: 'ec2:volume', region: 'global' });
  for (const run of ['r1', 'r2', 'r3']) {
    const { snapshot, repeats } = await collected(store, run, [
      [volumes, [volume('a', { Owner: 'x' }), volume('b')]],
      [other, [volume('a', { Owner: 'x' })]],
    ]);
    expect(repeats).toEqual([{ account: volumes.account, rows: 1 }]);
    const { resources } = await store.inventory.find(snapshot, {}, 0, 10);
    expect(resources.map(({ name, region }) => `${name} ${region}`)).toEqual(['a eu-west-1', 'b eu-west-1']);
    expect(snapshot.rows).toBe(2);
  }
});

test('text that the engine can’t read is there to be seen, and can be judged', async () => {
  const store = await testStore();
  const odd: ResourceFacts = {
    ...volume('a', { 'k\ud800': 'v\0w' }),
    name: 'x\udc00',
    payload: { 'c\0': ['\ud83d'] },
  };
  const { snapshot } = await collected(store, 'r1', [[volumes, [odd, volume('b', { k: 'v' })]]]);
  const { resources } = await store.inventory.find(snapshot, {}, 0, 10);
  expect(resources.map(({ name, tags }) => [name, tags])).toEqual([
    ['x\\udc00', { 'k\\ud800': 'v\\u0000w' }],
    ['b', { k: 'v' }],
  ]);
  const shapes = await store.inventory.shapes(snapshot);
  expect(shapes.flatMap(({ keys }) => keys ?? []).sort()).toEqual(['k', 'k\\ud800']);
});

test.each([
  ['half a pair', '\ud800', '\\ud800'],
  ['a NUL', '\0', '\\u0000'],
])('%s in an account, a type or an id keeps nothing from being published, and rows still go', async (_, odd, seen) => {
  const store = await testStore();
  const units = [testUnit({ type: `x/${odd}` }), testUnit({ account: odd, type: 'x/y' })];
  const oddly = { ...volume('a'), id: `a${odd}` };
  const first = await collected(store, 'r1', [
    [volumes, [oddly, volume('b')]],
    ...units.map((unit, at): Listing => [unit, [volume(`${at}`)]]),
  ]);
  const { resources } = await store.inventory.find(first.snapshot, {}, 0, 9);
  expect(resources.map(({ account, type, id }) => `${account} ${type} ${id}`).sort()).toEqual(
    [
      `1 ec2:volume a${seen}`,
      `1 ec2:volume ${volume('b').id}`,
      `1 x/${seen} ${volume('0').id}`,
      `${seen} x/y ${volume('1').id}`,
    ].sort(),
  );
  const changesOnly = { deleted: [oddly.id] };
  const second = await collected(
    store,
    'r2',
    [[{ ...volumes, changesOnly }, []], ...units.map((unit): Listing => [unit, []])],
    laterBy(DAY),
  );
  expect(second.changes).toMatchObject({ deletedResources: 3 });
  expect(await names(store, second)).toEqual(['b']);
});

test('tags that could not be read stay unknown, and none stays none', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a'), { ...volume('b'), tags: undefined }]]]);
  const { resources } = await store.inventory.find(snapshot, {}, 0, 10);
  expect(resources.map(({ tags }) => tags)).toEqual([{}, undefined]);
});

test('the rows of a unit that failed are carried over, and what it saw counts', async () => {
  const store = await testStore();
  const other = testUnit({ type: 'ec2:volume', region: 'eu-north-1' });
  const elsewhere = { ...volume('z'), id: 'arn:aws:ec2:eu-north-1:1:volume/z' };
  await collected(store, 'r1', [
    [volumes, [volume('a'), volume('b')]],
    [other, [elsewhere]],
  ]);
  const failed: UnitOutcome = {
    ...volumes,
    status: 'failed',
    gaps: [{ cloud: 'aws', account: '1', reason: 'throttled', detail: 'x' }],
  };
  const second = await collected(store, 'r2', [[failed, [volume('b', {}, 9), volume('c')]]], laterBy(DAY));
  expect(await names(store, second)).toEqual(['z', 'a', 'b', 'c']);
  expect(second.changes).toEqual({ newResources: 1, modifiedResources: 1, deletedResources: 0 });
  const coverage = await store.inventory.coverage(second.snapshot);
  expect(coverage.find(({ region }) => region === 'eu-west-1')).toMatchObject({
    status: 'failed',
    collectedAt: NOW.toISOString(),
  });
  expect(coverage.find(({ region }) => region === 'eu-north-1')).toMatchObject({
    status: 'ok',
    collectedAt: NOW.toISOString(),
  });
});

test('absence is deletion only where the listing was whole', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  const second = await collected(store, 'r2', [[{ ...volumes, status: 'partial' }, [volume('b')]]], laterBy(DAY));
  expect(await names(store, second)).toEqual(['b']);
  expect(second.changes).toMatchObject({ newResources: 0, modifiedResources: 0, deletedResources: 1 });
});

test('a unit of which only the changes were read keeps the rest of its rows', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, ['a', 'b', 'c', 'd'].map((name) => volume(name))]]);
  const at = laterBy(DAY).toISOString();
  const deleted = [volume('a').id, volume('never').id, volume('d').id];
  // A resource that is told of is there, whatever was deleted before it.
  const rows = [volume('b', { Owner: 'x' }), volume('d'), volume('e')];
  const changed = { ...volumes, collectedAt: at, changesOnly: { deleted } };
  const second = await collected(store, 'r2', [[changed, rows]], laterBy(DAY));
  expect(await names(store, second)).toEqual(['b', 'c', 'd', 'e']);
  expect(second.changes).toEqual({ newResources: 1, modifiedResources: 1, deletedResources: 1 });
  expect(await store.inventory.coverage(second.snapshot)).toMatchObject([{ status: 'ok', collectedAt: at }]);
  const none = { ...volumes, collectedAt: laterBy(2 * DAY).toISOString(), changesOnly: { deleted: [] } };
  const third = await collected(store, 'r3', [[none, []]], laterBy(2 * DAY));
  expect(third.changes).toEqual({ newResources: 0, modifiedResources: 0, deletedResources: 0 });
  expect(third.snapshot.files).toEqual(second.snapshot.files);
});

test.each([
  ['account', { account: '2' }],
  ['type', { type: 'ec2:snapshot' }],
])('a unit says nothing of what another %s has, and deletes none of it', async (_, where) => {
  const store = await testStore();
  const other = { ...volumes, ...where };
  await collected(store, 'r1', [
    [volumes, [volume('a'), volume('b')]],
    [other, [volume('theirs')]],
  ]);
  const collectedAt = laterBy(DAY).toISOString();
  const changesOnly = { deleted: [volume('a').id, volume('theirs').id] };
  const second = await collected(store, 'r2', [[{ ...volumes, collectedAt, changesOnly }, []]], laterBy(DAY));
  expect((await names(store, second)).sort()).toEqual(['b', 'theirs']);
  expect(second.changes).toEqual({ newResources: 0, modifiedResources: 0, deletedResources: 1 });
});

test('what cannot be tagged is kept apart from the rest of its type', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a'), { ...volume('b'), taggable: false }]]]);
  expect((await store.inventory.shapes(snapshot)).map(({ taggable, resources }) => [taggable, resources])).toEqual([
    [false, 1],
    [true, 1],
  ]);
});

test('when nothing changed the earlier files are referred to again', async () => {
  const store = await testStore();
  const tags = { Owner: 'x', Team: 'y' };
  const first = await collected(store, 'r1', [[volumes, [volume('a', tags)]]]);
  // The same tags in another order are no change.
  const again = await collected(
    store,
    'r2',
    [[{ ...volumes, collectedAt: laterBy(DAY).toISOString() }, [volume('a', { Team: 'y', Owner: 'x' })]]],
    laterBy(DAY),
  );
  expect(again.snapshot.files).toEqual(first.snapshot.files);
  expect(again.snapshot.id).not.toBe(first.snapshot.id);
  expect((await store.inventory.find(again.snapshot, {}, 0, 1)).resources[0]).toMatchObject({
    lastSeen: laterBy(DAY).toISOString(),
    lastUpdated: NOW.toISOString(),
  });
});

const asOther = { kind: 'other', taggable: false } as const;
const asVolume = { kind: 'volume', taggable: true } as const;

test.each<[string, Listing[], Listing[], Partial<Resource>]>([
  ['what has become another kind', [[volumes, [volume('a')], asOther]], [[volumes, [volume('a')], asVolume]], asVolume],
  [
    'what can be tagged now',
    [[volumes, [volume('a')], asOther]],
    [[volumes, [volume('a')], { ...asOther, taggable: true }]],
    { taggable: true },
  ],
  [
    'what another account alone still has',
    [
      [volumes, [volume('a')]],
      [{ ...volumes, account: '2' }, [volume('a')]],
    ],
    [
      [volumes, []],
      [{ ...volumes, account: '2' }, [volume('a')]],
    ],
    { account: '2' },
  ],
  [
    'what is of another type',
    [[volumes, [volume('a')]]],
    [
      [volumes, []],
      [{ ...volumes, type: 'ec2:disk' }, [volume('a')]],
    ],
    { type: 'ec2:disk' },
  ],
])('%s is told as it is, though its content is no other', async (_, first, second, now) => {
  const store = await testStore();
  await collected(store, 'r1', first);
  const { changes, snapshot } = await collected(store, 'r2', second, laterBy(DAY));
  expect(changes).toEqual({ newResources: 0, modifiedResources: 0, deletedResources: 0 });
  const { resources } = await store.inventory.find(snapshot, {}, 0, 9);
  expect(resources).toHaveLength(1);
  expect(resources[0]).toMatchObject({ ...now, lastUpdated: NOW.toISOString() });
});

test('what is listed by another unit goes with that unit', async () => {
  const store = await testStore();
  const everywhere = { ...volumes, region: 'global' };
  const a = { ...volume('a'), region: 'eu-west-1' };
  await collected(store, 'r1', [[volumes, [a]]]);
  await collected(store, 'r2', [[everywhere, [a]]], laterBy(DAY));
  const third = await collected(store, 'r3', [[volumes, []]], laterBy(2 * DAY));
  expect(await names(store, third)).toEqual(['a']);
});

test('earlier snapshots stay queryable', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a')]]]);
  await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  const then = await store.inventory.latest('acme', 'aws', laterBy(DAY / 2).toISOString());
  const now = await store.inventory.latest('acme', 'aws');
  expect(then && (await store.inventory.find(then, {}, 0, 9)).resources.map(({ name }) => name)).toEqual(['a']);
  expect(now && (await store.inventory.find(now, {}, 0, 9)).resources.map(({ name }) => name)).toEqual(['b']);
});

test('a run that saw nothing publishes an empty snapshot', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, []]]);
  expect(snapshot.rows).toBe(0);
  expect(await store.inventory.find(snapshot, {}, 0, 9)).toEqual({ resources: [], total: 0 });
  expect(await store.inventory.shapes(snapshot)).toEqual([]);
});

test('named tag keys and common ones get columns of their own, whatever their case', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a', { owner: 'x', Owner: 'y', 'k"1': 'z' })]]]);
  expect(snapshot.promotedTags).toEqual(['Owner', 'k"1', 'owner']);
  const by = async (key: string, value: string) =>
    (await store.inventory.find(snapshot, { tags: [{ key, value }] }, 0, 9)).total;
  expect([
    await by('owner', 'x'),
    await by('Owner', 'y'),
    await by('Owner', 'x'),
    await by('k"1', 'z'),
    await by('none', 'z'),
  ]).toEqual([1, 1, 0, 1, 0]);
});

test.each([
  ['text', { text: "O'B%" }, ["o'b%"]],
  ['no wildcard in text', { text: '%' }, ["o'b%"]],
  ['a type that is not there', { types: ['rds:db'] }, []],
  ['no type at all', { types: [] }, []],
  ['an account', { accounts: ['1'] }, ['a', "o'b%"]],
  ['age', { createdBefore: '2026-01-01T00:00:00.000Z' }, []],
  ['a tag', { tags: [{ key: 'Owner' }] }, ['a']],
  ['a state', { states: ['in-use'] }, ['a', "o'b%"]],
])('resources are found by %s', async (_, filter, found) => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a', { Owner: 'x' }), volume("o'b%")]]]);
  expect((await store.inventory.find(snapshot, filter, 0, 9)).resources.map(({ name }) => name)).toEqual(found);
});

test('pages of a list have every resource once', async () => {
  const store = await testStore();
  const all = Array.from({ length: 25 }, (_, index) => volume(`v${String(index).padStart(2, '0')}`));
  const { snapshot } = await collected(store, 'r1', [[volumes, all.toReversed()]]);
  const seen: (string | undefined)[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const page = await store.inventory.find(snapshot, {}, offset, 10);
    expect(page.total).toBe(25);
    seen.push(...page.resources.map(({ name }) => name));
    offset = page.next;
  }
  expect(seen).toEqual(all.map(({ name }) => name));
});

test('resources are found by their ids, whatever else is asked for', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  const found = await store.inventory.byIds(snapshot, [
    volume('b').id,
    'arn:aws:ec2:eu-west-1:2:volume/b',
    'nonsense',
    "'; drop table x",
  ]);
  expect(found.map(({ name }) => name)).toEqual(['b']);
});

test('payloads lie in a file of their own, are no part of the content, and expire after a week', async () => {
  const store = await testStore();
  const kept = { ...volume('a'), payload: { VolumeId: 'vol-1' } };
  const first = await collected(store, 'r1', [[volumes, [kept, volume('b')]]]);
  expect(first.snapshot.files.map(({ role, rows }) => [role, rows])).toEqual([
    ['rows', 2],
    ['cells', 1],
    ['shapes', 1],
    ['payloads', 1],
  ]);
  expect(await store.inventory.payloads(first.snapshot, 'ec2:volume')).toEqual([
    { id: kept.id, payload: '{"VolumeId":"vol-1"}' },
  ]);
  expect((await store.inventory.find(first.snapshot, {}, 0, 1)).resources[0]).not.toHaveProperty('payload');
  const again = await collected(
    store,
    'r2',
    [[volumes, [{ ...kept, payload: { VolumeId: 'other' } }, volume('b')]]],
    laterBy(DAY),
  );
  expect(again.changes).toMatchObject({ newResources: 0, modifiedResources: 0 });

  const lease = await testLease(store, 'expiry', laterBy(9 * DAY));
  await store.inventory.expire('acme', lease, laterBy(9 * DAY));
  const latest = await store.inventory.latest('acme', 'aws');
  expect(latest && (await store.inventory.payloads(latest, 'ec2:volume'))).toEqual([]);
  expect(latest && (await store.inventory.find(latest, {}, 0, 9)).total).toBe(2);
});

test('payloads expire by their own age, however often a snapshot refers to them again', async () => {
  const store = await testStore();
  const listing: Listing = [volumes, [{ ...volume('a'), payload: { VolumeId: 'vol-1' } }]];
  const first = await collected(store, 'r0', [listing]);
  for (const day of [4, 8]) await collected(store, `r${day}`, [listing], laterBy(day * DAY));
  const payloadsAfter = async (days: number) => {
    await expireAt(store, days);
    const latest = await store.inventory.latest('acme', 'aws');
    return latest && store.inventory.payloads(latest, 'ec2:volume');
  };
  expect(await payloadsAfter(6.9)).toHaveLength(1);
  expect(await payloadsAfter(8)).toEqual([]);
  const roles = new Set<string>();
  for (const { files } of await store.state.catalogue.snapshots('acme', 'aws', 'inventory'))
    for (const { role } of files) roles.add(role);
  expect([...roles]).toEqual(['rows', 'cells', 'shapes']);
  expect(await expireAt(store, 9)).toMatchObject({ filesDeleted: 1 });
  // Somebody who was told of them before is told of the snapshot as it is.
  expect(await store.inventory.payloads(first.snapshot, 'ec2:volume')).toEqual([]);
});

test('organisations never see each other', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a')]]]);
  expect(await store.inventory.latest('rival', 'aws')).toBeUndefined();
});

test('an overtaken publication writes nothing that anyone sees', async () => {
  const store = await testStore();
  const first = await collected(store, 'r1', [[volumes, [volume('a')]]]);
  await store.state.runs.start({ ...testRun('r2'), what: ['inventory'] });
  await store.state.runs.stage(
    'acme',
    'r2',
    'inventory',
    volumes,
    await store.inventory.encode(volumes, { kind: 'volume', taggable: true }, [volume('b')]),
  );
  const slow = await testLease(store, 'slow', laterBy(DAY));
  await testLease(store, 'quick', laterBy(3 * DAY));
  await expect(
    store.inventory.publish({ organisation: 'acme', id: 'r2', cloud: 'aws', promotedTags: [] }, slow, laterBy(3 * DAY)),
  ).rejects.toThrow();
  expect((await store.inventory.latest('acme', 'aws'))?.id).toBe(first.snapshot.id);
  expect(await store.state.runs.staged('acme', 'r2', 'inventory')).toHaveLength(1);
});

test('after 35 days ids, tags and content are left, after 400 nothing, and the newest stays', async () => {
  const store = await testStore();
  const first = await collected(store, 'r1', [[volumes, [volume('a', { Owner: 'x' })]]]);
  await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  const expire = (days: number) => expireAt(store, days);
  expect(await expire(30)).toMatchObject({ thinned: 0, dropped: 0 });
  expect(await expire(36)).toMatchObject({ thinned: 1, dropped: 0 });
  const thinned = (await store.state.catalogue.snapshots('acme', 'aws', 'inventory')).find(
    ({ id }) => id === first.snapshot.id,
  );
  expect(thinned).toMatchObject({ detail: 'thinned', rows: 1 });
  expect(await expire(36)).toMatchObject({ thinned: 0, dropped: 0 });
  expect(await expire(402)).toMatchObject({ thinned: 0, dropped: 1 });
  const latest = await store.inventory.latest('acme', 'aws');
  expect(latest && (await store.inventory.find(latest, {}, 0, 9)).resources.map(({ name }) => name)).toEqual(['b']);
});

test('a thinned snapshot says what it still has', async () => {
  const store = await testStore();
  const first = await collected(store, 'r1', [[volumes, [volume('a')]]]);
  await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  await expireAt(store, 36);
  const thinned = await store.inventory.latest('acme', 'aws', NOW.toISOString());
  if (!thinned) throw new Error('it is kept');
  expect(thinned).toMatchObject({ id: first.snapshot.id, detail: 'thinned' });
  for (const asking of [
    store.inventory.cells(thinned),
    store.inventory.shapes(thinned),
    store.inventory.find(thinned, {}, 0, 9),
    store.inventory.judge(thinned, nothingAsked('v1')),
  ])
    await expect(asking).rejects.toThrow(
      new UserError('Of 2026-11-01T00:00:00.000Z only ids, tags and content hashes are kept: ask about a later time.'),
    );
  expect(await store.inventory.coverage(thinned)).toHaveLength(1);
});

test('somebody who was told of a snapshot before its files went is told what became of it', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a')]]]);
  await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  const cells = () => store.inventory.cells(snapshot);
  for (const days of [36, 37, 38]) await expireAt(store, days);
  await expect(cells()).rejects.toThrow('ask about a later time');
  for (const days of [402, 403, 404]) await expireAt(store, days);
  await expect(cells()).rejects.toThrow('is no longer kept: ask again');
  await expect(store.inventory.find(snapshot, {}, 0, 9)).rejects.toThrow(UserError);
});

test('a file that could not be read for a moment spoils nothing', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a')]]]);
  const lake = join(store.home, 'lake');
  renameSync(lake, `${lake}-away`);
  await expect(store.inventory.cells(snapshot)).rejects.toThrow();
  await expect(store.inventory.shapes(snapshot)).rejects.toThrow();
  renameSync(`${lake}-away`, lake);
  expect(await store.inventory.cells(snapshot)).toHaveLength(1);
  expect(await store.inventory.shapes(snapshot)).toHaveLength(1);
});

test('verdicts stay of use while newer ones displace them', async () => {
  const store = await testStore();
  const { snapshot } = await collected(store, 'r1', [[volumes, [volume('a'), volume('b')]]]);
  const held = await store.inventory.judge(snapshot, nothingAsked('v0'));
  for (let version = 1; version < 8; version++) await store.inventory.judge(snapshot, nothingAsked(`v${version}`));
  expect((await held.counts({}, 'none')).map(({ resources }) => resources)).toEqual([2]);
  expect(await held.violators({}, 'all', -1, 10)).toEqual([]);
});

test('a unit of many rows is staged in pieces, none of which is lost', async () => {
  const store = await testStore();
  const many = Array.from({ length: 12_000 }, (_, index) => volume(`v${String(index).padStart(5, '0')}`));
  const { snapshot } = await collected(store, 'r1', [[volumes, many.toReversed()]]);
  expect(snapshot.rows).toBe(12_000);
  const { resources } = await store.inventory.find(snapshot, {}, 0, 12_000);
  expect(resources.map(({ name }) => name)).toEqual(many.map(({ name }) => name));
  const staged = await store.inventory.encode(volumes, { kind: 'volume', taggable: true }, many);
  expect(Buffer.from(staged).toString('hex').split('28b52ffd').length - 1).toBe(3);
});

test('costs are as exact as charges', async () => {
  const store = await testStore();
  await collected(store, 'r1', [[volumes, [volume('a')]]]);
  const { snapshot } = await collected(store, 'r2', [[volumes, [volume('b')]]], laterBy(DAY));
  const rows = join(store.home, 'lake', snapshot.files[0]?.name ?? '');
  const engine = openDuckDb({ tempDirectory: store.home });
  const [types] = await engine.all(
    `SELECT typeof(hourly_cost) AS hourly, typeof(monthly_cost) AS monthly FROM read_parquet(${literal(rows)})`,
  );
  await engine.close();
  expect(types).toEqual({ hourly: 'DECIMAL(38,18)', monthly: 'DECIMAL(38,18)' });
});
