import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { FaultKind } from '../../simulator/faults.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from '../../src/collect/testing/setup.ts';
import { systemSleep } from '../../src/collect/time.ts';
import { simulatedCompany } from '../support/aws.ts';

const company = simulatedCompany({ resources: 300 });
let close: () => Promise<void>;
let store: Awaited<ReturnType<typeof temporaryStore>>['store'];

const collect = () => {
  const { url } = company.simulator;
  const accounts = [{ cloud: 'aws' as const, name: 'payer', endpoint: url, regions: ['us-east-1', 'eu-west-1'] }];
  // Retries come at once.
  const time = { now: () => new Date(), sleep: systemSleep, random: () => 0 };
  return collectionOver(store, aws, { accounts, time }).run(request(), options());
};

beforeAll(async () => {
  ({ store, close } = await temporaryStore());
  vi.stubEnv('AWS_ACCESS_KEY_ID', company.simulator.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', company.simulator.credentials.secretAccessKey);
  expect((await collect()).status).toBe('success');
});
afterEach(() => company.simulator.faults.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  await close();
});

const ATTEMPTS = 6;

test.each<[FaultKind, code: string, attempts: number]>([
  ['html', 'NotAnAwsAnswer', 1],
  ['blank', 'NotAnAwsAnswer', 1],
  ['foreign', 'NotAnAwsAnswer', 1],
  ['truncate', 'GarbledAnswer', ATTEMPTS],
  ['garble', 'GarbledAnswer', ATTEMPTS],
  ['reset', 'ECONNRESET', ATTEMPTS],
])('what meets %s is a gap, and nothing is gone', async (kind, code, attempts) => {
  const before = await rowsOf(store);
  const made = company.simulator.calls().length;
  company.simulator.faults.add({ kind, operation: 'DescribeVolumes' });
  const run = await collect();
  expect(run).toMatchObject({ status: 'partial', changes: { deletedResources: 0, modifiedResources: 0 } });
  const gap = { resourceType: 'ec2:volume', reason: 'failed', detail: `ec2:DescribeVolumes failed (${code})` };
  expect(run.accounts[0]?.gaps).toMatchObject([gap, gap]);
  const ids = (rows: typeof before) => rows.map(({ id }) => id);
  expect(ids(await rowsOf(store))).toEqual(ids(before));
  const calls = company.simulator.calls().slice(made);
  expect(calls.filter(({ operation }) => operation === 'DescribeVolumes')).toHaveLength(2 * attempts);
});

test.each<[FaultKind]>([['truncate'], ['garble'], ['reset'], ['drop']])(
  'what meets %s once is asked again',
  async (kind) => {
    company.simulator.faults.add({ kind, operation: 'DescribeVolumes', times: 1 });
    expect(await collect()).toMatchObject({ status: 'success', changes: { deletedResources: 0 } });
  },
);

test.each([
  ['behind', 20],
  ['ahead', -20],
])('a clock that is %s of AWS is put right by what AWS answers', async (_, minutes) => {
  const { startSimulator } = await import('../../simulator/start.ts');
  const clock = () => new Date(Date.now() + minutes * 60_000);
  const elsewhere = await startSimulator({ resources: 60, now: new Date('2026-11-20T12:00:00Z'), clock });
  vi.stubEnv('AWS_ACCESS_KEY_ID', elsewhere.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', elsewhere.credentials.secretAccessKey);
  const other = await temporaryStore();
  try {
    const accounts = [{ cloud: 'aws' as const, name: 'payer', endpoint: elsewhere.url, regions: ['us-east-1'] }];
    const time = { now: () => new Date(), sleep: systemSleep, random: () => 0 };
    const run = await collectionOver(other.store, aws, { accounts, time }).run(request(), options());
    expect(run).toMatchObject({ status: 'success' });
    expect(elsewhere.calls().filter(({ error }) => error === 'SignatureDoesNotMatch').length).toBeGreaterThan(0);
  } finally {
    await other.close();
    await elsewhere.close();
  }
});

test('an identity that another tells for AWS is none, and what is known stays', async () => {
  const before = (await rowsOf(store)).length;
  company.simulator.faults.add({ kind: 'html', service: 'sts' });
  const run = await collect();
  expect(run).toMatchObject({ status: 'failed', accounts: [{ gaps: [{ reason: 'failed' }] }] });
  expect(await rowsOf(store)).toHaveLength(before);
});
