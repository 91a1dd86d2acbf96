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

test('a value that is no number is left out, told of, and not paid a second time on that day', async () => {
  const [first] = threeOfEach('111111111111', 'eu-west-1', 'ec2:instance');
  const metricValue = (id: string, day: string) => (id === first?.id && day === '2026-11-10' ? Number.NaN : 12.5);
  const run = await collectionOver(store, fakeCloud({ metricValue })).run(BOTH, options());
  expect(run.status).toBe('partial');
  const detail = 'cpu-percent of ec2:instance was told with something that is no number: 1 point left out';
  const place = { cloud: 'aws', account: '111111111111', region: 'eu-west-1', resourceType: 'ec2:instance' };
  expect(run.accounts[0]?.gaps).toEqual([{ ...place, dataset: 'metrics', reason: 'failed', detail }]);
  const snapshot = await store.metrics.latest(ORGANISATION, 'aws');
  expect(snapshot?.rows).toBe(2 * 2 * 14 - 1);
  const coverage = await store.state.catalogue.coverage(snapshot?.id ?? '');
  expect(coverage.map(({ region, status }) => [region, status]).sort()).toEqual([
    ['eu-west-1', 'partial'],
    ['us-east-1', 'ok'],
  ]);
  const cloud = fakeCloud({ metricValue });
  await collectionOver(store, cloud).run(METRICS, options());
  expect(asked(cloud)).toEqual([]);
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

test('a type whose first resources have no metrics is asked for the others', async () => {
  const resources = (account: string, region: string, type: string) =>
    type !== 'ec2:instance' || region !== 'eu-west-1'
      ? []
      : Array.from({ length: 60 }, (_, index) => ({
          id: `arn:aws:ec2:${region}:${account}:instance/${String(index).padStart(3, '0')}`,
          name: `number ${index}`,
          state: 'running' as const,
          attributes: {},
        }));
  const seriesPerInstance = ({ name }: Resource) => (name === 'number 59' ? 1 : 0);
  const cloud = fakeCloud({ resources, seriesPerInstance, pageSize: 60 });
  await collectionOver(store, cloud).run(BOTH, options());
  expect(asked(cloud)).toHaveLength(1);
});

test('every attempt is paid, because the provider charges it, and the limit holds over them', async () => {
  let attempts = 0;
  const once = ({ service }: { service: string }) =>
    service === 'cloudwatch' && ++attempts === 1 ? ('throttle' as const) : undefined;
  await collectionOver(store, fakeCloud({ fault: once })).run(BOTH, options());
  // Two series in each of two regions, one of them asked twice.
  expect((await store.state.spend.spent(ORGANISATION, '2026-11-21')).amount).toBe('0.00006');
});

test('no attempt is made past the day’s limit', async () => {
  const cloud = fakeCloud({ fault: ({ service }) => (service === 'cloudwatch' ? 'throttle' : undefined) });
  const settings = { dailyLimit: { amount: '0.00006', currency: 'USD' } };
  const run = await collectionOver(store, cloud, { settings }).run(BOTH, options());
  expect(asked(cloud)).toHaveLength(3);
  expect(run.accounts[0]?.gaps.every(({ dataset }) => dataset === 'metrics')).toBe(true);
  expect(run.accounts[0]?.gaps.map(({ reason }) => reason)).toContain('not_collected');
});

test.each([
  [{ resourceTypes: ['ec2:instanse'] }, 'There is no resource type "ec2:instanse" here. Did you mean "ec2:instance"?'],
  [{ regions: ['eu-west-9'] }, 'There is no region "eu-west-9" here. Did you mean "eu-west-1"?'],
])('%j is refused with what was meant', async (changes, message) => {
  const asks = request({ what: ['metrics'], ...changes });
  await expect(collectionOver(store, fakeCloud()).run(asks, options())).rejects.toThrow(message);
});

test('packs hold what one request takes, and leave out what does not run', () => {
  const instance = (state: Resource['state']) => ({ kind: 'instance', state }) as Resource;
  const metrics = {
    ...{ pricePerSeries: '0', permissions: [], types: ['ec2:instance'] },
    seriesFor: () => 200,
    points: async function* () {},
  };
  const resources = [...Array.from({ length: 5 }, () => instance('running')), instance('stopped')];
  expect(packsOf(metrics, resources).map(({ series }) => series)).toEqual([400, 400, 200]);
});
