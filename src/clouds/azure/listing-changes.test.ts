import { expect, test } from 'vitest';
import { type Answer, localAzure, type Received, refusal, rowOf, SUBSCRIPTION } from '../../../test/support/azure.ts';
import type { WideUnit } from '../cloud.ts';
import type { NotedGap } from '../collector.ts';
import { type AzureRow, isOfGraph } from './collector.ts';
import { azureListing } from './listing.ts';
import { azureCollectors } from './resources/index.ts';

const azure = localAzure();
const collectors = azureCollectors.filter(isOfGraph);
const SECOND = '22222222-0000-4000-8000-000000000002';
const VM = 'Microsoft.Compute/virtualMachines';
const DISK = 'Microsoft.Compute/disks';
const IMAGE = 'Microsoft.Compute/images';
const SINCE = new Date('2026-11-20T06:00:00Z');

const idOf = (type: string, name: string, account: string) => `/subscriptions/${account}/x/${type}/${name}`;
const row = (type: string, name: string, account = SUBSCRIPTION): AzureRow =>
  rowOf(type, {}, { subscriptionId: account, name, id: idOf(type, name, account) });
const change = (type: string, name: string, account = SUBSCRIPTION) => ({
  id: `${idOf(type, name, account)}/providers/Microsoft.Resources/changes/1`,
  subscriptionId: account,
  properties: { targetResourceId: idOf(type, name, account), targetResourceType: type.toLowerCase() },
});

interface Company {
  readonly rows?: readonly AzureRow[];
  readonly changes?: readonly object[];
  readonly containers?: readonly object[];
}

/** Resource Graph with these in it. */
const answering =
  ({ rows = [], changes = [], containers = [] }: Company) =>
  ({ body, path }: Received): Answer => {
    if (path.endsWith('/skus')) return { body: { value: [] } };
    const query = String(body.query);
    const ids = new Set([...query.matchAll(/'(\/subscriptions\/[^']*)'/g)].map(([, id]) => id));
    const data = query.startsWith('resourcechanges')
      ? changes
      : query.startsWith('resourcecontainerchanges')
        ? containers
        : query.startsWith('resourcecontainers')
          ? []
          : rows.filter(({ id, resourceGroup }) =>
              query.includes('resourceGroup in~') ? query.includes(`'${resourceGroup}'`) : ids.has(id.toLowerCase()),
            );
    return { body: { totalRecords: data.length, count: data.length, data, resultTruncated: 'false' } };
  };

async function changed(units: readonly WideUnit[], others: readonly string[] = [], family = 'compute' as const) {
  const gaps: NotedGap[] = [];
  const listing = azureListing(others.length > 0 ? 'platform' : family, {
    ...{ clients: azure.clients(), collectors, narrowing: {} },
  });
  const note = (_: WideUnit, gap: NotedGap) => void gaps.push(gap);
  const found = await listing.changes?.({ organisation: 'northwind', units, others, note }, SINCE);
  return {
    gaps,
    relist: found?.relist,
    relistOthers: found?.relistOthers,
    told: found?.changed.map(({ account, type, rows, deleted }) => [
      ...[account, type, rows.map(({ name }) => name)],
      deleted.map((id) => id.slice(id.lastIndexOf('/') + 1)),
    ]),
  };
}

const unit = (type: string, account = SUBSCRIPTION): WideUnit => ({ account, type });
const asked = (table: string) => azure.requests.filter(({ body }) => body.query?.startsWith(table));

test('what was made or changed is read by its id, and what is no more is gone', async () => {
  const rows = [row(DISK, 'new'), row(DISK, 'same'), row(IMAGE, 'i', SECOND)];
  const changes = [change(DISK, 'new'), change(DISK, 'gone'), change(DISK, 'new'), change(IMAGE, 'i', SECOND)];
  azure.answer(answering({ rows, changes }));
  const { told, relist, gaps } = await changed([unit(DISK), unit(IMAGE, SECOND), unit(IMAGE)]);
  expect(told).toEqual([
    [SUBSCRIPTION, DISK, ['new'], ['gone']],
    [SECOND, IMAGE, ['i'], []],
  ]);
  expect([relist, gaps]).toEqual([[], []]);
  // Of a quarter of an hour before, because changes come late.
  expect(asked('resourcechanges')[0]?.body.query).toContain(
    "todatetime(properties.changeAttributes.timestamp) >= todatetime('2026-11-20T05:45:00.000Z')",
  );
  expect(asked('resources\n')).toHaveLength(1);
});

test('of a unit of which everything changed is gone only that is told', async () => {
  azure.answer(answering({ changes: [change(DISK, 'gone')] }));
  expect((await changed([unit(DISK)])).told).toEqual([[SUBSCRIPTION, DISK, [], ['gone']]]);
});

test('a list that names another subscription’s resource is not believed: everything is listed', async () => {
  azure.answer(answering({ changes: [{ ...change(DISK, 'theirs', SECOND), subscriptionId: SUBSCRIPTION }] }));
  expect((await changed([unit(DISK)])).told).toBeUndefined();
});

test('what was not asked for is left out, and nothing is asked where nothing changed', async () => {
  azure.answer(answering({ rows: [row(DISK, 'd', SECOND)], changes: [change(DISK, 'd', SECOND), change(IMAGE, 'i')] }));
  expect((await changed([unit(DISK)])).told).toEqual([]);
  azure.requests.length = 0;
  azure.answer(answering({}));
  expect((await changed([unit(DISK)])).told).toEqual([]);
  expect(asked('resources\n')).toEqual([]);
});

test('machines are listed: that one was stopped is no change of anything that somebody wrote', async () => {
  azure.answer(answering({ rows: [row(VM, 'v')], changes: [change(VM, 'v')] }));
  const { told, relist } = await changed([unit(VM), unit(DISK)]);
  expect([told, relist]).toEqual([[], [unit(VM)]]);
});

const container = (account: string, group?: string) => {
  const id = `/subscriptions/${account}${group === undefined ? '' : `/resourceGroups/${group}`}`;
  const type = `microsoft.resources/subscriptions${group === undefined ? '' : '/resourcegroups'}`;
  return { id: `${id}/c`, subscriptionId: account, properties: { targetResourceId: id, targetResourceType: type } };
};

test('where a resource group was changed all that lies in it may have other tags, and is read', async () => {
  const inGroup = { ...row(DISK, 'in'), resourceGroup: 'shop' };
  const rows = [inGroup, row(DISK, 'd'), { ...row(DISK, 'out'), resourceGroup: 'web' }];
  azure.answer(answering({ rows, changes: [change(DISK, 'd')], containers: [container(SUBSCRIPTION, 'Shop')] }));
  const { told, relist } = await changed([unit(DISK), unit(DISK, SECOND)]);
  expect(told).toEqual([[SUBSCRIPTION, DISK, ['d', 'in'], []]]);
  expect(relist).toEqual([]);
});

test('where a subscription was changed it is listed', async () => {
  const containers = [container(SECOND.toUpperCase())];
  azure.answer(answering({ rows: [row(DISK, 'd')], changes: [change(DISK, 'd')], containers }));
  const { told, relist } = await changed([unit(DISK), unit(DISK, SECOND)]);
  expect(told).toEqual([[SUBSCRIPTION, DISK, ['d'], []]]);
  expect(relist).toEqual([unit(DISK, SECOND)]);
});

test('types without a collector change, too', async () => {
  const type = 'contoso.things/things';
  const containers = [container(SECOND)];
  azure.answer(answering({ rows: [row(type, 't')], changes: [change(type, 't'), change(type, 'gone')], containers }));
  const { told, relistOthers } = await changed([], [SUBSCRIPTION, SECOND]);
  expect(told).toEqual([[SUBSCRIPTION, type, ['t'], ['gone']]]);
  expect(relistOthers).toEqual([SECOND]);
});

test('a list with a type that names none is not believed: everything is listed', async () => {
  const type = 'contoso.things/\ud800';
  azure.answer(answering({ changes: [change(type, 'gone')] }));
  expect((await changed([], [SUBSCRIPTION])).told).toBeUndefined();
  // Of the types that are known in detail it tells all the same.
  expect((await changed([unit(DISK)])).told).toEqual([]);
});

test('many are read some hundred at a time, and very many are not worth it', async () => {
  const names = Array.from({ length: 600 }, (_, index) => `d${index}`);
  const rows = names.map((name) => row(DISK, name));
  azure.answer(answering({ rows, changes: names.map((name) => change(DISK, name)) }));
  const { told } = await changed([unit(DISK)]);
  expect(told?.[0]?.[2]).toHaveLength(600);
  expect(asked('resources\n')).toHaveLength(3);
  azure.answer(answering({ changes: Array.from({ length: 5001 }, (_, index) => change(DISK, `d${index}`)) }));
  expect((await changed([unit(DISK)])).told).toBeUndefined();
});

test('a refusal is an error: nothing is as it was because nobody told', async () => {
  azure.answer(() => refusal(403, 'AuthorizationFailed'));
  await expect(changed([unit(DISK)])).rejects.toMatchObject({ facts: { reason: 'denied' } });
});
