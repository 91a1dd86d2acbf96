import { afterEach, describe, expect, test } from 'vitest';
import type { ConnectedAccount, Connection, WideRequest } from '../../src/clouds/cloud.ts';
import type { NotedGap } from '../../src/clouds/collector.ts';
import type { Charge } from '../../src/model/charge.ts';
import type { MetricPoint } from '../../src/model/metric.ts';
import { compare, type Money, money, sum } from '../../src/model/money.ts';
import type { Resource, ResourceFacts } from '../../src/model/resource.ts';
import { countingSend } from '../support/aws.ts';
import { googleCompany } from '../support/google-company.ts';

const company = googleCompany(4000);
afterEach(() => {
  company.simulator.faults.clear();
  company.simulator.gcp.disabled.clear();
});

interface Found extends ResourceFacts {
  readonly account: string;
  readonly type: string;
}

/** Everything that one listing tells of all accounts. */
async function listed({ accounts }: Connection) {
  const listing = accounts[0]?.sources[0]?.wide;
  const gaps: NotedGap[] = [];
  const request: WideRequest = {
    organisation: 'northwind',
    units: accounts.flatMap(({ id, sources }) => sources.map(({ type }) => ({ account: id, type }))),
    others: accounts.map(({ id }) => id),
    note: (_, gap) => gaps.push(gap),
    lose: () => {},
  };
  const found: Found[] = [];
  const units: string[] = [];
  for await (const { account, type, rows } of listing?.rows(request) ?? []) {
    if (units.at(-1) !== `${account} ${type}`) units.push(`${account} ${type}`);
    for (const row of rows) found.push({ ...row, account, type });
  }
  return { found, gaps, units };
}

const planted = () =>
  Object.entries(company.simulator.truth.clouds.gcp.types).flatMap(([type, { resources }]) =>
    resources.map((resource) => ({ ...resource, type })),
  );

describe('the inventory', () => {
  test('has every resource of every project, with its labels, by few calls and unit after unit', async () => {
    const { send, calls } = countingSend();
    const connection = await company.connect(send);
    expect(connection.accounts.map(({ id }) => id).sort()).toEqual(
      company.simulator.truth.clouds.gcp.accounts.map(({ id }) => id).sort(),
    );
    const { found, gaps, units } = await listed(connection);
    expect(gaps).toEqual([]);
    expect(new Set(units).size).toBe(units.length);
    const byId = new Map(found.map((one) => [one.id, one]));
    const expected = planted();
    expect(found).toHaveLength(expected.length);
    expect(
      expected.filter(({ id, account, type, region, tags }) => {
        const one = byId.get(id);
        const same = one?.account === account && one.type === type && one.region === region;
        return (
          !same ||
          JSON.stringify(Object.entries(one.tags ?? {}).sort()) !== JSON.stringify(Object.entries(tags ?? {}).sort())
        );
      }),
    ).toEqual([]);
    // Two searches over everything and one for the projects; the rest are machine types.
    const searches = calls.filter(({ service }) => service === 'cloudasset');
    expect(searches.length).toBeLessThanOrEqual(2 * Math.ceil(planted().length / 500) + 3);
    expect(new Set(calls.map(({ service }) => service))).toEqual(new Set(['oauth2', 'cloudasset', 'compute']));
  });

  test('knows what every instance is made of', async () => {
    const { found } = await listed(await company.connect());
    const instances = found.filter(({ type }) => type === 'compute.googleapis.com/Instance');
    expect(instances.length).toBeGreaterThan(50);
    const sizes = instances.map(({ attributes }) => attributes as { vcpus?: number; memoryGib?: number });
    expect(sizes.filter(({ vcpus, memoryGib }) => !vcpus || !memoryGib)).toEqual([]);
    expect(new Set(found.map(({ state }) => state))).not.toContain('unknown');
  });

  test('joins disks, addresses and snapshots to what they belong to', async () => {
    const { found } = await listed(await company.connect());
    const ids = new Set(found.map(({ id }) => id));
    const joined = (type: string, key: string) =>
      found
        .filter((one) => one.type === type)
        .flatMap(({ attributes }) => (Reflect.get(attributes, key) as string | string[] | undefined) ?? []);
    for (const [type, key] of [
      ['compute.googleapis.com/Disk', 'attachedTo'],
      ['compute.googleapis.com/Address', 'associatedWith'],
    ] as const) {
      expect(joined(type, key).length).toBeGreaterThan(0);
      expect(joined(type, key).filter((id) => !ids.has(id))).toEqual([]);
    }
  });
});

test('an API that is switched off says how to switch it on', async () => {
  company.simulator.gcp.disabled.add('cloudasset.googleapis.com');
  await expect(company.connect()).rejects.toThrow('gcloud services enable cloudasset.googleapis.com');
});

describe('the bill', () => {
  const october = { start: '2026-10-01', end: '2026-11-01' };

  async function charges(groupBy: readonly string[]): Promise<Charge[]> {
    const { payers } = await company.connect();
    expect(payers.map(({ id }) => id)).toEqual([company.simulator.gcp.billingAccount]);
    const found: Charge[] = [];
    for await (const page of payers[0]?.costs.charges({ groupBy, period: october }) ?? []) found.push(...page);
    return found;
  }

  const total = (list: readonly Charge[]): Money =>
    sum(
      list.map((charge) => money(charge.BilledCost ?? 'nothing', charge.BillingCurrency)),
      'USD',
    );

  function truth(service?: string): Money {
    const services = Object.values(company.simulator.truth.clouds.gcp.charges).flatMap((own) => Object.entries(own));
    const october = services
      .filter(([name]) => service === undefined || name === service)
      .flatMap(([, months]) => (months['2026-10'] ? [money(months['2026-10'].billed, 'USD')] : []));
    return sum(october, 'USD');
  }

  test.each([
    [[]],
    [['ServiceName', 'SubAccountId']],
    [['SubAccountId', 'RegionId']],
    [['tag:environment', 'ServiceName']],
  ])('adds up in the grouping %j, to the last digit', async (groupBy) => {
    expect(compare(truth(), money('0', 'USD'))).toBeGreaterThan(0);
    expect(total(await charges(groupBy))).toEqual(truth());
  });

  test('has credits apart, and every day of the month', async () => {
    const list = await charges(['ServiceName']);
    const credits = list.filter(({ ChargeCategory }) => ChargeCategory === 'Credit');
    expect(credits.length).toBeGreaterThan(0);
    expect(credits.filter(({ BilledCost = '' }) => !BilledCost.startsWith('-'))).toEqual([]);
    expect(new Set(list.map(({ ChargePeriodStart }) => ChargePeriodStart)).size).toBe(31);
    const compute = list.filter(({ ServiceName }) => ServiceName === 'Compute Engine');
    expect(total(compute)).toEqual(truth('Compute Engine'));
  });
});

describe('metrics', () => {
  const period = { start: '2026-11-06', end: '2026-11-20' };

  async function points(type: string) {
    const connection = await company.connect();
    const { found } = await listed(connection);
    const region = 'us-central1';
    const place = ({ id }: ConnectedAccount) =>
      found.filter((one) => one.account === id && one.type === type && one.region === region);
    const account = connection.accounts.toSorted((a, b) => place(b).length - place(a).length)[0];
    if (!account) throw new Error(`the company has no ${type}`);
    const seen = { lastSeen: '2026-11-20T00:00:00Z', lastUpdated: '2026-11-20T00:00:00Z' };
    const resources = place(account).map(
      (one): Resource => ({ ...one, cloud: 'gcp', region, kind: 'other', taggable: true, ...seen }),
    );
    const list: MetricPoint[] = [];
    const scope = { organisation: 'northwind', cloud: 'gcp', account: account.id, region } as const;
    for await (const page of account.metrics.points(scope, resources, period)) list.push(...page);
    return { list, resources };
  }

  test.each(['compute.googleapis.com/Instance', 'compute.googleapis.com/Router', 'run.googleapis.com/Service'])(
    'has points of %s, each a day of the period and each once',
    async (type) => {
      const { list, resources } = await points(type);
      expect(list.length).toBeGreaterThan(0);
      const ids = new Set(resources.map(({ id }) => id));
      expect(
        list.filter(({ resourceId, day }) => !ids.has(resourceId) || day < period.start || day >= period.end),
      ).toEqual([]);
      const keys = list.map(({ resourceId, metric, statistic, day }) => [resourceId, metric, statistic, day].join(' '));
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  test('an average is below its 95th, that below its 99th, and that below the maximum', async () => {
    const { list } = await points('compute.googleapis.com/Instance');
    const days = Map.groupBy(
      list.filter(({ metric }) => metric === 'cpu-percent'),
      ({ resourceId, day }) => `${resourceId} ${day}`,
    );
    expect(days.size).toBeGreaterThan(0);
    for (const day of days.values()) {
      const values = ['average', 'p95', 'p99', 'maximum'].map(
        (wanted) => day.find(({ statistic }) => statistic === wanted)?.value ?? Number.NaN,
      );
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values.at(-1)).toBeLessThanOrEqual(100);
    }
  });
});

describe.each([
  ['deny', 'denied', false],
  ['throttle', 'throttled', true],
] as const)('to %s', (kind, reason, retryable) => {
  test.each(['cloudasset', 'bigquery', 'monitoring'])('%s is an error', async (service) => {
    const connection = await company.connect();
    company.simulator.faults.add({ kind, service });
    const asked = async () => {
      if (service === 'cloudasset') return listed(connection);
      const [payer] = connection.payers;
      const period = { start: '2026-10-01', end: '2026-11-01' };
      if (service === 'bigquery') for await (const _ of payer?.costs.charges({ groupBy: [], period }) ?? []) break;
      const seen = { lastSeen: '', lastUpdated: '', attributes: {}, taggable: true, kind: 'other' } as const;
      const run = {
        ...seen,
        cloud: 'gcp',
        account: 'a',
        region: 'r',
        type: 'run.googleapis.com/Service',
        id: '//x/y',
      } as const;
      const scope = {
        organisation: 'o',
        cloud: 'gcp',
        account: connection.accounts[0]?.id ?? '',
        region: 'r',
      } as const;
      for await (const _ of connection.accounts[0]?.metrics.points(scope, [run], period) ?? []) break;
    };
    await expect(asked()).rejects.toMatchObject({ facts: { reason, retryable } });
  });
});
