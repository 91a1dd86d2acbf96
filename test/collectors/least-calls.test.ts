import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LeastCalls } from '../../simulator/least-calls.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, options, request, temporaryStore } from '../../src/collect/testing/setup.ts';
import { simulatedCompany } from '../support/aws.ts';

const company = simulatedCompany({ seed: 3, resources: 2500, accounts: 2, suspended: 1, charges: false });
let kept: Awaited<ReturnType<typeof temporaryStore>>;
beforeAll(async () => {
  kept = await temporaryStore();
  vi.stubEnv('AWS_ACCESS_KEY_ID', company.simulator.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', company.simulator.credentials.secretAccessKey);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await kept.close();
});

const nameOf = ({ service, operation }: Pick<LeastCalls, 'service' | 'operation'>) => `${service} ${operation}`;

test('a whole collection of AWS asks each operation as often as is needed, and no other', {
  timeout: 180_000,
}, async () => {
  const { simulator } = company;
  const [manager] = simulator.truth.clouds.aws.accounts;
  const entry = {
    ...{ cloud: 'aws' as const, name: 'northwind', endpoint: simulator.url },
    organization: { role_name: 'CloudOptimaReadOnly' },
    external_id: manager?.external_id ?? '',
  };
  // Nobody counts the quotas here; but an attempt that lasted too long would be made again.
  const time = scaledTime(2, new Date().toISOString(), () => 0);
  const run = await collectionOver(kept.store, aws, { accounts: [entry], time }).run(request(), options());
  expect([run.status, run.accounts.flatMap(({ gaps }) => gaps)]).toEqual(['success', []]);
  const made = Map.groupBy(simulator.calls(), nameOf);
  const needed = new Map(simulator.least().map((one) => [nameOf(one), one.calls]));
  const counts = (names: Iterable<string>, of: (name: string) => number | undefined) =>
    Object.fromEntries([...names].sort().map((name) => [name, of(name)]));
  const all = new Set([...made.keys(), ...[...needed].flatMap(([name, calls]) => (calls > 0 ? name : []))]);
  expect(counts(all, (name) => made.get(name)?.length)).toEqual(counts(all, (name) => needed.get(name)));
});
