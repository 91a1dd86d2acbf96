import { afterAll, expect, test } from 'vitest';
import { groupType } from '../../estate/azure/groups.ts';
import { startSimulator } from '../../start.ts';
import { asReader, trustAzure } from '../../test/azure.ts';

const simulator = await startSimulator({ resources: 2000, accounts: 120, clouds: ['azure'], seed: 4 });
trustAzure(simulator);
afterAll(() => simulator.close());

const reader = await asReader(simulator);
const { accounts, types } = simulator.truth.clouds.azure;
const { tenantId, managementGroup } = simulator.azure;

interface Page<Item> {
  readonly value: readonly Item[];
  readonly nextLink?: string;
}

async function everything<Item>(path: string): Promise<{ items: readonly Item[]; pages: number }> {
  const items: Item[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined; pages += 1) {
    const { body }: { body: Page<Item> } = await reader.get<Page<Item>>(next);
    items.push(...body.value);
    next = body.nextLink;
  }
  return { items, pages };
}

test('subscriptions come in pages, with their state and tags', async () => {
  const { items, pages } = await everything<object>('/subscriptions?api-version=2022-12-01');
  expect(pages).toBe(3);
  expect(items).toMatchObject(
    accounts.map(({ id, name, state, tags = {} }) => ({
      ...{ id: `/subscriptions/${id}`, subscriptionId: id, tenantId, displayName: name, state },
      ...(Object.keys(tags).length > 0 && { tags }),
    })),
  );
  expect(new Set(accounts.map(({ state }) => state))).toEqual(new Set(['Enabled', 'Warned', 'Disabled']));
});

test('a token for the next page belongs to its list', async () => {
  const { body } = await reader.get<Page<object>>('/subscriptions?api-version=2022-12-01');
  const token = new URL(body.nextLink ?? '').searchParams.get('$skiptoken');
  const elsewhere = `/providers/Microsoft.Management/managementGroups?api-version=2020-05-01&$skiptoken=${token}`;
  expect((await reader.get(elsewhere)).status).toBe(400);
});

test('the tenant tells its name', async () => {
  const { items } = await everything<object>('/tenants?api-version=2022-12-01');
  expect(items).toMatchObject([{ tenantId, displayName: 'Northwind' }]);
});

test('every group and subscription below a management group, each under its own parent', async () => {
  const path = `/providers/Microsoft.Management/managementGroups/${managementGroup}/descendants?api-version=2020-05-01`;
  const { items, pages } = await everything<{ name: string; type: string; properties: { parent: { id: string } } }>(
    path,
  );
  expect(pages).toBe(2);
  const ofType = (type: string) => items.filter((item) => item.type === type);
  expect(
    ofType('/subscriptions')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(accounts.map(({ id }) => id).sort());
  expect(ofType('Microsoft.Management/managementGroups')).toHaveLength(5);
  const parents = new Set(items.map(({ properties }) => properties.parent.id.split('/').at(-1)));
  expect([...parents].sort()).toEqual([
    ...['northwind', 'northwind-nonproduction', 'northwind-platform', 'northwind-production', 'northwind-workloads'],
  ]);
});

test.each([
  ['a group that is not there', 'contoso', 404],
  ['the tenant’s own root', tenantId, 200],
  ['a group in another case', managementGroup.toUpperCase(), 200],
])('%s', async (_, id, status) => {
  expect(
    (await reader.get(`/providers/Microsoft.Management/managementGroups/${id}?api-version=2020-05-01`)).status,
  ).toBe(status);
});

test('whoever has no role on the tree may not read it', async () => {
  const some = await asReader(simulator, simulator.azure.others.oneSubscription);
  const path = `/providers/Microsoft.Management/managementGroups/${managementGroup}/descendants?api-version=2020-05-01`;
  expect((await some.get(path)).status).toBe(403);
});

test('the resource groups of a subscription', async () => {
  const [{ id = '' } = {}] = accounts.slice(1);
  const { items } = await everything<{ id: string }>(
    `/subscriptions/${id}/resourcegroups?api-version=2021-04-01&$top=3`,
  );
  const planted = types[groupType]?.resources.filter(({ account }) => account === id) ?? [];
  expect(items).toMatchObject(planted.map(({ id: own, name, region }) => ({ id: own, name, location: region })));
});

test('the sizes of machines in one region, in pages that keep to it', async () => {
  const [{ id = '', regions: [region = ''] = [] } = {}] = accounts;
  const filter = encodeURIComponent(`location eq '${region}'`);
  const path = `/subscriptions/${id}/providers/Microsoft.Compute/skus?api-version=2021-07-01`;
  const { items, pages } = await everything<{ name: string; locations: string[]; capabilities: object[] }>(
    `${path}&$filter=${filter}`,
  );
  expect(pages).toBeGreaterThan(1);
  expect(new Set(items.flatMap(({ locations }) => locations))).toEqual(new Set([region]));
  expect(items.find(({ name }) => name === 'Standard_D4s_v5')?.capabilities).toContainEqual({
    name: 'vCPUs',
    value: '4',
  });
  expect((await reader.get(`${path}&$filter=name`)).status).toBe(400);
});
