import { describe, expect, test } from 'vitest';
import {
  graphAnswering,
  localAzure,
  type Received,
  refusal,
  rowOf,
  SUBSCRIPTION,
} from '../../../test/support/azure.ts';
import type { CloudError } from '../../model/errors.ts';
import type { WideRows, WideUnit } from '../cloud.ts';
import type { NotedGap } from '../collector.ts';
import { type AzureRow, isOfGraph } from './collector.ts';
import { azureListing } from './listing.ts';
import { azureCollectors } from './resources/index.ts';

const azure = localAzure();
const collectors = azureCollectors.filter(isOfGraph);
const SECOND = '22222222-0000-4000-8000-000000000002';
const VM = 'Microsoft.Compute/virtualMachines';
const DISK = 'Microsoft.Compute/disks';

const vm = (name: string, subscriptionId = SUBSCRIPTION): AzureRow =>
  rowOf(
    VM,
    {
      hardwareProfile: { vmSize: 'Standard_D2s_v3' },
      extended: { instanceView: { powerState: { code: 'PowerState/running' } } },
    },
    { subscriptionId, name, id: `/subscriptions/${subscriptionId}/resourceGroups/Shop/providers/${VM}/${name}` },
  );
const row = (type: string, name: string, subscriptionId = SUBSCRIPTION): AzureRow =>
  rowOf(type, {}, { subscriptionId, name, id: `/subscriptions/${subscriptionId}/x/${type}/${name}` });
const group = (name: string, tags: Readonly<Record<string, string>> | null): AzureRow =>
  rowOf(
    'Microsoft.Resources/subscriptions/resourceGroups',
    { provisioningState: 'Succeeded' },
    {
      ...{ name, tags, id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}` },
    },
  );
const subscription: AzureRow = rowOf(
  'Microsoft.Resources/subscriptions',
  { state: 'Enabled' },
  {
    ...{ name: 'Shop', tags: { Owner: 'ada' }, id: `/subscriptions/${SUBSCRIPTION}` },
  },
);
const sku = (name: string, capabilities: readonly object[]) => ({
  resourceType: 'virtualMachines',
  name,
  capabilities,
});
const skus = {
  value: [
    sku('Standard_D2s_v3', [
      { name: 'vCPUs', value: '2' },
      { name: 'MemoryGB', value: '8' },
    ]),
    { resourceType: 'disks', name: 'Premium_LRS' },
  ],
};

/** Resource Graph's rows, and the sizes of a region. */
const answering = (rows: readonly AzureRow[], pageSize?: number) => (request: Received) =>
  request.path.endsWith('/skus') ? { body: skus } : graphAnswering(rows, pageSize)(request);

async function listed(
  family: Parameters<typeof azureListing>[0],
  units: readonly WideUnit[],
  others: readonly string[] = [],
  narrowing = {},
) {
  const gaps: (WideUnit & NotedGap)[] = [];
  const found: WideRows[] = [];
  const listing = azureListing(family, { clients: azure.clients(), collectors, narrowing });
  const note = (unit: WideUnit, gap: NotedGap) => gaps.push({ ...unit, ...gap });
  const lost: string[] = [];
  const lose = (account: string, { facts }: CloudError) => lost.push(`${account} ${facts.code}`);
  for await (const rows of listing.rows({ organisation: 'northwind', units, others, note, lose })) found.push(rows);
  return {
    gaps,
    lost,
    found,
    ids: found.map(({ account, type, rows }) => [account, type, rows.map(({ name }) => name)]),
  };
}

test('a subscription that is silent is asked for, and lost where it is not to be read', async () => {
  const closed = rowOf('Microsoft.Resources/subscriptions', { state: 'Disabled' }, { subscriptionId: SECOND });
  const gone = '99999999-0000-4000-8000-000000000009';
  azure.answer((request) =>
    request.body.query?.includes('| where type =~')
      ? { body: { data: [subscription, closed] } }
      : answering([])(request),
  );
  const { lost } = await listed('compute', [unit(VM), unit(VM, SECOND), unit(VM, gone)]);
  expect(lost).toEqual([`${SECOND} SubscriptionDisabled`, `${gone} SubscriptionNotFound`]);
});

const unit = (type: string, account = SUBSCRIPTION): WideUnit => ({ account, type });

test('one query for a family, over all subscriptions, of the fields that are read', async () => {
  azure.answer(answering([]));
  await listed('compute', [unit(VM), unit(DISK), unit(VM, SECOND)]);
  expect(azure.requests.find(({ body }) => body.query?.startsWith('resources\n'))?.body).toEqual({
    subscriptions: [SUBSCRIPTION, SECOND],
    query: [
      'resources',
      "| where type in~ ('microsoft.compute/disks', 'microsoft.compute/virtualmachines')",
      '| project id, name, type, location, resourceGroup, subscriptionId, tags, kind, sku, zones, managedBy, properties',
      '| order by subscriptionId asc, type asc, id asc',
    ].join('\n'),
    options: { $top: 1000, resultFormat: 'objectArray' },
  });
});

test('unit after unit, over the ends of pages', async () => {
  azure.answer(answering([vm('a', SECOND), vm('a'), vm('b'), vm('c'), row(DISK, 'd')], 2));
  const { ids } = await listed('compute', [unit(VM), unit(DISK), unit(VM, SECOND)]);
  expect(ids).toEqual([
    [SUBSCRIPTION, DISK, ['d']],
    [SUBSCRIPTION, VM, ['a']],
    [SUBSCRIPTION, VM, ['b', 'c']],
    [SECOND, VM, ['a']],
  ]);
});

test('what was not asked for is left out: another subscription has the type, too', async () => {
  azure.answer(answering([vm('a'), row(DISK, 'd'), vm('b', SECOND), row(DISK, 'e', SECOND)]));
  const { ids } = await listed('compute', [unit(VM), unit(DISK, SECOND)]);
  expect(ids).toEqual([
    [SUBSCRIPTION, VM, ['a']],
    [SECOND, DISK, ['e']],
  ]);
});

test('a resource knows what its group and its subscription are tagged with', async () => {
  azure.answer(answering([subscription, group('SHOP', { CostCentre: '7' }), vm('a')]));
  const { found, gaps } = await listed('compute', [unit(VM)]);
  expect(gaps).toEqual([]);
  expect(found[0]?.rows[0]).toMatchObject({
    tags: { Env: 'prod' },
    attributes: {
      ...{ resourceGroup: 'shop', resourceGroupTags: { CostCentre: '7' }, accountTags: { Owner: 'ada' } },
      ...{ vcpus: 2, memoryGib: 8, instanceType: 'Standard_D2s_v3' },
    },
  });
});

test('where the groups are not told the resources stay, with a gap for each unit', async () => {
  azure.answer((request) =>
    String(request.body.query).startsWith('resourcecontainers')
      ? refusal(403, 'AuthorizationFailed')
      : answering([vm('a'), row(DISK, 'd')])(request),
  );
  const { found, gaps } = await listed('compute', [unit(VM), unit(DISK)]);
  expect(found).toHaveLength(2);
  expect(found[0]?.rows[0]?.attributes).toMatchObject({ resourceGroup: 'shop' });
  expect(gaps).toMatchObject([
    { type: DISK, reason: 'denied', action: 'Microsoft.ResourceGraph/resources/read' },
    { type: VM, reason: 'denied' },
  ]);
});

test('without the sizes the machines stay, and one gap says so', async () => {
  azure.answer((request) =>
    request.path.endsWith('/skus') ? refusal(403, 'AuthorizationFailed') : answering([vm('a'), vm('b')])(request),
  );
  const { found, gaps } = await listed('compute', [unit(VM)]);
  expect(found[0]?.rows.map(({ attributes }) => attributes)).toMatchObject([
    { vcpus: undefined },
    { vcpus: undefined },
  ]);
  expect(gaps).toMatchObject([{ type: VM, reason: 'denied', action: 'Microsoft.Compute/skus/read' }]);
});

test('sizes whose pages lead around in a circle are a gap, and the machines stay', async () => {
  azure.answer((request) => {
    if (!request.path.endsWith('/skus')) return answering([vm('a')])(request);
    const next = request.query.get('page') === 'A' ? 'B' : 'A';
    return { body: { value: [], nextLink: `${azure.url}/skus?page=${next}` } };
  });
  const { found, gaps } = await listed('compute', [unit(VM)]);
  expect(found[0]?.rows).toMatchObject([{ name: 'a', attributes: { vcpus: undefined, memoryGib: undefined } }]);
  expect(gaps).toMatchObject([{ type: VM, reason: 'failed', action: 'Microsoft.Compute/skus/read' }]);
});

test('the sizes of a region are asked once for all subscriptions', async () => {
  azure.answer(answering([vm('a'), vm('b'), vm('c', SECOND)]));
  const { found } = await listed('compute', [unit(VM), unit(VM, SECOND)]);
  expect(found.flatMap(({ rows }) => rows).map(({ attributes }) => attributes)).toMatchObject(
    Array.from({ length: 3 }, () => ({ vcpus: 2 })),
  );
  expect(azure.requests.filter(({ path }) => path.endsWith('/skus'))).toMatchObject([
    { path: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Compute/skus` },
  ]);
});

test('the groups come from the query for their tags, and from no other', async () => {
  azure.answer(answering([subscription, group('SHOP', { CostCentre: '7' }), group('empty', null)]));
  const type = 'Microsoft.Resources/subscriptions/resourceGroups';
  const { found } = await listed('groups', [unit(type)]);
  expect(found).toMatchObject([
    {
      ...{ account: SUBSCRIPTION, type, kind: 'resource-group', taggable: true },
      rows: [
        { name: 'SHOP', tags: { CostCentre: '7' }, attributes: { accountTags: { Owner: 'ada' } } },
        { name: 'empty', tags: {} },
      ],
    },
  ]);
  expect(azure.requests).toHaveLength(1);
  expect((await listed('groups', [unit(type)], [], { resourceGroups: ['shop'] })).ids).toEqual([
    [SUBSCRIPTION, type, ['SHOP']],
  ]);
});

test('what has no collector is told, too, as what can be tagged', async () => {
  azure.answer(answering([vm('a'), row('Microsoft.Strange/things', 't'), row('Microsoft.KeyVault/vaults', 'v')]));
  const { found, ids } = await listed('platform', [unit('Microsoft.KeyVault/vaults')], [SUBSCRIPTION]);
  expect(ids).toEqual([
    [SUBSCRIPTION, 'Microsoft.KeyVault/vaults', ['v']],
    [SUBSCRIPTION, 'microsoft.strange/things', ['t']],
  ]);
  expect(found[1]).toMatchObject({ kind: 'other', taggable: true, rows: [{ tags: { Env: 'prod' } }] });
});

describe('other: Azure, everything else', () => {
  const THING = 'Microsoft.Strange/things';
  const others = () => listed('platform', [], [SUBSCRIPTION]);

  test('lists more than a page', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    azure.answer(
      answering(
        names.map((name) => row(THING, name)),
        2,
      ),
    );
    const { found } = await others();
    expect(found.flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual(names);
    expect(azure.requests.filter(({ body }) => body.query?.startsWith('resources\n'))).toHaveLength(3);
  });

  test.each([
    ['deny', refusal(403, 'AuthorizationFailed'), 'denied'],
    ['throttle', refusal(429, 'TooManyRequests', { 'retry-after': '1' }), 'throttled'],
  ] as const)('to %s it is an error', async (_, answer, reason) => {
    azure.answer((request) =>
      String(request.body.query).startsWith('resources\n') ? answer : answering([subscription])(request),
    );
    const action = 'Microsoft.ResourceGraph/resources/read';
    await expect(others()).rejects.toMatchObject({ facts: { reason, action } });
  });

  test('what was never tagged is found, with no tags', async () => {
    azure.answer(answering([row(THING, 'a'), { ...row(THING, 'b'), tags: null }]));
    const { found } = await others();
    expect(found.flatMap(({ rows }) => rows.map(({ name, tags }) => [name, tags]))).toEqual([
      ['a', { Env: 'prod' }],
      ['b', {}],
    ]);
  });
});

test.each([
  ['Microsoft.Strange/things', null, true, undefined],
  // Azure has no tags for classic resources.
  ['Microsoft.ClassicCompute/virtualMachines', null, false, undefined],
  // It may have them one day.
  ['Microsoft.ClassicCompute/virtualMachines', { Env: 'prod' }, false, true],
])('%s with the tags %j, without a collector', async (type, tags, ofType, ofRow) => {
  azure.answer(answering([{ ...row(type, 't'), tags }]));
  const { found } = await listed('platform', [], [SUBSCRIPTION]);
  expect(found.map(({ taggable, rows }) => [taggable, rows[0]?.taggable])).toEqual([[ofType, ofRow]]);
});

test('what comes with a type that names none is left out, with one gap of its account', async () => {
  const odd = ['microsoft.x/\ud800', 'microsoft.x/a\0', 'microsoft.x/a b', 'microsoft.x/a c', 'microsoft.x', '/x'];
  azure.answer(
    answering([
      ...odd.map((type, at) => row(type, `odd-${at}`)),
      row('Microsoft.Strange/things', 't'),
      row('microsoft.x/a', 'a'),
      row('microsoft.x/a b', 'foreign', SECOND),
    ]),
  );
  const { ids, gaps } = await listed('platform', [], [SUBSCRIPTION]);
  expect(ids).toEqual([
    [SUBSCRIPTION, 'microsoft.strange/things', ['t']],
    [SUBSCRIPTION, 'microsoft.x/a', ['a']],
    [SUBSCRIPTION, 'other', []],
  ]);
  const detail = 'Microsoft.ResourceGraph/resources/read told of a type that names none: 6 resources left out';
  expect(gaps).toEqual([{ account: SUBSCRIPTION, type: 'other', reason: 'failed', detail }]);
});

test.each([
  ['a subscription', { subscriptionId: '' }],
  ['a type', { type: '' }],
  ['a type that is text', { type: 5 }],
])('a row without %s is nobody’s, and a failure of the listing', async (_, missing) => {
  azure.answer((request) => {
    const places = String(request.body.query).startsWith('resourcecontainers');
    return { body: { data: places ? [] : [{ ...vm('a'), ...missing }] } };
  });
  await expect(listed('compute', [unit(VM)])).rejects.toMatchObject({ facts: { code: 'NoId' } });
});

test('of the others, too, only what was asked for is told, whatever comes', async () => {
  azure.answer(({ body }) => {
    const places = String(body.query).startsWith('resourcecontainers');
    const rows = [row('Microsoft.Strange/things', 't'), row('Microsoft.Strange/things', 'foreign', SECOND), vm('a')];
    return { body: { data: places ? [] : rows } };
  });
  expect((await listed('platform', [], [SUBSCRIPTION])).ids).toEqual([
    [SUBSCRIPTION, 'microsoft.strange/things', ['t']],
  ]);
});

test('only the listing that knows of them tells of the others', async () => {
  azure.answer(answering([row('Microsoft.Strange/things', 't')]));
  const families = ['compute', 'storage', 'network', 'platform', 'groups'] as const;
  const exhaustive = families.filter(
    (family) => azureListing(family, { clients: azure.clients(), collectors, narrowing: {} }).exhaustive,
  );
  expect(exhaustive).toEqual(['platform']);
  expect((await listed('compute', [unit(VM)], [SUBSCRIPTION])).found).toEqual([]);
});

test('a list that ends before its end is an error', async () => {
  azure.answer((request) => {
    const answer = graphAnswering([vm('a')])(request) as { body: object };
    const truncated = String(request.body.query).startsWith('resources\n');
    return { body: { ...answer.body, ...(truncated ? { resultTruncated: 'true' } : {}) } };
  });
  await expect(listed('compute', [unit(VM)])).rejects.toMatchObject({ facts: { code: 'ResultTruncated' } });
});
