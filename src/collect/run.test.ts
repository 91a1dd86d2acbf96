import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import type { Store } from '../store/store.ts';
import { type FakeCloudOptions, fakeCloud, threeOfEach } from './testing/fake-cloud.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from './testing/setup.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

// Two regions of three regional types, and one global one.
const UNITS = 7;

test('a whole collection is published, recorded and counted', async () => {
  const run = await collectionOver(store, fakeCloud()).run(request(), options());
  expect(run).toMatchObject({ status: 'success', unitsDone: UNITS, unitsTotal: UNITS });
  expect(run.accounts).toMatchObject([
    { account: '111111111111', status: 'success', units: UNITS, rows: 21, gaps: [] },
  ]);
  expect(run.changes).toEqual({ newResources: 21, modifiedResources: 0, deletedResources: 0 });
  expect(await rowsOf(store)).toHaveLength(21);
  expect(await store.state.runs.get(ORGANISATION, run.id)).toEqual(run);
  const [account] = await store.state.accounts.list(ORGANISATION);
  expect(account).toMatchObject({ id: '111111111111', status: 'connected', missingPermissions: [] });
  expect(account?.lastCollectedAt).toBeDefined();
});

test('a second collection counts what is new, changed and gone', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const changed = fakeCloud({
    resources: (account, region, type) => {
      const [first, second, third] = threeOfEach(account, region, type);
      if (type !== 'rds:db' || region !== 'eu-west-1' || !first || !second || !third)
        return threeOfEach(account, region, type);
      return [first, { ...second, tags: {} }, { ...third, id: `${third.id}-new` }];
    },
  });
  const run = await collectionOver(store, changed).run(request(), options());
  expect(run.changes).toMatchObject({ newResources: 1, modifiedResources: 1, deletedResources: 1 });
});

test('one account that is denied leaves the others whole and keeps what was known of it', async () => {
  const ids = ['111111111111', '222222222222'];
  await collectionOver(store, fakeCloud(), { ids }).run(request(), options());
  const cloud = fakeCloud({ fault: ({ account }) => (account === '222222222222' ? 'deny' : undefined) });
  const run = await collectionOver(store, cloud, { ids }).run(request(), options());
  expect(run.status).toBe('partial');
  expect(run.accounts).toMatchObject([
    { account: '111111111111', status: 'success', units: UNITS },
    {
      account: '222222222222',
      status: 'failed',
      gaps: [{ reason: 'denied', detail: 'sts:GetCallerIdentity was denied (deny)' }],
    },
  ]);
  expect(await rowsOf(store)).toHaveLength(42);
  const records = await store.state.accounts.list(ORGANISATION);
  expect(records.map(({ id, status }) => [id, status]).sort()).toEqual([
    ['111111111111', 'connected'],
    ['222222222222', 'denied'],
  ]);
  const snapshot = await store.inventory.latest(ORGANISATION, 'aws');
  const coverage = snapshot ? await store.inventory.coverage(snapshot) : [];
  const denied = coverage.filter(({ account }) => account === '222222222222');
  expect(denied).toHaveLength(UNITS);
  expect(denied.every(({ status, gaps }) => status === 'failed' && gaps[0]?.reason === 'denied')).toBe(true);
});

test('a service that throttles for ever is a gap; everything else is there', async () => {
  const cloud = fakeCloud({ fault: ({ service }) => (service === 'rds' ? 'throttle' : undefined) });
  const run = await collectionOver(store, cloud).run(request(), options());
  expect(run.status).toBe('partial');
  const [account] = run.accounts;
  expect(account?.gaps.map(({ region, resourceType, reason }) => [region, resourceType, reason]).sort()).toEqual([
    ['eu-west-1', 'rds:db', 'throttled'],
    ['us-east-1', 'rds:db', 'throttled'],
  ]);
  expect(await rowsOf(store)).toHaveLength(15);
});

test('what hangs ends at the deadline as a gap, and its request is aborted', async () => {
  const cloud = fakeCloud({
    fault: ({ action, region }) => (action === 'ec2:DescribeVolumes' && region === 'us-east-1' ? 'hang' : undefined),
  });
  const time = scaledTime(50, undefined, () => 0.5);
  const begun = time.now().getTime();
  const run = await collectionOver(store, cloud, { time, settings: { deadlineSeconds: 10 } }).run(request(), options());
  // Ten seconds of waiting and what the machine needs for the rest, fifty times as fast.
  expect(time.now().getTime() - begun).toBeLessThan(200_000);
  expect(run.status).toBe('partial');
  expect(run.accounts[0]?.gaps).toMatchObject([{ region: 'us-east-1', resourceType: 'ec2:volume', reason: 'timeout' }]);
  expect(cloud.aborted()).toBeGreaterThan(0);
  expect(await rowsOf(store)).toHaveLength(18);
});

test('a page that fails midway keeps the pages before it, and what was known of the rest', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const cloud = fakeCloud({
    resources: (account, region, type) =>
      threeOfEach(account, region, type).map((one) => ({ ...one, name: 'changed' })),
    fault: ({ action, region, page }) =>
      action === 'ec2:DescribeVolumes' && region === 'eu-west-1' && page === 1 ? 'fail' : undefined,
  });
  const run = await collectionOver(store, cloud).run(request(), options());
  expect(run.status).toBe('partial');
  const volumes = (await rowsOf(store)).filter(({ type, region }) => type === 'ec2:volume' && region === 'eu-west-1');
  expect(volumes.map(({ name }) => name)).toEqual(['changed', 'changed', 'ec2:volume 3']);
});

test('a detail that is denied makes the unit partial and names the permission', async () => {
  const cloud = fakeCloud({ detailFault: () => 'deny' });
  const run = await collectionOver(store, cloud).run(request(), options());
  expect(run.accounts[0]).toMatchObject({ status: 'partial', rows: 21 });
  expect(run.accounts[0]?.gaps).toMatchObject([
    { resourceType: 'ec2:instance', reason: 'denied', fieldsOnly: true },
    { resourceType: 'ec2:instance', reason: 'denied', fieldsOnly: true },
  ]);
  const [account] = await store.state.accounts.list(ORGANISATION);
  expect(account?.missingPermissions).toEqual(['ec2:DescribeInstanceTypes']);
});

test('a bug of ours is a gap without its words, which go to the log', async () => {
  const logged: string[] = [];
  const cloud = fakeCloud({ fault: ({ service }) => (service === 's3' ? 'break' : undefined) });
  const log = (error: unknown) => void logged.push(String(error));
  const run = await collectionOver(store, cloud, { log }).run(request(), options());
  expect(JSON.stringify(run)).not.toContain('secret');
  expect(run.accounts[0]?.gaps).toMatchObject([{ resourceType: 's3:bucket', reason: 'failed' }]);
  expect(logged).toEqual(['TypeError: a secret of the provider']);
});

test('a second collection at once is refused and told of the first', async () => {
  const first = collectionOver(store, fakeCloud({ latencyMs: 40 })).run(request(), options());
  await expect
    .poll(async () => (await store.state.runs.list(ORGANISATION, 1))[0]?.status, { interval: 5 })
    .toBe('running');
  const second = collectionOver(store, fakeCloud()).run(request(), options());
  await expect(second).rejects.toThrow(UserError);
  await expect(second).rejects.toThrow(/has been collecting since 2026-11-21T/);
  expect((await first).status).toBe('success');
  expect((await collectionOver(store, fakeCloud()).run(request(), options())).status).toBe('success');
});

test('a cancelled run publishes nothing; the same request goes on with it', async () => {
  const cancel = new AbortController();
  const slow = fakeCloud({ latencyMs: 20 });
  const asked = { ...options(cancel.signal) };
  const running = collectionOver(store, slow, { settings: { maxParallelRegions: 1 } }).run(request(), {
    ...asked,
    progress: ({ unitsDone }) => {
      if (unitsDone === 3) cancel.abort();
    },
  });
  const cancelled = await running;
  expect(cancelled.status).toBe('cancelled');
  expect(await rowsOf(store)).toEqual([]);
  const cloud = fakeCloud();
  const run = await collectionOver(store, cloud).run(request(), options());
  expect(run).toMatchObject({ id: cancelled.id, status: 'success', unitsTotal: UNITS, changes: { newResources: 21 } });
  const units = new Set(
    cloud.calls.filter(({ page }) => page === 1).map(({ action, region }) => `${action} ${region}`),
  );
  expect(units.size).toBeLessThanOrEqual(UNITS - 3);
});

test('what a run compared with nothing is unknown: neither costs nor a cancelled listing have new resources', async () => {
  const cancel = new AbortController();
  const progress = () => cancel.abort();
  const cancelled = await collectionOver(store, fakeCloud()).run(request(), { signal: cancel.signal, progress });
  expect(cancelled).toMatchObject({ status: 'cancelled' });
  expect(cancelled).not.toHaveProperty('changes');
  const costs = await collectionOver(store, fakeCloud()).run(request({ what: ['costs'] }), options());
  expect(Object.keys(costs.changes ?? {})).toEqual(['costUpdates']);
  const metrics = await collectionOver(store, fakeCloud()).run(request({ what: ['metrics'] }), options());
  expect(metrics).not.toHaveProperty('changes');
});

test('what was staged more than six hours ago is asked again', async () => {
  const cancel = new AbortController();
  const progress = ({ unitsDone }: { unitsDone: number }) => unitsDone === 3 && cancel.abort();
  const first = collectionOver(store, fakeCloud({ latencyMs: 20 }), { settings: { maxParallelRegions: 1 } });
  const cancelled = await first.run(request(), { signal: cancel.signal, progress });
  const cloud = fakeCloud();
  const time = scaledTime(50, '2026-11-21T18:30:00Z');
  const run = await collectionOver(store, cloud, { time }).run(request(), options());
  expect(run.id).not.toBe(cancelled.id);
  expect(cloud.calls.filter(({ page }) => page === 1)).toHaveLength(UNITS);
});

test.each([
  [{ accounts: ['11111111111'] }, 'There is no account "11111111111" here. Did you mean "111111111111"?'],
  [{ regions: ['eu-west-9'] }, 'There is no region "eu-west-9" here. Did you mean "eu-west-1"?'],
  [{ resourceTypes: ['ec2:volumes'] }, 'There is no resource type "ec2:volumes" here. Did you mean "ec2:volume"?'],
  [
    { clouds: ['gcp' as const] },
    'No account of gcp is configured. Add an `accounts:` entry in cloudoptima.yaml, or set its credentials',
  ],
])('%j is refused with what was meant', async (changes, message) => {
  await expect(collectionOver(store, fakeCloud()).run(request(changes), options())).rejects.toThrow(message);
  expect(await store.state.runs.list(ORGANISATION, 10)).toEqual([]);
});

test('filters narrow the units; what is not asked stays', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const cloud = fakeCloud();
  const run = await collectionOver(store, cloud).run(
    request({ regions: ['eu-west-1'], resourceTypes: ['volume'] }),
    options(),
  );
  expect(run).toMatchObject({ status: 'success', unitsTotal: 1, changes: { deletedResources: 0 } });
  expect(await rowsOf(store)).toHaveLength(21);
});

test('progress is told at most ten times a second, and to the end', async () => {
  const heard = options();
  const time = scaledTime(1);
  await collectionOver(store, fakeCloud({ latencyMs: 1 }), { time }).run(request(), heard);
  const units = heard.told.filter(({ message }) => /^\d/.test(message));
  expect(units.length).toBeLessThan(UNITS);
  expect(units.at(-1)).toMatchObject({ unitsDone: UNITS, unitsTotal: UNITS, rows: 21 });
});

test('a dry run counts and collects nothing', async () => {
  const cloud = fakeCloud();
  const collection = collectionOver(store, cloud);
  const signal = new AbortController().signal;
  const before = await collection.plan(request(), signal);
  expect(before).toMatchObject({
    units: UNITS,
    apiCalls: 2 + UNITS,
    paidCalls: 0,
    paidCost: { amount: '0' },
    gaps: [],
  });
  expect(before.estimatedSeconds).toBeUndefined();
  expect(cloud.calls.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity', 'ec2:DescribeRegions']);
  await collection.run(request(), options());
  const after = await collection.plan(request({ what: ['inventory'] }), signal);
  expect(after.estimatedSeconds).toBeGreaterThan(0);
});

test('a run whose lease was taken over stops and writes nothing more', async () => {
  const collection = collectionOver(store, fakeCloud({ latencyMs: 20 }), { settings: { maxParallelRegions: 1 } });
  let overtaken: ReturnType<typeof store.state.leases.acquire> | undefined;
  const overtake = ({ unitsDone }: { unitsDone: number }) => {
    if (unitsDone < 2 || overtaken) return;
    const later = new Date('2026-11-21T13:00:00Z');
    overtaken = store.state.leases.acquire(`collect:${ORGANISATION}`, 'somebody else', later, 3_600_000);
  };
  const run = await collection.run(request(), { ...options(), progress: overtake });
  expect(await overtaken).toMatchObject({ holder: 'somebody else' });
  expect(run.status).toBe('cancelled');
  expect(await store.inventory.latest(ORGANISATION, 'aws')).toBeUndefined();
  expect((await store.state.runs.get(ORGANISATION, run.id))?.status).toBe('running');
});

test('a run that was killed after it published asks nothing again', async () => {
  const first = await collectionOver(store, fakeCloud()).run(request(), options());
  const { finishedAt: _, ...unfinished } = first;
  await store.state.runs.update({ ...unfinished, status: 'running', accounts: [] });
  const cloud = fakeCloud();
  const run = await collectionOver(store, cloud).run(request(), options());
  expect(run).toMatchObject({ id: first.id, status: 'success', changes: first.changes });
  expect(run.accounts).toMatchObject([{ status: 'success', units: UNITS, rows: 21 }]);
  expect(cloud.calls.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity', 'ec2:DescribeRegions']);
});

test('a killed run of another request is not gone on with, and no longer says that it runs', async () => {
  const first = await collectionOver(store, fakeCloud()).run(request(), options());
  await store.state.runs.update({ ...first, status: 'running' });
  const run = await collectionOver(store, fakeCloud()).run(request({ regions: ['eu-west-1'] }), options());
  expect(run.id).not.toBe(first.id);
  expect((await store.state.runs.get(ORGANISATION, first.id))?.status).toBe('cancelled');
});

test('two entries that lead to one account are one account; a disabled one is left alone', async () => {
  const ids = ['111111111111', '111111111111', '222222222222'];
  const disabled = {
    organisation: ORGANISATION,
    cloud: 'aws' as const,
    id: '222222222222',
    status: 'disabled' as const,
  };
  await store.state.accounts.record({ ...disabled, missingPermissions: [], checkedAt: '2026-11-01T00:00:00Z' });
  const run = await collectionOver(store, fakeCloud(), { ids }).run(request(), options());
  expect(run.accounts).toMatchObject([{ account: '111111111111', units: UNITS }]);
  const records = await store.state.accounts.list(ORGANISATION);
  expect(records.find(({ id }) => id === '222222222222')?.status).toBe('disabled');
});

test('a service that is unknown in the settings is refused, a known one narrows', async () => {
  const services = (list: string[]) => collectionOver(store, fakeCloud(), { settings: { services: list } });
  await expect(services(['ec3']).run(request(), options())).rejects.toThrow('Did you mean "ec2"?');
  expect((await services(['ec2']).run(request(), options())).unitsTotal).toBe(4);
});

const [PROD, DEV] = ['111111111111', '222222222222'];
const accountsOf = async () => [...new Set((await rowsOf(store)).map(({ account }) => account))].sort();
const recorded = async () => (await store.state.accounts.list(ORGANISATION)).map(({ id }) => id).sort();

test('new credentials in the environment are another account, which no name of the old one leads to', async () => {
  const accounts = [{ cloud: 'aws' as const }];
  const as = (id: string) => fakeCloud({ idOf: () => id });
  await collectionOver(store, as(PROD), { accounts }).run(request(), options());
  const cloud = as(DEV);
  const asked = collectionOver(store, cloud, { accounts }).run(request({ accounts: [PROD] }), options());
  await expect(asked).rejects.toThrow(`There is no account "${PROD}" here.`);
  expect(await recorded()).toEqual([PROD, DEV]);
  expect(await accountsOf()).toEqual([PROD]);
});

test('the environment’s account is named by its id when it is refused', async () => {
  const accounts = [{ cloud: 'aws' as const }];
  await collectionOver(store, fakeCloud(), { accounts }).run(request(), options());
  const refused = fakeCloud({ fault: () => 'deny' });
  const run = await collectionOver(store, refused, { accounts }).run(request(), options());
  expect(run.accounts).toMatchObject([{ account: PROD, status: 'failed' }]);
  expect(await recorded()).toEqual([PROD]);
  expect(await rowsOf(store)).toHaveLength(21);
});

test('a label that was recorded before the account answered goes when it does', async () => {
  const accounts = [{ cloud: 'aws' as const, profile: 'prod' }];
  await collectionOver(store, fakeCloud({ fault: () => 'deny' }), { accounts }).run(request(), options());
  expect(await recorded()).toEqual(['prod']);
  await collectionOver(store, fakeCloud(), { accounts }).run(request({ regions: ['eu-west-1'] }), options());
  expect(await recorded()).toEqual([PROD]);
});

test.each<[what: string, lists: (string[] | undefined)[], units: number]>([
  ['an empty list', [[]], 7],
  ['one list', [['eu-west-1']], 4],
  ['two lists', [['eu-west-1'], ['us-east-1']], 7],
  ['a list, and none', [['eu-west-1'], undefined], 7],
  ['none, and a list', [undefined, ['eu-west-1']], 7],
  ['a list, and an empty one', [['eu-west-1'], []], 7],
])('of the regions of one account, %s', async (_, lists, units) => {
  const accounts = lists.map((regions) => ({ cloud: 'aws' as const, ...(regions ? { regions } : {}) }));
  const run = await collectionOver(store, fakeCloud(), { accounts }).run(request(), options());
  expect(run).toMatchObject({ status: 'success', unitsTotal: units });
});

test('an account that is no longer configured leaves with what it had', async () => {
  await collectionOver(store, fakeCloud(), { ids: [PROD, DEV] }).run(request(), options());
  const narrowed = await collectionOver(store, fakeCloud()).run(request({ regions: ['eu-west-1'] }), options());
  expect(narrowed.changes?.deletedResources).toBe(0);
  expect(await accountsOf()).toEqual([PROD, DEV]);
  const run = await collectionOver(store, fakeCloud()).run(request(), options());
  expect(run.changes).toMatchObject({ newResources: 0, deletedResources: 21 });
  expect(await accountsOf()).toEqual([PROD]);
  expect(await recorded()).toEqual([PROD]);
});

test('nobody leaves while an entry is refused that could be anybody’s', async () => {
  await collectionOver(store, fakeCloud(), { ids: [PROD, DEV] }).run(request(), options());
  const accounts = [
    { cloud: 'aws' as const, name: PROD },
    { cloud: 'aws' as const, profile: 'dev' },
  ];
  const idOf = ({ name }: { name?: string }) => name ?? DEV;
  const cloud = fakeCloud({ idOf, fault: ({ account }) => (account === DEV ? 'deny' : undefined) });
  const run = await collectionOver(store, cloud, { accounts }).run(request(), options());
  expect(run.changes?.deletedResources).toBe(0);
  expect(await accountsOf()).toEqual([PROD, DEV]);
});

test('a disabled account keeps what is known of it', async () => {
  await collectionOver(store, fakeCloud(), { ids: [PROD, DEV] }).run(request(), options());
  const records = await store.state.accounts.list(ORGANISATION);
  const dev = records.find(({ id }) => id === DEV);
  if (dev) await store.state.accounts.record({ ...dev, status: 'disabled' });
  await collectionOver(store, fakeCloud(), { ids: [PROD, DEV] }).run(request(), options());
  expect(await accountsOf()).toEqual([PROD, DEV]);
  expect(await recorded()).toEqual([PROD, DEV]);
});

test('a region that is no longer enabled leaves, unless nobody could say so', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const regions = ['eu-west-1'];
  const unsaid = fakeCloud({ regions, fault: ({ action }) => (action === 'ec2:DescribeRegions' ? 'deny' : undefined) });
  await collectionOver(store, unsaid).run(request(), options());
  expect(await rowsOf(store)).toHaveLength(21);
  const run = await collectionOver(store, fakeCloud({ regions })).run(request(), options());
  expect(run.changes?.deletedResources).toBe(9);
  // Buckets are global.
  expect(await rowsOf(store)).toHaveLength(12);
});

test('a failure to tidy up is logged, and the run is what it was', async () => {
  const logged: string[] = [];
  const broken: Store = {
    ...store,
    inventory: { ...store.inventory, expire: () => Promise.reject(new Error('the disk is full')) },
  };
  const log = (error: unknown) => void logged.push(String(error));
  const run = await collectionOver(broken, fakeCloud(), { log }).run(request(), options());
  expect(run.status).toBe('success');
  expect((await store.state.runs.get(ORGANISATION, run.id))?.status).toBe('success');
  expect(logged).toEqual(['Error: the disk is full']);
});

test('a dry run and a look leave what is known of the accounts as it is', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const before = await store.state.accounts.list(ORGANISATION);
  const refusing = collectionOver(store, fakeCloud({ fault: () => 'deny' }), { ids: [PROD, DEV] });
  const { signal } = options();
  expect((await refusing.plan(request(), signal)).gaps).toHaveLength(2);
  const look = { organisation: ORGANISATION, clouds: ['aws' as const], record: false };
  expect((await refusing.testAccounts(look, signal)).map(({ status }) => status)).toEqual(['denied', 'denied']);
  expect(await store.state.accounts.list(ORGANISATION)).toEqual(before);
});

test('an account whose regions nobody tells is not one without regions', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const run = await collectionOver(store, fakeCloud({ regions: [] })).run(request(), options());
  expect(run).toMatchObject({ status: 'partial', changes: { deletedResources: 0 } });
  expect(run.accounts[0]?.gaps).toMatchObject([{ reason: 'failed', detail: 'finding the regions found none' }]);
  expect(await rowsOf(store)).toHaveLength(21);
});

test('regions that could not be found stay a gap of the account until a whole run finds them', async () => {
  const gapsOf = async () => (await store.state.accounts.list(ORGANISATION)).flatMap(({ gaps = [] }) => gaps);
  const hanging = fakeCloud({ fault: ({ action }) => (action === 'ec2:DescribeRegions' ? 'hang' : undefined) });
  await collectionOver(store, hanging, { settings: { deadlineSeconds: 10 } }).run(request(), options());
  const gap = { account: PROD, reason: 'timeout', dataset: 'inventory' };
  expect(await gapsOf()).toMatchObject([gap]);
  await collectionOver(store, fakeCloud()).run(request({ regions: ['eu-west-1'] }), options());
  await collectionOver(store, fakeCloud()).run(request({ what: ['costs'] }), options());
  await collectionOver(store, fakeCloud({ fault: () => 'deny' })).run(request(), options());
  expect(await gapsOf()).toMatchObject([gap]);
  await collectionOver(store, fakeCloud()).run(request(), options());
  expect(await gapsOf()).toEqual([]);
});

test('accounts are asked who they are, and nothing else', async () => {
  const cloud = fakeCloud({ fault: ({ account }) => (account === DEV ? 'deny' : undefined) });
  const collection = collectionOver(store, cloud, { ids: [PROD, DEV] });
  const of = { organisation: ORGANISATION, clouds: ['aws' as const], record: true };
  expect(await collection.testAccounts(of, new AbortController().signal)).toEqual([
    { cloud: 'aws', account: PROD, status: 'connected', detail: '', missingPermissions: [] },
    {
      ...{ cloud: 'aws', account: DEV, status: 'denied', missingPermissions: [] },
      detail: 'sts:GetCallerIdentity was denied (deny)',
    },
  ]);
  expect(cloud.calls.map(({ action }) => action)).toEqual(['sts:GetCallerIdentity', 'sts:GetCallerIdentity']);
});

test('an inventory that halves is told while it is collected, and kept as it is', async () => {
  const many: FakeCloudOptions['resources'] = (account, region, type) =>
    Array.from({ length: 20 }, (_, index) => ({ id: `${account}/${region}/${type}/${index}`, attributes: {} }));
  await collectionOver(store, fakeCloud({ resources: many })).run(request(), options());
  const fewer: FakeCloudOptions['resources'] = (account, region, type) =>
    region === 'us-east-1' ? [] : many(account, region, type);
  const heard = options();
  const run = await collectionOver(store, fakeCloud({ resources: fewer })).run(request(), heard);
  expect(run).toMatchObject({ status: 'success', changes: { deletedResources: 60 } });
  expect(run.suspicions).toEqual([
    ...['ec2:instance', 'ec2:volume', 'rds:db'].map((resourceType) => ({
      ...{ kind: 'fewer_resources', cloud: 'aws', account: PROD, resourceType },
      detail: `40 of ${resourceType} before, 20 now`,
    })),
    {
      kind: 'silent_region',
      cloud: 'aws',
      account: PROD,
      region: 'us-east-1',
      detail: '60 resources before, none now',
    },
  ]);
  expect(heard.told.map(({ message }) => message)).toContain(
    `suspicious: aws ${PROD} us-east-1: 60 resources before, none now`,
  );
  expect((await store.state.runs.get(ORGANISATION, run.id))?.suspicions).toEqual(run.suspicions);
  expect(await rowsOf(store)).toHaveLength(80);
});

test('what could not be read is no suspicion', async () => {
  const many: FakeCloudOptions['resources'] = (account, region, type) =>
    Array.from({ length: 20 }, (_, index) => ({ id: `${account}/${region}/${type}/${index}`, attributes: {} }));
  await collectionOver(store, fakeCloud({ resources: many })).run(request(), options());
  const fault: FakeCloudOptions['fault'] = ({ region }) => (region === 'us-east-1' ? 'fail' : undefined);
  const run = await collectionOver(
    store,
    fakeCloud({
      resources: many,
      fault: (call) => (call.service === 'sts' || call.action === 'ec2:DescribeRegions' ? undefined : fault(call)),
    }),
  ).run(request(), options());
  expect(run.status).toBe('partial');
  expect(run.suspicions).toBeUndefined();
});
