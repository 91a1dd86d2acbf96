import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainSend } from '../../../test/support/aws.ts';
import type { Cloud, WideListing, WideRows } from '../../clouds/cloud.ts';
import { environmentSecrets } from '../../clouds/secrets.ts';
import { CloudError } from '../../model/errors.ts';
import { OTHERS } from '../../model/run.ts';
import type { Store } from '../../store/store.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { fakeTime } from '../testing/fake-time.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from '../testing/setup.ts';
import { type WideCloudOptions, wideCloud, wideRows } from '../testing/wide-cloud.ts';
import { collectWide } from './run-wide.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const denied = new CloudError({ reason: 'denied', code: 'Forbidden', action: 'sts:AssumeRole', retryable: false });
const failed = (retryable: boolean) =>
  new CloudError({ reason: 'failed', code: 'Broken', action: 'graph/read', retryable });

async function collect(wide: WideCloudOptions, narrowed: Partial<ReturnType<typeof request>> = {}) {
  const cloud = wideCloud(wide);
  const collection = collectionOver(store, cloud, { accounts: [{ cloud: 'azure', name: 'tenant' }] });
  const run = await collection.run(request({ clouds: ['azure'], ...narrowed }), options());
  return { run, asked: cloud.asked };
}

const listOf =
  (...pages: readonly (WideRows | CloudError)[]) =>
  (page: number) =>
    pages[page];

async function coverage() {
  const snapshot = await store.inventory.latest(ORGANISATION, 'azure');
  const units = snapshot ? await store.inventory.coverage(snapshot) : [];
  return units
    .map(({ account, type, status, gaps }) =>
      [account, type, status, gaps.map(({ reason }) => reason).join()].join(' '),
    )
    .map((text) => text.trim())
    .sort();
}

const EVERYTHING = [
  wideRows('sub-1', 'volume', 0, 2),
  wideRows('sub-1', 'volume', 2, 2),
  wideRows('sub-2', 'widget', 0, 3),
];

test('one list fills the units of several accounts, and tells of types that nobody knew of', async () => {
  const { run, asked } = await collect({ rows: listOf(...EVERYTHING) });
  expect(run).toMatchObject({ status: 'success', unitsDone: 3, unitsTotal: 3, changes: { newResources: 7 } });
  expect(asked).toMatchObject({ lists: 1, pages: 4 });
  expect(await coverage()).toEqual(['sub-1 volume ok', 'sub-2 volume ok', 'sub-2 widget ok']);
  const rows = await rowsOf(store, 'azure');
  expect(rows.map(({ account, kind }) => `${account} ${kind}`).sort()).toEqual([
    ...new Array(4).fill('sub-1 volume'),
    ...new Array(3).fill('sub-2 other'),
  ]);
});

test('what a whole list no longer tells of is gone, types without a source too', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const { run } = await collect({ rows: listOf(wideRows('sub-1', 'volume', 0, 3)) });
  expect(run.changes).toMatchObject({ newResources: 0, modifiedResources: 0, deletedResources: 4 });
  expect(await rowsOf(store, 'azure')).toHaveLength(3);
});

test('a list that fails keeps what it told whole, and what was known of the rest', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const { run } = await collect({
    rows: listOf(wideRows('sub-1', 'volume', 0, 3), wideRows('sub-2', 'volume', 0, 1), failed(false)),
  });
  expect(run.status).toBe('partial');
  expect(run.changes).toMatchObject({ newResources: 1, deletedResources: 1 });
  expect(await coverage()).toEqual(['sub-1 volume ok', 'sub-2 volume failed failed', 'sub-2 widget failed failed']);
  expect(await rowsOf(store, 'azure')).toHaveLength(3 + 1 + 3);
});

test('an account that is lost keeps what was known of it, and the others are whole', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const { run } = await collect({
    rows: listOf(wideRows('sub-1', 'volume', 0, 3)),
    lost: new Map([['sub-2', denied]]),
  });
  expect(run.accounts.map(({ account, gaps }) => [account, gaps.map(({ detail }) => detail)])).toEqual([
    ['sub-1', []],
    ['sub-2', ['sts:AssumeRole was denied (Forbidden)', 'sts:AssumeRole was denied (Forbidden)']],
  ]);
  expect(await coverage()).toEqual(['sub-1 volume ok', 'sub-2 volume failed denied', 'sub-2 widget failed denied']);
  expect(run.changes).toMatchObject({ deletedResources: 1 });
  expect(await rowsOf(store, 'azure')).toHaveLength(3 + 3);
});

test('a unit that was open when its account was lost is not whole', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const { run } = await collect({
    rows: listOf(wideRows('sub-1', 'volume', 0, 3)),
    lost: new Map([['sub-1', denied]]),
  });
  expect(run.changes).toMatchObject({ deletedResources: 3 });
  expect(await coverage()).toContain('sub-1 volume failed denied');
});

test('a unit that comes again after it had ended is a failure, not half a unit', async () => {
  await collect({ rows: listOf(wideRows('sub-1', 'volume', 0, 5), wideRows('sub-2', 'volume', 0, 1)) });
  const { run } = await collect({
    rows: listOf(
      wideRows('sub-1', 'volume', 0, 1),
      wideRows('sub-2', 'volume', 0, 1),
      wideRows('sub-1', 'volume', 1, 1),
    ),
  });
  expect(run.accounts.map(({ gaps }) => gaps.map(({ detail }) => detail))).toEqual([
    ['everything failed (OutOfOrder)'],
    ['everything failed (OutOfOrder)'],
  ]);
  expect(await coverage()).toEqual(['sub-1 volume failed failed', 'sub-2 volume failed failed']);
  expect(run).toMatchObject({ unitsDone: 3, unitsTotal: 3, changes: { deletedResources: 0 } });
  expect(await rowsOf(store, 'azure')).toHaveLength(5 + 1);
});

test.each([
  [4, 'ok', 4],
  [3, 'failed', 2],
])('of a unit, no more than so many rows are held: %i', async (most, status, rows) => {
  const { accounts } = await wideCloud({
    accounts: ['sub-1'],
    rows: listOf(wideRows('sub-1', 'volume', 0, 2), wideRows('sub-1', 'volume', 2, 2)),
  }).connect({ cloud: 'azure' }, plainSend, environmentSecrets({}));
  const listing = accounts[0]?.sources[0]?.wide as WideListing;
  const job = { cloud: 'azure', listing, units: [{ account: 'sub-1', type: 'volume' }], others: new Map() } as const;
  const conditions = { organisation: ORGANISATION, time: fakeTime(), deadlineMs: 1000, signal: options().signal };
  const ended: unknown[] = [];
  await collectWide(job, conditions, async ({ outcome }) => void ended.push([outcome.status, outcome.rows]), most);
  expect(ended).toEqual([[status, rows]]);
});

test('what a type lacks are fields, and what the other types of an account lack are resources', async () => {
  const noted = { reason: 'failed', detail: 'odd' } as const;
  const units = ['volume', OTHERS].map((type) => ({ account: 'sub-1', type }));
  const listing: WideListing = {
    ...{ name: 'everything', exhaustive: true },
    async *rows({ note }) {
      for (const unit of units) {
        note(unit, noted);
        yield { ...unit, kind: 'other', taggable: true, rows: [] };
      }
    },
  };
  const job = { cloud: 'azure', listing, units: [], others: new Map([['sub-1', []]]) } as const;
  const conditions = { organisation: ORGANISATION, time: fakeTime(), deadlineMs: 1000, signal: options().signal };
  const ended: unknown[] = [];
  await collectWide(job, conditions, async ({ outcome: { status, gaps } }) => void ended.push([status, gaps]));
  const gap = { ...noted, cloud: 'azure', account: 'sub-1', dataset: 'inventory' };
  expect(ended).toEqual([
    ['partial', [{ ...gap, resourceType: 'volume', fieldsOnly: true }]],
    ['partial', [{ ...gap, resourceType: OTHERS }]],
  ]);
});

test('a request for some accounts or types asks for no others', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const { run } = await collect(
    { rows: listOf(wideRows('sub-1', 'volume', 0, 1)) },
    { accounts: ['sub-1'], resourceTypes: ['volume'] },
  );
  expect(run).toMatchObject({ unitsTotal: 1, changes: { deletedResources: 3 } });
  expect(await rowsOf(store, 'azure')).toHaveLength(1 + 3);
});

test('an account that is known and refuses is a gap of that account, and the others are read', async () => {
  const { run } = await collect({
    rows: listOf(...EVERYTHING),
    unreached: [{ id: 'sub-3', name: undefined, error: denied }],
  });
  expect(run.status).toBe('partial');
  expect(run.accounts.map(({ account, status }) => `${account} ${status}`)).toEqual([
    'sub-1 success',
    'sub-2 success',
    'sub-3 failed',
  ]);
  expect(await store.state.accounts.list(ORGANISATION)).toMatchObject([
    { id: 'sub-1', status: 'connected' },
    { id: 'sub-2', status: 'connected' },
    { id: 'sub-3', status: 'denied' },
  ]);
});

test('while an entry that leads to several accounts can’t sign in, none of them leaves', async () => {
  await collect({ accounts: ['sub-1'], rows: listOf(wideRows('sub-1', 'volume', 0, 2)) });
  await collect({ rows: listOf(...EVERYTHING) });
  // Of a name that one of them has, too.
  const [first] = await store.state.accounts.list(ORGANISATION);
  if (first) await store.state.accounts.record({ ...first, name: 'tenant' });
  const { run } = await collect({ rows: listOf(), refused: denied });
  expect(run.changes).toMatchObject({ deletedResources: 0 });
  expect(await rowsOf(store, 'azure')).toHaveLength(7);
  expect(await coverage()).toEqual([
    'sub-1 volume failed denied',
    'sub-2 volume failed denied',
    'sub-2 widget failed denied',
  ]);
  expect((await store.state.accounts.list(ORGANISATION)).map(({ id }) => id)).toEqual(['sub-1', 'sub-2']);
});

test('an account that can’t be read and is named by something else may be any that was read before', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const unreached = [{ id: undefined, name: '222', error: denied }];
  for (let again = 0; again < 2; again++) {
    const { run } = await collect({ accounts: ['sub-1'], rows: listOf(...EVERYTHING.slice(0, 2)), unreached });
    expect(run.changes).toMatchObject({ deletedResources: 0 });
    expect(await coverage()).toEqual(['sub-1 volume ok', 'sub-2 volume failed denied', 'sub-2 widget failed denied']);
  }
  const { run } = await collect({ accounts: ['sub-1'], rows: listOf(...EVERYTHING.slice(0, 2)) });
  expect(run.changes).toMatchObject({ deletedResources: 3 });
});

test('what keeps one cloud from being published keeps no other', async () => {
  const other: Cloud = {
    name: 'gcp',
    async connect(entry, send, secrets) {
      const cloud = wideCloud({ accounts: ['project'], rows: listOf(wideRows('project', 'volume', 0, 2)) });
      const { accounts, ...rest } = await cloud.connect(entry, send, secrets);
      return { ...rest, accounts: accounts.map((account) => ({ ...account, cloud: 'gcp' })) };
    },
  };
  const broken: Store = {
    ...store,
    inventory: {
      ...store.inventory,
      publish: (run, ...rest) =>
        run.cloud === 'azure' ? Promise.reject(new Error('odd rows')) : store.inventory.publish(run, ...rest),
    },
  };
  const collection = collectionOver(broken, other, {
    clouds: [wideCloud({ rows: listOf(...EVERYTHING) }), other],
    accounts: [{ cloud: 'azure' }, { cloud: 'gcp' }],
  });
  await expect(collection.run(request({ clouds: ['azure', 'gcp'] }), options())).rejects.toThrow('odd rows');
  expect(await rowsOf(store, 'gcp')).toHaveLength(2);
  expect((await store.state.runs.list(ORGANISATION, 1))[0]).toMatchObject({ status: 'failed' });
});

test('what a connection could not find out is told with its first account', async () => {
  const gap = { cloud: 'azure', account: 'sub-1', reason: 'denied', detail: 'subscriptions/read was denied' } as const;
  const { run } = await collect({ rows: listOf(...EVERYTHING), gaps: [gap] });
  expect(run.accounts[0]).toMatchObject({ account: 'sub-1', status: 'partial', gaps: [gap] });
});

test('a request for regions of one cloud asks nothing of another', async () => {
  await collect({ rows: listOf(...EVERYTHING) });
  const wide = wideCloud({ accounts: ['sub-1'], rows: listOf() });
  const collection = collectionOver(store, wide, {
    clouds: [wide, fakeCloud()],
    accounts: [{ cloud: 'azure' }, { cloud: 'aws', name: '111111111111' }],
  });
  const asked = request({ clouds: ['azure', 'aws'], regions: ['eu-west-1'] });
  expect(await collection.plan(asked, new AbortController().signal)).toMatchObject({ units: 3, gaps: [] });
  const run = await collection.run(asked, options());
  expect(run).toMatchObject({ status: 'success', accounts: [{ units: 3 }, { account: 'sub-1', units: 0, gaps: [] }] });
  expect(wide.asked.lists).toBe(0);
  expect(await rowsOf(store, 'azure')).toHaveLength(7);
});

test('what a payer lacks is not found again by a run that asks no costs', async () => {
  const costs = { pricePerPage: '0', permissions: ['costs/read'], async *charges() {} };
  const wide = { rows: listOf(), payers: [{ cloud: 'azure', id: 'of-many', costs }] } as const;
  const missing = async () => (await store.state.accounts.list(ORGANISATION)).map((one) => one.missingPermissions);
  await collect(wide);
  for (const record of await store.state.accounts.list(ORGANISATION))
    await store.state.accounts.record({ ...record, missingPermissions: ['costs/read', 'graph/read'] });
  await collect(wide);
  expect(await missing()).toEqual([['costs/read'], ['costs/read']]);
  await collect(wide, { what: ['inventory', 'costs'], accounts: ['sub-1'] });
  expect(await missing()).toEqual([['costs/read'], ['costs/read']]);
  await collect(wide, { what: ['costs'] });
  expect(await missing()).toEqual([[], []]);
});
