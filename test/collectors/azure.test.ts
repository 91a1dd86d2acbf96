import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectTenant } from '../../src/clouds/azure/account.ts';
import { azure } from '../../src/clouds/azure/azure.ts';
import type { Call } from '../../src/clouds/calls.ts';
import type { AccountSettings, Connection, WideListing, WideUnit } from '../../src/clouds/cloud.ts';
import { collectionOver, options, request, rowsOf, temporaryStore } from '../../src/collect/testing/setup.ts';
import { systemSleep } from '../../src/collect/time.ts';
import type { Charge } from '../../src/model/charge.ts';
import { money, sum } from '../../src/model/money.ts';
import type { Recommendation } from '../../src/model/recommendation.ts';
import type { ResourceFacts } from '../../src/model/resource.ts';
import { simulatedCompany } from '../support/aws.ts';
import { plainSend } from '../support/azure.ts';

const company = simulatedCompany({ clouds: ['azure'], resources: 3000 });
const before = getCACertificates('default');
let secret = '';
const secrets = { resolve: async () => secret };

const settings = (more: Partial<AccountSettings> = {}): AccountSettings => {
  const { url, tenantId, clientId } = company.simulator.azure;
  return { cloud: 'azure', endpoint: url, tenant_id: tenantId, client_id: clientId, client_secret: 'env://S', ...more };
};

beforeAll(() => {
  const { ca, clientSecret } = company.simulator.azure;
  setDefaultCACertificates([...before, readFileSync(ca, 'utf8')]);
  secret = clientSecret;
});
afterEach(() => company.simulator.faults.clear());
afterAll(() => setDefaultCACertificates([...before]));

async function connect(more: Partial<AccountSettings> = {}, calls: Call[] = []): Promise<Connection> {
  return connectTenant(
    settings(more),
    (call, send) => {
      calls.push(call);
      return plainSend(call, send);
    },
    secrets,
  );
}

/** Everything that the connection tells of, each list asked once. */
async function everything({ accounts }: Connection): Promise<(ResourceFacts & { readonly type: string })[]> {
  const found: (ResourceFacts & { readonly type: string })[] = [];
  const wanted = new Map<WideListing, WideUnit[]>();
  for (const { id, sources } of accounts)
    for (const source of sources.filter((one) => !one.others)) {
      const { type, wide } = source;
      if (wide) {
        wanted.set(wide, [...(wanted.get(wide) ?? []), { account: id, type }]);
        continue;
      }
      const scope = { organisation: 'northwind', cloud: 'azure', account: id, region: 'global' } as const;
      for await (const facts of source.resources(scope, () => {})) found.push({ ...facts, type });
    }
  for (const [listing, units] of wanted) {
    const others = listing.exhaustive ? [...new Set(units.map(({ account }) => account))] : [];
    for await (const part of listing.rows({ organisation: 'northwind', units, others, note: () => {}, lose: () => {} }))
      for (const facts of part.rows) found.push({ ...facts, type: part.type });
  }
  return found;
}

test('everything that the company has is found, with its tags, by a query for each family', async () => {
  const calls: Call[] = [];
  const found = await everything(await connect({}, calls));
  const told = new Map(found.map((facts) => [facts.id, facts]));
  const { types } = company.simulator.truth.clouds.azure;
  for (const [type, { resources }] of Object.entries(types)) {
    expect(resources.filter(({ id }) => !told.has(id.toLowerCase()))).toEqual([]);
    for (const { id, name, region, tags, taggable } of resources) {
      const facts = told.get(id.toLowerCase());
      expect(facts?.type.toLowerCase()).toBe(type.toLowerCase());
      expect(facts?.name).toBe(name);
      if (taggable) expect([facts?.region, facts?.tags]).toEqual([region, tags]);
    }
  }
  const planted = Object.values(types).flatMap(({ resources }) => resources).length;
  expect(found).toHaveLength(planted);
  const machines = found.filter(({ type }) => type === 'Microsoft.Compute/virtualMachines');
  const sizes = machines.flatMap(({ attributes }) => ('vcpus' in attributes && attributes.vcpus) || []);
  expect(sizes).toHaveLength(machines.length);
  const pages = calls.filter(({ service }) => service === 'resourcegraph').length;
  expect(pages).toBeLessThanOrEqual(5 + Math.ceil(planted / 1000));
});

test('what Advisor recommends is about machines that there are, and saves money', async () => {
  const calls: Call[] = [];
  const { recommendations: [list] = [] } = await connect({}, calls);
  const found: Recommendation[] = [];
  for (const part of (await list?.parts(async function* () {})) ?? [])
    for await (const page of part.list()) found.push(...page);
  const { resources = [] } = company.simulator.truth.clouds.azure.types['Microsoft.Compute/virtualMachines'] ?? {};
  const machines = new Set(resources.map(({ id }) => id.toLowerCase()));
  expect(found.length).toBeGreaterThan(resources.length / 40);
  expect(found.filter(({ resourceIds: [id = ''], monthlySaving }) => !machines.has(id) || !monthlySaving)).toEqual([]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  // One call beside those of the connection.
  expect(calls.filter(({ service }) => service === 'resourcegraph')).toHaveLength(1);
});

test('charges add up to the bill, in every view', async () => {
  const { payers } = await connect({ management_group: company.simulator.azure.managementGroup });
  const bill = Object.values(company.simulator.truth.clouds.azure.charges)
    .flatMap((services) => Object.values(services))
    .flatMap((months) => months['2026-10'] ?? []);
  const total = (amounts: readonly (string | undefined)[]) =>
    sum(
      amounts.map((amount) => money(amount ?? 'unknown', 'USD')),
      'USD',
    ).amount;
  for (const groupBy of [
    ['ServiceName', 'SubAccountId'],
    ['ServiceName', 'RegionId'],
    ['SubAccountId', 'RegionId'],
    ['tag:Owner', 'ServiceName'],
  ]) {
    const charges: Charge[] = [];
    const query = { groupBy, period: { start: '2026-10-01', end: '2026-11-01' } };
    for await (const page of payers[0]?.costs.charges(query) ?? []) charges.push(...page);
    expect(total(charges.map(({ BilledCost }) => BilledCost))).toBe(total(bill.map(({ billed }) => billed)));
    expect(total(charges.map(({ EffectiveCost }) => EffectiveCost))).toBe(
      total(bill.map(({ effective }) => effective)),
    );
  }
});

test.each([
  ['expired', /client secret|Entra ID does not accept/],
  ['withoutRole', /Microsoft\.Resources\/subscriptions\/read was denied \(NoSubscriptions\)/],
] as const)('whoever is %s is refused in words', async (who, words) => {
  const { clientId, clientSecret } = company.simulator.azure.others[who];
  secret = clientSecret;
  try {
    await expect(connect({ client_id: clientId })).rejects.toThrow(words);
  } finally {
    secret = company.simulator.azure.clientSecret;
  }
});

test('whoever reads one subscription sees one', async () => {
  const { clientId, clientSecret } = company.simulator.azure.others.oneSubscription;
  secret = clientSecret;
  try {
    const { accounts } = await connect({ client_id: clientId });
    expect(accounts.filter(({ sources }) => sources.some(({ wide }) => wide))).toHaveLength(1);
  } finally {
    secret = company.simulator.azure.clientSecret;
  }
});

describe('a run', () => {
  let store: Awaited<ReturnType<typeof temporaryStore>>['store'];
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await temporaryStore());
  });
  afterAll(() => close());

  const collect = (...groups: readonly string[]) => {
    const own = groups.length > 0 ? groups : [company.simulator.azure.managementGroup];
    const accounts = own.map((management_group) => settings({ management_group }));
    // Retries come at once.
    const time = { now: () => new Date(), sleep: systemSleep, random: () => 0 };
    return collectionOver(store, azure, { accounts, time, secrets }).run(request({ clouds: ['azure'] }), options());
  };

  test('keeps what is there, and what Resource Graph denies afterwards stays', async () => {
    expect(await collect()).toMatchObject({ status: 'success' });
    const rows = await rowsOf(store, 'azure');
    expect(rows.length).toBeGreaterThan(2000);
    expect((await collect()).changes).toMatchObject({ newResources: 0, modifiedResources: 0, deletedResources: 0 });
    company.simulator.faults.add({ kind: 'deny', operation: 'Resources' });
    const denied = await collect();
    expect(denied.accounts[0]).toMatchObject({ status: 'failed' });
    expect(await rowsOf(store, 'azure')).toHaveLength(rows.length);
  });

  test('below two management groups of a tenant its directory is read once', async () => {
    const registrations = async () =>
      (await rowsOf(store, 'azure')).flatMap(({ id, type }) => (type.startsWith('Microsoft.Graph/') ? id : [])).sort();
    const { types } = company.simulator.truth.clouds.azure;
    const planted = Object.entries(types).flatMap(([type, { resources }]) =>
      type.startsWith('Microsoft.Graph/') ? resources.map(({ id }) => id.toLowerCase()) : [],
    );
    expect(planted.length).toBeGreaterThan(0);
    const calls = company.simulator.calls().length;
    expect(await collect('northwind-platform', 'northwind-workloads')).toMatchObject({ status: 'success' });
    expect(await registrations()).toEqual(planted.sort());
    const asked = company.simulator.calls().slice(calls);
    expect(asked.filter(({ operation }) => operation === 'ListApplications')).toHaveLength(1);
  });
});
