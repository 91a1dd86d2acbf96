import { expect, test } from 'vitest';
import { NOW, testLease, testRun, testStore, testUnit } from '../../store/fixtures.ts';
import { openEstate } from '../../tools/testing/estate.fixture.ts';
import type { Product } from '../product.ts';
import { healthOf } from './health.ts';

test('what is not known of a store that cannot be opened is null, not none', async () => {
  const broken = {
    ...{ version: '1', log: { error: () => {}, info: () => {} } },
    context: () => Promise.reject(new Error('locked')),
    schedule: { follow: async () => {}, next: () => undefined, problem: () => 'It is tried again.' },
  } as Partial<Product> as Product;
  expect(await healthOf(broken)).toMatchObject({
    ...{ status: 'unhealthy', store: 'unavailable', accounts: null, gaps: null },
    collection: { last: null, next: null, problem: 'It is tried again.' },
  });
});

test.each([
  ['unsupported', 'healthy', 0],
  ['denied', 'degraded', 1],
] as const)('a gap that is %s makes it %s', async (reason, status, gaps) => {
  const store = await testStore();
  const unit = testUnit({ status: 'partial', gaps: [{ cloud: 'aws', account: '1', reason, detail: 'x' }] });
  await store.state.runs.start(testRun('run'));
  const rows = await store.inventory.encode(unit, { kind: 'other', taggable: true }, []);
  await store.state.runs.stage('acme', 'run', 'inventory', unit, rows);
  const lease = await testLease(store);
  await store.inventory.publish({ organisation: 'acme', id: 'run', cloud: 'aws', promotedTags: [] }, lease, NOW);
  const product = {
    version: '1',
    context: async () => ({ store, organisation: 'acme', policy: async () => ({ source: null, version: null }) }),
  } as unknown as Product;
  expect(await healthOf(product)).toMatchObject({ status, gaps });
});

test.each([
  [
    'scheduled here',
    { follow: async () => {}, next: () => new Date('2026-11-21T12:00:00Z') },
    '2026-11-21T12:00:00.000Z',
  ],
  ['scheduled elsewhere', { follow: async () => {}, next: () => undefined }, null],
  ['not scheduled', undefined, null],
])('the last collection and the next where it is %s', async (_, schedule, next) => {
  await using estate = await openEstate();
  const product = {
    ...{ version: '1', log: { error: () => {}, info: () => {} }, schedule },
    context: async () => estate.context,
  } as Partial<Product> as Product;
  expect((await healthOf(product)).collection).toEqual({ last: '2026-11-21T06:01:00.000Z', next, problem: null });
});
