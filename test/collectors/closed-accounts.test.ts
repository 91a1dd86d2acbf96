import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { aws } from '../../src/clouds/aws/aws.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { AccountSettings, Cloud } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import type { CollectRequest } from '../../src/collect/collection.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import {
  collectionOver,
  ORGANISATION,
  options,
  request,
  rowsOf,
  temporaryStore,
} from '../../src/collect/testing/setup.ts';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Run } from '../../src/model/run.ts';

const CLOUD: Readonly<Record<CloudName, Cloud>> = { aws, azure, gcp };
const NOW = new Date('2026-11-20T12:00:00Z');
const before = getCACertificates('default');
const folder = mkdtempSync(join(tmpdir(), 'closed-accounts-'));
const ended: (() => Promise<void>)[] = [];

/** A company of its own for each test, because what is closed stays so. */
async function companyIn(cloud: CloudName): Promise<Simulator> {
  const simulator = await startSimulator({ resources: 200, now: NOW, clouds: [cloud], accounts: 3, seed: 5 });
  ended.push(simulator.close);
  if (cloud === 'azure') setDefaultCACertificates([...before, readFileSync(simulator.azure.ca, 'utf8')]);
  if (cloud === 'aws') {
    vi.stubEnv('AWS_ACCESS_KEY_ID', simulator.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', simulator.credentials.secretAccessKey);
  }
  return simulator;
}

let store: Awaited<ReturnType<typeof temporaryStore>>['store'];
beforeEach(async () => {
  const opened = await temporaryStore();
  store = opened.store;
  ended.push(opened.close);
  return async () => {
    for (const end of ended.splice(0)) await end();
    vi.unstubAllEnvs();
  };
});
beforeAll(() => () => rmSync(folder, { recursive: true }));
afterAll(() => setDefaultCACertificates([...before]));

const collect = (
  cloud: CloudName,
  entry: AccountSettings,
  secret = '',
  more: Partial<CollectRequest> = {},
): Promise<Run> =>
  collectionOver(store, CLOUD[cloud], {
    ...{ accounts: [entry], secrets: { resolve: async () => secret }, time: scaledTime(5, NOW.toISOString(), () => 0) },
    settings: { callsPerSecond: { costmanagement: 1000 }, ...(cloud === 'aws' ? { services: ['s3'] } : {}) },
  }).run(request({ clouds: [cloud], ...more }), options());

const failed = (run: Run) => run.accounts.filter(({ gaps }) => gaps.length > 0).map(({ account }) => account);
const words = (run: Run) => [...new Set(run.accounts.flatMap(({ gaps }) => gaps.map(({ detail }) => detail)))];
const ids = async (cloud: CloudName) => (await rowsOf(store, cloud)).map(({ id }) => id);

test.each([
  ['before its role was assumed', 'ListAccounts', 1],
  ['after its role was assumed', 'AssumeRole', 2],
])('AWS: a member that is suspended %s', async (_, operation, calls) => {
  const simulator = await companyIn('aws');
  const [manager, member] = simulator.truth.clouds.aws.accounts;
  const entry: AccountSettings = {
    ...{ cloud: 'aws', name: 'northwind', endpoint: simulator.url, external_id: manager?.external_id ?? '' },
    organization: { role_name: 'CloudOptimaReadOnly' },
  };
  expect((await collect('aws', entry)).status).toBe('success');
  const known = await ids('aws');
  simulator.closeAccount({ account: member?.id ?? '', after: { operation, calls } });
  const run = await collect('aws', entry);
  expect([run.status, failed(run)]).toEqual(['partial', [member?.id]]);
  const advice = /^sts:AssumeRole was denied .*; account \d+ needs a role .*; if it was suspended or closed/;
  expect(words(run).filter((told) => !advice.test(told))).toEqual([]);
  expect([run.changes?.deletedResources, await ids('aws')]).toEqual([0, known]);
  // From the next one on it is known why.
  expect((await collect('aws', entry)).status).toBe('success');
});

function ofAzure({ azure: { url, tenantId, clientId } }: Simulator): AccountSettings {
  return { cloud: 'azure', endpoint: url, tenant_id: tenantId, client_id: clientId, client_secret: 'env://S' };
}

const DISABLED = /the subscription is disabled, and what is known of it stays as it was: reactivate it/;

test('Azure: a subscription that is disabled in the middle', async () => {
  const simulator = await companyIn('azure');
  const { clientSecret: secret } = simulator.azure;
  const [, second] = simulator.truth.clouds.azure.accounts;
  const everything = { what: ['inventory', 'costs'] } as const;
  expect((await collect('azure', ofAzure(simulator), secret, everything)).status).toBe('success');
  const known = await ids('azure');
  const billed = await store.charges.periods(ORGANISATION);
  simulator.closeAccount({ account: second?.id ?? '', after: { operation: 'Resources', calls: 1 } });
  const run = await collect('azure', ofAzure(simulator), secret, everything);
  // It can still be read; its bill is asked for by what passes for more.
  expect([run.status, failed(run)]).toEqual(['partial', [second?.id]]);
  expect(words(run)).toEqual([expect.stringMatching(DISABLED)]);
  expect([run.changes?.deletedResources, await ids('azure')]).toEqual([0, known]);
  expect(await store.charges.periods(ORGANISATION)).toHaveLength(billed.length);
  const next = await collect('azure', ofAzure(simulator), secret);
  expect([failed(next), words(next)]).toEqual([[second?.id], [expect.stringMatching(DISABLED)]]);
  expect([next.changes?.deletedResources, await ids('azure')]).toEqual([0, known]);
});

test('Azure: a subscription that Resource Graph doesn’t show any more', async () => {
  const simulator = await companyIn('azure');
  const { clientSecret: secret } = simulator.azure;
  const [, second] = simulator.truth.clouds.azure.accounts;
  await collect('azure', ofAzure(simulator), secret);
  const known = await ids('azure');
  simulator.faults.add({ kind: 'deny', service: 'Microsoft.ResourceGraph', account: second?.id ?? '' });
  const run = await collect('azure', ofAzure(simulator), secret);
  expect([run.status, failed(run)]).toEqual(['partial', [second?.id]]);
  expect(words(run)).toEqual([
    expect.stringMatching(/no such subscription is shown to these credentials: look for a slip/),
  ]);
  expect([run.changes?.deletedResources, await ids('azure')]).toEqual([0, known]);
});

test.each([
  ['below an organisation', 'cloudasset.searchAllResources', 1, /the project is deleted or will be soon: undelete it/],
  ['among those that are named', 'cloudresourcemanager.projects.get', 3, /is deleted or does not exist: undelete it/],
] as const)('Google Cloud: a project that is deleted in the middle, %s', async (_, operation, calls, advice) => {
  const simulator = await companyIn('gcp');
  const { organization, url, writeCredentials } = simulator.gcp;
  const [, second, ...rest] = simulator.truth.clouds.gcp.accounts;
  const all = simulator.truth.clouds.gcp.accounts.map(({ id }) => id);
  const entry: AccountSettings = {
    ...{ cloud: 'gcp', endpoint: url, credentials: writeCredentials(folder) },
    ...(operation.startsWith('cloudasset') ? { organization } : { projects: all }),
  };
  expect([(await collect('gcp', entry)).status, rest.length]).toEqual(['success', 1]);
  const known = await ids('gcp');
  simulator.closeAccount({ account: second?.id ?? '', after: { operation, calls } });
  const run = await collect('gcp', entry);
  expect([run.status, failed(run)]).toEqual(['partial', [second?.id]]);
  expect(words(run)).toEqual([expect.stringMatching(advice)]);
  expect([run.changes?.deletedResources, await ids('gcp')]).toEqual([0, known]);
});
