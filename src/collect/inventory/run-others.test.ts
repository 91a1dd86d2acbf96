import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OtherRows, OtherSource } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import { OTHERS, type UnitOutcome } from '../../model/run.ts';
import type { Store } from '../../store/store.ts';
import { type FakeCloudOptions, fakeCloud } from '../testing/fake-cloud.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from '../testing/setup.ts';
import { systemSleep } from '../time.ts';
import { collectOthers } from './run-others.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const broken = new CloudError({ reason: 'failed', code: 'Broken', action: 'tag:GetResources', retryable: false });

/** So many of a type, with numbers. */
const some = (type: string, ...numbers: readonly number[]): OtherRows => ({
  ...{ type, taggable: true },
  rows: numbers.map((number) => ({ id: `${type} ${number}`, tags: { Team: 'data' }, attributes: {} })),
});

type Pages = ReturnType<NonNullable<FakeCloudOptions['others']>>;

/** What `ireland` tells of is in eu-west-1; elsewhere there is nothing, and of types with a source nowhere. */
async function collect(ireland: Pages, asked: Partial<ReturnType<typeof request>> = {}, more: FakeCloudOptions = {}) {
  const cloud = fakeCloud({
    resources: () => [],
    others: (region) => (region === 'eu-west-1' ? ireland : [[]]),
    ...more,
  });
  const run = await collectionOver(store, cloud).run(request(asked), options());
  return { run, calls: cloud.calls.filter(({ service }) => service === 'tag') };
}

async function coverage(): Promise<string[]> {
  const snapshot = await store.inventory.latest(ORGANISATION, 'aws');
  const units = snapshot ? await store.inventory.coverage(snapshot) : [];
  const own = /^(?:ec2|rds|s3):/;
  return units
    .filter(({ type }) => !own.test(type))
    .map(({ region, type, status, gaps }) => [region, type, status, ...gaps.map(({ reason }) => reason)].join(' '))
    .sort();
}
const ids = async () => (await rowsOf(store)).map(({ id }) => id);

// Of two regions and what is in none, beside seven units of types with a source.
const LISTS = ['eu-west-1 other ok', 'global other ok', 'us-east-1 other ok'];
const UNITS = 7 + LISTS.length;

test('what two regions tell of is one resource, also where it is counted', async () => {
  const both = fakeCloud({ resources: () => [], others: () => [[some('globalaccelerator:accelerator', 1)]] });
  const run = await collectionOver(store, both).run(request(), options());
  expect(await ids()).toEqual(['globalaccelerator:accelerator 1']);
  expect(run).toMatchObject({ accounts: [{ rows: 1 }], changes: { newResources: 1 } });
});

test('a region’s list fills a unit for each type, in any order, and all of them are `other`', async () => {
  const { run } = await collect([[some('mq:broker', 1), some('dms:rep', 1)], [some('mq:broker', 2, 1)]]);
  expect(run).toMatchObject({ status: 'success', unitsDone: UNITS + 2, unitsTotal: UNITS + 2 });
  expect(run.accounts).toMatchObject([{ rows: 3, gaps: [] }]);
  expect(await coverage()).toEqual(['eu-west-1 dms:rep ok', 'eu-west-1 mq:broker ok', ...LISTS]);
  const rows = await rowsOf(store);
  expect(rows.map(({ type, kind, region, id }) => `${type} ${kind} ${region} ${id}`)).toEqual([
    'dms:rep other eu-west-1 dms:rep 1',
    'mq:broker other eu-west-1 mq:broker 1',
    'mq:broker other eu-west-1 mq:broker 2',
  ]);
});

test('a type that the list no longer tells of has no resources left', async () => {
  await collect([[some('mq:broker', 1, 2), some('dms:rep', 1)]]);
  const { run } = await collect([[some('mq:broker', 2)]]);
  expect(run).toMatchObject({ status: 'success', changes: { newResources: 0, deletedResources: 2 } });
  expect(await ids()).toEqual(['mq:broker 2']);
});

test('a region whose list fails keeps its resources; what it told counts', async () => {
  await collect([[some('mq:broker', 1, 2), some('dms:rep', 1)]]);
  const { run } = await collect([[some('mq:broker', 3)], broken]);
  expect(run).toMatchObject({ status: 'partial', changes: { newResources: 1, deletedResources: 0 } });
  expect(await ids()).toEqual(['dms:rep 1', 'mq:broker 1', 'mq:broker 2', 'mq:broker 3']);
  expect(await coverage()).toEqual([
    'eu-west-1 dms:rep ok',
    'eu-west-1 mq:broker failed failed',
    'eu-west-1 other failed failed',
    ...LISTS.slice(1),
  ]);
});

test('what breaks the shape of a resource is left out of a type, with gaps; one without an id leaves its type not whole', async () => {
  await collect([[some('mq:broker', 1, 2), some('dms:rep', 1)]]);
  const odd = [
    { id: 'x'.repeat(1_000_000), attributes: {} },
    { id: 'mq:broker 2', name: true, tags: { Team: 7 }, attributes: {} },
  ] as unknown as OtherRows['rows'];
  const { run } = await collect([[{ ...some('mq:broker'), rows: odd }, some('dms:rep', 2)]]);
  expect(run).toMatchObject({ status: 'partial', changes: { newResources: 1, deletedResources: 1 } });
  const left = 'mq:broker was told with something that is no';
  expect(run.accounts[0]?.gaps.map(({ detail }) => detail)).toEqual([
    `${left} id: 1 resource left out`,
    `${left} name, which is left out of 1 resource`,
    `${left} tags, which is left out of 1 resource`,
  ]);
  expect(await coverage()).toEqual([
    'eu-west-1 dms:rep ok',
    'eu-west-1 mq:broker failed failed failed failed',
    ...LISTS,
  ]);
  // What was known of a broker that was not told of is carried over.
  expect((await rowsOf(store)).map(({ id, name, tags }) => [id, name, tags])).toEqual([
    ['dms:rep 2', undefined, { Team: 'data' }],
    ['mq:broker 1', undefined, { Team: 'data' }],
    ['mq:broker 2', undefined, undefined],
  ]);
});

test('a list that fails at once has a gap, though no type is known', async () => {
  const { run } = await collect([broken]);
  expect(run.status).toBe('partial');
  expect(run.accounts[0]?.gaps).toMatchObject([
    { region: 'eu-west-1', resourceType: OTHERS, reason: 'failed', detail: 'tag:GetResources failed (Broken)' },
  ]);
  expect(await coverage()).toEqual(['eu-west-1 other failed failed', ...LISTS.slice(1)]);
});

test('one region’s failure leaves the others’ lists whole', async () => {
  const others = (region: string): Pages => (region === 'us-east-1' ? [[some('mq:broker', 7)]] : [broken]);
  await collect([], {}, { others });
  const { run } = await collect([], {}, { others: (region) => (region === 'us-east-1' ? [[]] : [broken]) });
  expect(run.changes).toMatchObject({ deletedResources: 1 });
  expect(await ids()).toEqual([]);
});

test.each([
  ['unsupported', 'success'],
  ['denied', 'partial'],
] as const)('what a list can’t tell is a gap of it: where it is %s, the run is a %s', async (reason, status) => {
  const { run } = await collect([[some('mq:broker', 1)]], {}, { untold: { reason, detail: 'who knows' } });
  expect(run.status).toBe(status);
  const gaps = run.accounts[0]?.gaps ?? [];
  const told = { resourceType: OTHERS, reason, detail: 'who knows', dataset: 'inventory' } as const;
  expect(gaps.map(({ region }) => region).sort()).toEqual(['eu-west-1', 'global', 'us-east-1']);
  for (const { region: _, ...gap } of gaps) expect(gap).toEqual({ cloud: 'aws', account: '111111111111', ...told });
  expect((await coverage()).filter((line) => line.includes('other'))).toEqual(
    LISTS.map((line) => line.replace('ok', `partial ${reason}`)),
  );
});

test.each<[string, Partial<ReturnType<typeof request>>, string[]]>([
  ['a region', { regions: ['eu-west-1'] }, ['eu-west-1']],
  ['what is in no region', { regions: ['global'] }, ['global']],
  ['its kind', { resourceTypes: ['other'] }, ['eu-west-1', 'us-east-1', 'global']],
  ['another type', { resourceTypes: ['ec2:volume'] }, []],
])('a request for %s asks no more', async (_, asked, regions) => {
  const { calls } = await collect([[some('mq:broker', 1)]], asked);
  expect(calls.map(({ region }) => region).sort()).toEqual(regions.toSorted());
});

test('a narrowed request leaves what other regions had', async () => {
  await collect([[some('mq:broker', 1)]]);
  const { run } = await collect([[]], { regions: ['us-east-1'] });
  expect(run.changes).toMatchObject({ deletedResources: 0 });
  expect(await ids()).toEqual(['mq:broker 1']);
});

test('a dry run counts a call for each list', async () => {
  const cloud = fakeCloud({ others: () => [[]] });
  const plan = await collectionOver(store, cloud).plan(request(), new AbortController().signal);
  expect(plan).toMatchObject({ units: UNITS, apiCalls: 2 + UNITS });
  expect(cloud.calls.some(({ service }) => service === 'tag')).toBe(false);
});

test('a type that got a source since is no longer one of the others', async () => {
  const volumes = some('s3:bucket', 1);
  await collect([[volumes]]);
  const { run } = await collect([[]]);
  expect(run.changes).toMatchObject({ deletedResources: 1 });
  expect(await ids()).toEqual([]);
});

test('a run that was ended within a region reads it again; one that it had read stays as it was', async () => {
  const cancel = new AbortController();
  const first = (region: string): Pages => {
    if (region === 'eu-west-1') return [[some('mq:broker', 1)]];
    return region === 'us-east-1' ? [[some('dms:rep', 1)]] : [[]];
  };
  const slow = fakeCloud({ resources: () => [], latencyMs: 2, others: first });
  const cancelled = await collectionOver(store, slow, { settings: { maxParallelRegions: 1 } }).run(request(), {
    signal: cancel.signal,
    // The type is staged, and its list is not.
    progress: ({ message }) => message.endsWith('us-east-1 dms:rep') && cancel.abort(),
  });
  expect(cancelled.status).toBe('cancelled');
  const { run, calls } = await collect([[some('mq:broker', 2)]]);
  expect(run).toMatchObject({ id: cancelled.id, status: 'success' });
  expect(calls.map(({ region }) => region)).toEqual(['us-east-1']);
  // The rest was read again, and has no `dms:rep` any more.
  expect(await ids()).toEqual(['mq:broker 1']);
  expect(run.accounts).toMatchObject([{ rows: 1 }]);
});

test.each([
  [4, 'ok'],
  [3, 'failed'],
])('of a region, no more than so many rows are held: %i', async (most, status) => {
  const source: OtherSource = {
    ...{ type: OTHERS, kind: 'other', reach: 'regional', taggable: true, service: 'tag', permissions: [] },
    async *others() {
      yield [some('mq:broker', 1, 2)];
      yield [some('dms:rep', 1, 2)];
    },
  };
  const unit = { cloud: 'aws', account: '1', region: 'eu-west-1', type: OTHERS, source } as const;
  const time = { now: () => new Date(), sleep: systemSleep, random: Math.random };
  const { signal } = new AbortController();
  const outcomes: UnitOutcome[] = [];
  const conditions = { organisation: ORGANISATION, time, deadlineMs: 10_000, signal };
  await collectOthers(unit, [], conditions, async ({ outcome }) => void outcomes.push(outcome), most);
  expect(outcomes.at(-1)).toMatchObject({ type: OTHERS, status });
});
