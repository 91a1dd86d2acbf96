import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { groupType } from '../../../estate/azure/groups.ts';
import { startSimulator } from '../../../start.ts';
import { asReader, trustAzure } from '../../../test/azure.ts';

const simulator = await startSimulator({
  ...{ resources: 2600, clouds: ['azure'], seed: 4, now: new Date('2026-10-05T12:00:00Z') },
});
trustAzure(simulator);
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const reader = await asReader(simulator);
const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01';
const { accounts, types } = simulator.truth.clouds.azure;
const [management = '', production = ''] = accounts.map(({ id }) => id);
const planted = Object.entries(types).flatMap(([type, { resources }]) => resources.map((one) => ({ ...one, type })));
const inGraph = planted.filter(({ type }) => type !== groupType && !type.startsWith('Microsoft.Graph/'));

interface Row {
  readonly id: string;
  readonly type: string;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly [column: string]: unknown;
}

interface Answered {
  readonly totalRecords: number;
  readonly count: number;
  readonly resultTruncated: string;
  readonly data: readonly Row[];
  readonly $skipToken?: string;
}

const ask = async (query: string, options: object = {}, more: object = {}) =>
  (await reader.post<Answered>(path, { query, options, ...more })).body;

async function everything(query: string, more: object = {}): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let token: string | undefined; ; ) {
    const page = await ask(query, token === undefined ? {} : { $skipToken: token }, more);
    rows.push(...page.data);
    if (page.$skipToken === undefined) return rows;
    token = page.$skipToken;
  }
}

test('every planted resource is told once, with its place and tags', async () => {
  const rows = await everything('resources | project id, type, subscriptionId, location, tags | order by id asc');
  const words = (parts: readonly unknown[]) => JSON.stringify(parts);
  expect(rows.map((row) => words([row.id, row.type, row.subscriptionId, row.location, row.tags ?? {}])).sort()).toEqual(
    inGraph.map((one) => words([one.id, one.type.toLowerCase(), one.account, one.region, one.tags])).sort(),
  );
});

test('a page has a thousand rows, and a smaller one what is asked for', async () => {
  const first = await ask('resources | project id');
  expect(first).toMatchObject({ totalRecords: inGraph.length, count: 1000, resultTruncated: 'false' });
  expect(first.$skipToken).toBeDefined();
  expect(await ask('resources | project id', { $top: 7 })).toMatchObject({ count: 7 });
});

test('without ids a list can’t be continued, and says that it was cut', async () => {
  const page = await ask('resources | project name');
  expect(page).toMatchObject({ resultTruncated: 'true', count: 1000 });
  expect(page.$skipToken).toBeUndefined();
});

describe('scopes', () => {
  test('one subscription, or the branch of a management group', async () => {
    const inScope = async (more: object) =>
      new Set(
        (await everything('resources | project id, subscriptionId', more)).map(({ subscriptionId }) => subscriptionId),
      );
    expect(await inScope({ subscriptions: [production] })).toEqual(new Set([production]));
    expect(await inScope({ managementGroups: ['Northwind-Platform'] })).toEqual(new Set([management]));
    expect((await inScope({ managementGroups: ['northwind'] })).size).toBe(4);
  });

  test('what may not be read is left out, and nothing but it is refused', async () => {
    simulator.faults.add({ kind: 'deny', account: production });
    const { totalRecords } = await ask(`resources | where subscriptionId == '${production}' | project id`);
    expect(totalRecords).toBe(0);
    const { status, body } = await reader.post<object>(path, { query: 'resources', subscriptions: [production] });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { details: [{ code: 'NoValidSubscriptionsInQueryRequest' }] } });
  });

  test('a type that may not be read is left out', async () => {
    simulator.faults.denyAllBut(['Microsoft.ResourceGraph/resources/read', 'Microsoft.Compute/*']);
    const rows = await everything('resources | project id, type');
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every(({ type }) => type.startsWith('microsoft.compute/'))).toBe(true);
  });
});

test('subscriptions, their groups and the tree above are containers', async () => {
  const { data } = await ask('resourcecontainers | summarize count() by type | order by type asc');
  expect(data).toEqual([
    { type: 'microsoft.management/managementgroups', count_: 7 },
    { type: 'microsoft.resources/subscriptions', count_: 4 },
    { type: 'microsoft.resources/subscriptions/resourcegroups', count_: types[groupType]?.resources.length },
  ]);
  const [first] = (
    await ask(
      `resourcecontainers | where type == 'microsoft.resources/subscriptions' and subscriptionId == '${production}'`,
    )
  ).data;
  expect(first).toMatchObject({
    name: 'northwind-production',
    tags: accounts[1]?.tags,
    properties: { state: 'Enabled', managementGroupAncestorsChain: [{ name: 'northwind-production' }, {}, {}, {}] },
  });
});

test('machines tell their state, and a stopped one is not a deallocated one', async () => {
  const { data } = await ask(
    "resources | where type =~ 'Microsoft.Compute/virtualMachines' | summarize count() by state = tostring(properties.extended.instanceView.powerState.code)",
  );
  const states = data.map(({ state }) => state);
  for (const state of ['PowerState/running', 'PowerState/deallocated', 'PowerState/stopped', ''])
    expect(states).toContain(state);
});

test('changes of the last days can be asked for by their time', async () => {
  const { data } = await ask(
    'resourcechanges | where properties.changeAttributes.timestamp > datetime(2026-10-01) | project id, target = tostring(properties.targetResourceId), at = todatetime(properties.changeAttributes.timestamp)',
  );
  expect(data.length).toBeGreaterThan(3);
  const ids = new Set(inGraph.map(({ id }) => id));
  expect(data.every(({ target, at }) => ids.has(String(target)) && String(at) > '2026-10-01')).toBe(true);
});

test('Advisor says what machines are too large', async () => {
  const { data } = await ask(
    "advisorresources | where properties.category == 'Cost' | project id, properties.resourceMetadata.resourceId",
  );
  expect(data.length).toBeGreaterThan(3);
});

test('a query that is not understood is refused as Azure does', async () => {
  const { status, body } = await reader.post(path, { query: 'resources | nonsense' });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: {
      code: 'BadRequest',
      message: expect.stringMatching(/timestamp = .*, correlationId = /),
      details: [{ code: 'InvalidQuery' }, { code: 'ParserFailure', token: 'nonsense' }],
    },
  });
});

test.each([
  ['more rows than a page has', { $top: 1001 }],
  ['a token of another question', { $skipToken: 'MTAwMDpub3RoaW5n' }],
])('%s are refused', async (_, options) => {
  expect((await reader.post(path, { query: 'resources | project id', options })).status).toBe(400);
});

test('a table can be asked for as one', async () => {
  const { body } = await reader.post<{ data: unknown }>(path, {
    query: 'resources | summarize count() by location | limit 1',
    options: { resultFormat: 'table' },
  });
  expect(body.data).toEqual({
    columns: [
      { name: 'location', type: 'string' },
      { name: 'count_', type: 'integer' },
    ],
    rows: [[expect.any(String), expect.any(Number)]],
  });
});

test('fifteen questions in five seconds are enough', async () => {
  let clock = new Date('2026-11-20T12:00:00Z');
  const strict = await startSimulator({ resources: 60, clouds: ['azure'], quotas: true, clock: () => clock });
  trustAzure(strict);
  const client = await asReader(strict);
  const asked = () => client.post<object>(path, { query: 'resources | project id' });
  const left = [];
  for (let turn = 0; turn < 15; turn += 1) left.push((await asked()).headers.get('x-ms-user-quota-remaining'));
  expect(left).toEqual(Array.from({ length: 15 }, (_, turn) => String(14 - turn)));
  const refused = await asked();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  expect(refused.headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05');
  expect(refused.body).toMatchObject({ error: { code: 'RateLimiting' } });
  clock = new Date(clock.getTime() + 5000);
  expect((await asked()).status).toBe(200);
  await strict.close();
});
