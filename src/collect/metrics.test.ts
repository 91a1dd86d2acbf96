import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Resource } from '../model/resource.ts';
import type { Store } from '../store/store.ts';
import { packsOf } from './metric-packs.ts';
import { fakeCloud, threeOfEach } from './testing/fake-cloud.ts';
import { scaledTime } from './testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from './testing/setup.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const BOTH = request({ what: ['inventory', 'metrics'] });
const METRICS = request({ what: ['metrics'] });
const asked = (cloud: ReturnType<typeof fakeCloud>) => cloud.calls.filter(({ service }) => service === 'cloudwatch');

test('fourteen complete days of what runs are read, paid and published', async () => {
  const cloud = fakeCloud();
  const run = await collectionOver(store, cloud).run(BOTH, options());
  expect(run).toMatchObject({ status: 'success', unitsTotal: 9, unitsDone: 9 });
  expect(asked(cloud)).toHaveLength(2);
  const snapshot = await store.metrics.latest(ORGANISATION, 'aws');
  if (!snapshot) throw new Error('no metrics');
  const id = threeOfEach('111111111111', 'eu-west-1', 'ec2:instance')[0]?.id ?? '';
  const points = await store.metrics.of(snapshot, id);
  expect(points.map(({ day }) => day).sort()).toMatchObject({ 0: '2026-11-07', 13: '2026-11-20', length: 14 });
  // Of three instances in each of two regions, one is stopped.
  expect(snapshot.rows).toBe(2 * 2 * 14);
  expect((await store.state.spend.spent(ORGANISATION, '2026-11-21')).amount).toBe('0.00004');
});

test('what was read today is not paid twice; tomorrow it is asked again', async () => {
  await collectionOver(store, fakeCloud()).run(BOTH, options());
  const cloud = fakeCloud();
  await collectionOver(store, cloud).run(METRICS, options());
  expect(asked(cloud)).toEqual([]);
  const time = scaledTime(50, '2026-11-22T12:00:00Z');
  await collectionOver(store, cloud, { time }).run(METRICS, options());
  expect(asked(cloud)).toHaveLength(2);
});

test('a dry run prices the series', async () => {
  await collectionOver(store, fakeCloud()).run(request(), options());
  const plan = await collectionOver(store, fakeCloud({ seriesPerInstance: 3 })).plan(
    METRICS,
    new AbortController().signal,
  );
  expect(plan).toMatchObject({ units: 2, paidCalls: 2, paidCost: { amount: '0.00012', currency: 'USD' } });
});

test('the day’s limit holds, and what was not asked is a gap', async () => {
  const settings = { dailyLimit: { amount: '0.00003', currency: 'USD' } };
  const run = await collectionOver(store, fakeCloud(), { settings }).run(BOTH, options());
  expect(run.status).toBe('partial');
  expect(run.accounts[0]?.gaps).toMatchObject([{ reason: 'not_collected', resourceType: 'ec2:instance' }]);
});

test('packs hold what one request takes, and leave out what does not run', () => {
  const instance = (state: Resource['state']) => ({ kind: 'instance', state }) as Resource;
  const metrics = { ...{ pricePerSeries: '0', permissions: [] }, seriesFor: () => 200, points: async function* () {} };
  const resources = [...Array.from({ length: 5 }, () => instance('running')), instance('stopped')];
  expect(packsOf(metrics, resources).map(({ series }) => series)).toEqual([400, 400, 200]);
});
