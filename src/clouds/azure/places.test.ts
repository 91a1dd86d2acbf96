import { expect, test } from 'vitest';
import { graphAnswering, localAzure, refusal, rowOf, SUBSCRIPTION } from '../../../test/support/azure.ts';
import type { Tags } from '../../model/resource.ts';
import type { AzureRow } from './collector.ts';
import { placesOf } from './places.ts';

const azure = localAzure();
const SECOND = '22222222-0000-4000-8000-000000000002';

const group = (name: string, tags: Tags | null, subscriptionId = SUBSCRIPTION): AzureRow =>
  rowOf(
    'Microsoft.Resources/subscriptions/resourceGroups',
    {},
    {
      ...{ name, tags, subscriptionId, id: `/subscriptions/${subscriptionId}/resourceGroups/${name}` },
    },
  );
const subscription = (subscriptionId: string, tags: Tags | null): AzureRow =>
  rowOf('Microsoft.Resources/subscriptions', {}, { subscriptionId, tags, id: `/subscriptions/${subscriptionId}` });

const PLACES = [
  subscription(SUBSCRIPTION, { Owner: 'ada' }),
  subscription(SECOND, null),
  group('Shop', { CostCentre: '7' }),
  group('Shop', { CostCentre: '8' }, SECOND),
];

test.each([
  // In whatever case the row writes it.
  [
    SUBSCRIPTION,
    'SHOP',
    { resourceGroup: 'SHOP', resourceGroupTags: { CostCentre: '7' }, accountTags: { Owner: 'ada' } },
  ],
  [SECOND.toUpperCase(), 'shop', { resourceGroup: 'shop', resourceGroupTags: { CostCentre: '8' }, accountTags: {} }],
  // Of a group or subscription that was not told nobody knows the tags.
  [SUBSCRIPTION, 'web', { resourceGroup: 'web', accountTags: { Owner: 'ada' } }],
  ['33333333-0000-4000-8000-000000000003', undefined, {}],
  [SUBSCRIPTION, undefined, { accountTags: { Owner: 'ada' } }],
])('what lies in %s, group %s', async (subscriptionId, resourceGroup, attributes) => {
  azure.answer(graphAnswering(PLACES, 2));
  const places = await placesOf(azure.clients(), [SUBSCRIPTION, SECOND]);
  expect(places.of({ subscriptionId, ...(resourceGroup ? { resourceGroup } : {}) })).toEqual(attributes);
});

test('the groups themselves are told, and not the subscriptions', async () => {
  azure.answer(graphAnswering(PLACES));
  const { groups } = await placesOf(azure.clients(), [SUBSCRIPTION]);
  expect(groups.map(({ id }) => id)).toEqual([`/subscriptions/${SUBSCRIPTION}/resourceGroups/Shop`]);
});

test('whoever asks for the same subscriptions at the same time asks once', async () => {
  azure.answer(graphAnswering(PLACES));
  const clients = azure.clients();
  const all = [placesOf(clients, [SUBSCRIPTION, SECOND]), placesOf(clients, [SECOND, SUBSCRIPTION])];
  await Promise.all([...all, placesOf(clients, [SECOND])]);
  expect(azure.calls).toHaveLength(2);
});

test('without them nobody knows where anything lies', async () => {
  azure.answer(() => refusal(403, 'AuthorizationFailed'));
  await expect(placesOf(azure.clients(), [SUBSCRIPTION])).rejects.toMatchObject({ facts: { reason: 'denied' } });
});
