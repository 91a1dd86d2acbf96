import { afterEach, beforeEach, expect, test } from 'vitest';
import { CloudError } from '../model/errors.ts';
import type { Recommendation } from '../model/recommendation.ts';
import type { Store } from '../store/store.ts';
import { type FakeCloudOptions, fakeCloud } from './testing/fake-cloud.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from './testing/setup.ts';
import { wideCloud, wideRows } from './testing/wide-cloud.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const [PROD, DEV] = ['111111111111', '222222222222'];
const STALE = request({ staleOnly: true });
const UNITS = 7;
const signal = new AbortController().signal;

/** A collection so many minutes after noon. */
function later(minutes: number, cloudOptions: FakeCloudOptions = {}, more: Parameters<typeof collectionOver>[2] = {}) {
  const cloud = fakeCloud(cloudOptions);
  const time = scaledTime(50, new Date(Date.parse('2026-11-21T12:00:00Z') + minutes * 60_000).toISOString(), () => 0.5);
  return { cloud, collection: collectionOver(store, cloud, { time, ...more }) };
}
const coverage = async () => {
  const snapshot = await store.inventory.latest(ORGANISATION, 'aws');
  return snapshot ? [...(await store.inventory.coverage(snapshot))] : [];
};

test('while all is fresh nobody is asked anything, and the plan says so', async () => {
  await later(0).collection.run(request(), options());
  const before = await coverage();
  const { cloud, collection } = later(45);
  const skipped = [
    { cloud: 'aws', dataset: 'inventory', units: UNITS, oldest: expect.stringMatching(/^2026-11-21T12:0/) },
  ];
  expect(await collection.plan(STALE, signal)).toMatchObject({
    units: 0,
    apiCalls: 0,
    accounts: [],
    gaps: [],
    skipped,
  });
  const run = await collection.run(STALE, options());
  expect(run).toMatchObject({ status: 'success', unitsDone: 0, unitsTotal: 0, accounts: [], skipped });
  expect(cloud.calls).toEqual([]);
  expect(await coverage()).toEqual(before);
  expect(await store.state.runs.get(ORGANISATION, run.id)).toEqual(run);
});

test('what is older is asked again, and what is asked for by itself always is', async () => {
  await later(0).collection.run(request(), options());
  const stale = later(75);
  const run = await stale.collection.run(STALE, options());
  expect(run).toMatchObject({ status: 'success', unitsDone: UNITS });
  expect(run.skipped).toBeUndefined();
  const anew = later(80);
  expect((await anew.collection.run(request(), options())).unitsDone).toBe(UNITS);
});

test('of a collection some of whose units are younger, only the older ones are asked; the others stay as they are', async () => {
  await later(0).collection.run(request(), options());
  await later(40).collection.run(request({ regions: ['eu-west-1'] }), options());
  const before = await coverage();
  const { cloud, collection } = later(70);
  const plan = await collection.plan(STALE, signal);
  expect(plan).toMatchObject({ units: 4, skipped: [{ units: 3, oldest: expect.stringMatching(/^2026-11-21T12:4/) }] });
  const run = await collection.run(STALE, options());
  expect(run).toMatchObject({ unitsDone: 4, skipped: [{ units: 3 }], changes: { deletedResources: 0 } });
  expect(new Set(cloud.calls.filter(({ page }) => page === 1).map(({ region }) => region))).not.toContain('eu-west-1');
  expect(await rowsOf(store)).toHaveLength(21);
  const isSkipped = ({ region }: { region: string }) => region === 'eu-west-1';
  expect((await coverage()).filter(isSkipped)).toEqual(before.filter(isSkipped));
});

test('a unit that failed is asked again, and its neighbours are not', async () => {
  const fault: FakeCloudOptions['fault'] = ({ service }) => (service === 'rds' ? 'deny' : undefined);
  await later(0, { fault }).collection.run(request(), options());
  const { cloud, collection } = later(10);
  const run = await collection.run(STALE, options());
  expect(run).toMatchObject({ status: 'success', unitsDone: 2, skipped: [{ units: 5 }], changes: { newResources: 6 } });
  expect(new Set(cloud.calls.map(({ service }) => service))).toEqual(new Set(['sts', 'ec2', 'rds']));
});

test('a permission that is missing stays missing while nobody asks whether it still is', async () => {
  await later(0, { detailFault: () => 'deny' }).collection.run(request(), options());
  const missing = async () => (await store.state.accounts.list(ORGANISATION)).flatMap((one) => one.missingPermissions);
  expect(await missing()).toEqual(['ec2:DescribeInstanceTypes']);
  await later(30, {}, { ids: [PROD, DEV] }).collection.run(STALE, options());
  expect(await missing()).toEqual(['ec2:DescribeInstanceTypes']);
  const [prod] = await store.state.accounts.list(ORGANISATION);
  expect(prod?.lastCollectedAt).toMatch(/^2026-11-21T12:0/);
  await later(100).collection.run(STALE, options());
  expect(await missing()).toEqual([]);
});

test.each<[string, FakeCloudOptions, Parameters<typeof collectionOver>[2], number]>([
  ['a new account', {}, { ids: [PROD, DEV] }, UNITS],
  ['another account of the same entry', { idOf: () => DEV }, { accounts: [{ cloud: 'aws', profile: 'other' }] }, UNITS],
  ['a wider setting', {}, { accounts: [{ cloud: 'aws', name: PROD, regions: ['eu-west-1', 'eu-north-1'] }] }, 3],
])('%s is asked, however fresh the rest is', async (_, cloudOptions, more, asked) => {
  await later(0).collection.run(request(), options());
  const run = await later(10, cloudOptions, more).collection.run(STALE, options());
  expect(run.unitsDone).toBe(asked);
});

test('a service that the settings name since is asked', async () => {
  await later(0, {}, { settings: { services: ['ec2'] } }).collection.run(request(), options());
  const run = await later(10).collection.run(STALE, options());
  expect(run).toMatchObject({ unitsDone: 3, skipped: [{ units: 4 }] });
});

test('an account that was refused is asked again', async () => {
  const ids = [PROD, DEV];
  const fault: FakeCloudOptions['fault'] = ({ account }) => (account === DEV ? 'deny' : undefined);
  await later(0, { fault }, { ids }).collection.run(request(), options());
  const run = await later(10, {}, { ids }).collection.run(STALE, options());
  expect(run).toMatchObject({ unitsDone: UNITS, skipped: [{ units: UNITS }] });
});

test('a region that was enabled since is asked when it is looked up again', async () => {
  const regions = ['eu-west-1', 'us-east-1', 'eu-north-1'];
  await later(0).collection.run(request(), options());
  expect((await later(30, { regions }).collection.run(STALE, options())).unitsDone).toBe(0);
  expect((await later(61, { regions }).collection.run(STALE, options())).unitsDone).toBe(10);
});

test('an account that is no longer connected is looked up', async () => {
  await later(0).collection.run(request(), options());
  const [record] = await store.state.accounts.list(ORGANISATION);
  if (record) await store.state.accounts.record({ ...record, status: 'denied' });
  const { cloud, collection } = later(10);
  await collection.run(STALE, options());
  expect(cloud.calls.length).toBeGreaterThan(0);
});

test.each<[string, Parameters<typeof request>[0], number]>([
  ['an account', { accounts: [PROD] }, UNITS],
  ['a region', { regions: ['eu-west-1'] }, 3],
  ['a type', { resourceTypes: ['ec2:volume'] }, 2],
])('%s of a fresh collection is fresh', async (_, narrowing, units) => {
  await later(0).collection.run(request(), options());
  const { cloud, collection } = later(10);
  const run = await collection.run({ ...STALE, ...narrowing }, options());
  expect(run.skipped).toMatchObject([{ units }]);
  expect(cloud.calls).toEqual([]);
});

test('a word that nothing is called is refused, also while all is fresh', async () => {
  await later(0).collection.run(request(), options());
  const asked = later(10).collection.run({ ...STALE, regions: ['eu-west-9'] }, options());
  await expect(asked).rejects.toThrow('Did you mean "eu-west-1"?');
});

test('a killed run is not gone on with while all is fresh, and no longer says that it runs', async () => {
  const first = await later(0).collection.run(request(), options());
  await store.state.runs.update({ ...first, status: 'running' });
  const run = await later(10).collection.run(STALE, options());
  expect(run.id).not.toBe(first.id);
  expect((await store.state.runs.get(ORGANISATION, first.id))?.status).toBe('cancelled');
});

test('costs and metrics that still stand are not asked either', async () => {
  const what = ['inventory', 'costs', 'metrics'] as const;
  await later(0).collection.run(request({ what }), options());
  const fresh = later(10);
  const run = await fresh.collection.run({ ...STALE, what }, options());
  expect(run.skipped?.map(({ dataset, units }) => [dataset, units])).toEqual([
    ['inventory', UNITS],
    ['costs', 3],
    ['metrics', 2],
  ]);
  expect(fresh.cloud.calls).toEqual([]);
  // Nine hours later the bill may be another, while the day is the same.
  const stale = later(9 * 60);
  const again = await stale.collection.run({ ...STALE, what }, options());
  expect(new Set(stale.cloud.calls.map(({ service }) => service))).not.toContain('cloudwatch');
  expect(again.skipped?.map(({ dataset }) => dataset)).toEqual(['metrics']);
});

test('a wide listing is not asked while all that it tells of is fresh, types without a collector included', async () => {
  const rows = (page: number) => [wideRows('sub-1', 'volume', 0, 2), wideRows('sub-1', 'thing', 0, 1)][page];
  const over = (minute: string, accounts = ['sub-1']) => {
    const cloud = wideCloud({ rows, accounts });
    const time = scaledTime(50, `2026-11-21T12:${minute}:00Z`, () => 0.5);
    return { cloud, collection: collectionOver(store, cloud, { time, accounts: [{ cloud: 'azure' }] }) };
  };
  const wide = request({ clouds: ['azure'] });
  await over('00').collection.run(wide, options());
  const fresh = over('10');
  const run = await fresh.collection.run({ ...wide, staleOnly: true }, options());
  expect(run.skipped).toMatchObject([{ cloud: 'azure', units: 2 }]);
  expect(fresh.cloud.asked).toMatchObject({ pages: 0, lists: 0 });
  // Another account: the list is asked for it, and the first account stays as it is.
  await over('20', ['sub-1', 'sub-2']).collection.run({ ...wide, accounts: ['sub-2'] }, options());
  const records = await store.state.accounts.list(ORGANISATION);
  expect(records.map(({ id }) => id)).toEqual(['sub-1', 'sub-2']);
  const more = over('30', ['sub-1', 'sub-2']);
  const reach = await store.state.reaches.get(ORGANISATION, 'azure', 'inventory');
  if (reach) await store.state.reaches.record({ ...reach, isWhole: false });
  const again = await more.collection.run({ ...wide, staleOnly: true }, options());
  expect(more.cloud.asked.lists).toBe(1);
  expect(again).toMatchObject({ status: 'success', changes: { newResources: 0, deletedResources: 0 } });
});

test('what is fresh in one cloud is not asked because another is asked', async () => {
  await later(0).collection.run(request(), options());
  const cloud = fakeCloud();
  const azure = wideCloud({ rows: (page) => [wideRows('sub-1', 'volume', 0, 2)][page], accounts: ['sub-1'] });
  const collection = collectionOver(store, cloud, {
    clouds: [cloud, azure],
    accounts: [{ cloud: 'aws', name: PROD }, { cloud: 'azure' }],
    time: scaledTime(50, '2026-11-21T12:10:00Z', () => 0.5),
  });
  const run = await collection.run({ ...STALE, clouds: ['aws', 'azure'] }, options());
  expect(cloud.calls).toEqual([]);
  expect(run.accounts).toMatchObject([{ cloud: 'azure', rows: 2 }]);
  expect(run.skipped).toMatchObject([{ cloud: 'aws', units: UNITS }]);
});

test('what a cloud recommends stays while nobody asks it', async () => {
  await later(0).collection.run(request(), options());
  const lease = await store.state.leases.acquire('fixture', 'fixture', new Date('2026-11-21T12:00:00Z'), 3_600_000);
  if (!lease) throw new Error('the lease of a new store is taken');
  const list = { organisation: ORGANISATION, cloud: 'aws', source: 'Hub', id: PROD } as const;
  const recommendation: Recommendation = {
    ...{ cloud: 'aws', account: PROD, source: 'Hub', id: '1', type: 'idle', resourceIds: ['vm'], title: 'Stop it' },
    details: {},
  };
  const part = { part: 'all', readAt: '2026-11-21T12:00:00Z', recommendations: [recommendation] };
  await store.state.recommendations.publish(list, part, lease);
  await store.state.leases.release(lease);
  const { cloud, collection } = later(10);
  const reach = await store.state.reaches.get(ORGANISATION, 'aws', 'inventory');
  if (reach) await store.state.reaches.record({ ...reach, dataset: 'recommendations', recommends: true });
  const run = await collection.run({ ...STALE, what: ['inventory', 'recommendations'] }, options());
  expect([run.unitsDone, cloud.calls]).toEqual([0, []]);
  expect(await store.state.recommendations.about(ORGANISATION, 'aws', 'vm')).toHaveLength(1);
});

test('of the lists of types without a source, those that failed are asked again, and no other', async () => {
  const broken = new CloudError({ reason: 'failed', code: 'Broken', action: 'tag:GetResources', retryable: false });
  const broker = [{ type: 'mq:broker', taggable: true, rows: [{ id: 'b-1', tags: {}, attributes: {} }] }];
  const untold = { reason: 'unsupported', detail: 'who knows' } as const;
  const others = (region: string) => (region === 'us-east-1' ? [broken] : region === 'eu-west-1' ? [broker] : [[]]);
  await later(0, { others, untold }).collection.run(request(), options());
  const again = later(15, { others: () => [[]], untold });
  const run = await again.collection.run(STALE, options());
  expect(run).toMatchObject({ status: 'success', unitsDone: 1 });
  const lists = () => again.cloud.calls.filter(({ service }) => service === 'tag').map(({ region }) => region);
  expect(lists()).toEqual(['us-east-1']);
  expect((await rowsOf(store)).filter(({ kind }) => kind === 'other').map(({ id }) => id)).toEqual(['b-1']);
  const nobody = later(20, { others: () => [[]] });
  const skipped = [{ cloud: 'aws', dataset: 'inventory', units: UNITS + 4 }];
  expect(await nobody.collection.run(STALE, options())).toMatchObject({ unitsTotal: 0, skipped });
  expect(nobody.cloud.calls).toEqual([]);
});
