import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { aws } from '../../src/clouds/aws/aws.ts';
import { leastPrivilegePolicy } from '../../src/clouds/aws/permissions.ts';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { AccountSettings, Cloud } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import type { ProbedAccount, ProbedGroup } from '../../src/collect/collection.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import { collectionOver, ORGANISATION, temporaryStore } from '../../src/collect/testing/setup.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { simulatedCompany } from '../support/aws.ts';
import { googleCompany } from '../support/google-company.ts';

const company = simulatedCompany({ clouds: ['aws', 'azure'], resources: 400 });
const google = googleCompany(400);
const before = getCACertificates('default');
const variables = { ...process.env };

let store: Store;
let close: () => Promise<void>;
beforeAll(() => {
  setDefaultCACertificates([...before, readFileSync(company.simulator.azure.ca, 'utf8')]);
  process.env.AWS_ACCESS_KEY_ID = company.simulator.credentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = company.simulator.credentials.secretAccessKey;
});
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(async () => {
  company.simulator.faults.clear();
  google.simulator.faults.clear();
  google.simulator.gcp.disabled.clear();
  await close();
});
afterAll(() => {
  setDefaultCACertificates([...before]);
  process.env = variables;
});

async function probe(cloud: Cloud, entry: AccountSettings, paid = false, parts: object = {}): Promise<ProbedAccount[]> {
  const secrets = { resolve: async () => company.simulator.azure.clientSecret };
  const rates = {
    ...{ ec2: 500, s3: 500, iam: 500, rds: 500, lambda: 500 },
    ...{ costmanagement: 500, resourcegraph: 500 },
  };
  // Not faster than it is: the simulator works, too.
  const time = scaledTime(1);
  const more = { ...parts, time, accounts: [entry], secrets, settings: { callsPerSecond: rates } };
  const { probeAccounts } = collectionOver(store, cloud, more);
  return probeAccounts({ organisation: ORGANISATION, clouds: [entry.cloud], paid }, new AbortController().signal);
}

const groupsOf = (accounts: readonly ProbedAccount[], group: ProbedGroup['group']) =>
  accounts.flatMap(({ groups }) => groups.filter((one) => one.group === group));
const statuses = (accounts: readonly ProbedAccount[], group: ProbedGroup['group']) => [
  ...new Set(groupsOf(accounts, group).map(({ status }) => status)),
];

/** In the region in which the payer has something to measure. */
const ofAws = (): AccountSettings => {
  const { resources } = company.simulator.estate;
  const [payer] = company.simulator.truth.clouds.aws.accounts;
  const volume = resources.find(({ account, type }) => account === payer?.id && type === 'ec2:volume');
  return { cloud: 'aws', endpoint: company.simulator.url, regions: [volume?.region ?? ''] };
};
const ofAzure = (): AccountSettings => {
  const { url, tenantId, clientId } = company.simulator.azure;
  return { cloud: 'azure', endpoint: url, tenant_id: tenantId, client_id: clientId, client_secret: 'env://S' };
};

test('AWS with everything, asked for what is paid, too', async () => {
  const accounts = await probe(aws, ofAws(), true);
  expect(['inventory', 'costs', 'metrics'].map((group) => statuses(accounts, group as ProbedGroup['group']))).toEqual([
    ['seen'],
    ['seen'],
    ['seen'],
  ]);
});

test('AWS tells which required tags no charge carries, to the one who pays', async () => {
  const { defaultPolicy } = await import('../../src/analyze/tags/default-policy.ts');
  const { policy } = defaultPolicy();
  const [rule] = policy.requiredTags;
  if (!rule) throw new Error('the default policy requires nothing');
  const rules = ['Team', 'Nobody'].map((name) => ({ ...rule, name, clouds: ['aws'] as const, cloudSpecific: {} }));
  const more = { policy: async () => ({ ...policy, requiredTags: rules }) };
  const [costs] = groupsOf(await probe(aws, ofAws(), true, more), 'costs');
  expect(costs).toMatchObject({ status: 'seen', inactiveTags: ['Nobody'] });
  company.simulator.faults.add({ service: 'ce', operation: 'ListCostAllocationTags', kind: 'deny' });
  const [denied] = groupsOf(await probe(aws, ofAws(), true, more), 'costs');
  expect(denied).toMatchObject({
    ...{
      status: 'seen',
      detail: expect.stringContaining('ce:ListCostAllocationTags was denied'),
      missingPermissions: [],
    },
  });
  expect(denied).not.toHaveProperty('inactiveTags');
  const broken = { policy: () => Promise.reject(new UserError('policy.json:3: no policy')) };
  const [without] = groupsOf(await probe(aws, ofAws(), true, broken), 'costs');
  expect(without).toMatchObject({ status: 'seen', detail: expect.stringContaining('policy.json:3: no policy') });
});

test('AWS without the bill and one type', async () => {
  const actions = leastPrivilegePolicy(awsCollectors, { others: true, costs: false, metrics: false }).Statement.flatMap(
    ({ Action }) => Action,
  );
  company.simulator.faults.denyAllBut(actions.filter((action) => action !== 'ec2:DescribeVolumes'));
  const accounts = await probe(aws, ofAws(), true);
  expect(groupsOf(accounts, 'inventory')).toMatchObject([
    { status: 'partial', missingPermissions: ['ec2:DescribeVolumes'] },
  ]);
  expect(groupsOf(accounts, 'costs')).toMatchObject([
    { status: 'missing', missingPermissions: ['ce:GetCostAndUsage'] },
  ]);
  expect(groupsOf(accounts, 'metrics')).toMatchObject([
    { status: 'missing', missingPermissions: ['cloudwatch:GetMetricData'] },
  ]);
});

test('Azure: a tenant, each subscription’s bill, and metrics of the first that has any', async () => {
  const accounts = await probe(azure, ofAzure());
  expect(statuses(accounts, 'inventory')).toEqual(['seen']);
  expect(statuses(accounts, 'costs')).toEqual(['seen']);
  expect(groupsOf(accounts, 'costs')).toHaveLength(company.simulator.truth.clouds.azure.accounts.length);
  expect(statuses(accounts, 'metrics')).toContain('seen');
});

test('Azure without Cost Management', async () => {
  company.simulator.faults.add({ cloud: 'azure', service: 'Microsoft.CostManagement', kind: 'deny' });
  const [costs] = groupsOf(await probe(azure, ofAzure()), 'costs');
  expect(costs).toMatchObject({ status: 'missing', missingPermissions: ['Microsoft.CostManagement/query/read'] });
});

test('Google: an organisation, its export by a dry run, and metrics for nothing', async () => {
  const accounts = await probe(gcp, google.settings());
  expect(statuses(accounts, 'inventory')).toEqual(['seen']);
  expect(statuses(accounts, 'costs')).toEqual(['seen']);
  expect(statuses(accounts, 'metrics')).toEqual(['seen']);
  expect((await store.state.spend.spent(ORGANISATION, '2026-11-21')).amount).toBe('0');
  const queries = google.simulator.calls().filter(({ operation }) => /query/i.test(operation));
  expect(queries.length).toBeGreaterThan(0);
});

test('Google without BigQuery, and with Monitoring switched off', async () => {
  google.simulator.faults.add({ cloud: 'gcp', service: 'bigquery', kind: 'deny' });
  google.simulator.gcp.disabled.add('monitoring.googleapis.com');
  const accounts = await probe(gcp, google.settings());
  expect(groupsOf(accounts, 'costs')).toMatchObject([
    { status: 'missing', missingPermissions: ['bigquery.jobs.create'] },
  ]);
  expect(groupsOf(accounts, 'metrics')[0]).toMatchObject({
    ...{ status: 'missing', detail: expect.stringContaining('gcloud services enable monitoring.googleapis.com') },
  });
});
