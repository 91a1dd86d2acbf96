import { expect, test } from 'vitest';
import { localAzure, SUBSCRIPTION } from '../../../test/support/azure.ts';
import type { Recommendation } from '../../model/recommendation.ts';
import { advisor, recommendationOf } from './advisor.ts';

const azure = localAzure();
const VM = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/Web`;
const row = (properties: object = {}, key = 'a1') => ({
  id: `${VM}/providers/Microsoft.Advisor/recommendations/${key}`,
  subscriptionId: SUBSCRIPTION,
  properties: {
    category: 'Cost',
    recommendationTypeId: 'e10b1381-5f0a-47ff-8c7b-37bd13d7c974',
    lastUpdated: '2026-11-19T10:00:00.1234567Z',
    shortDescription: { problem: 'Too large', solution: 'Right-size or shut down' },
    resourceMetadata: { resourceId: VM },
    extendedProperties: { savingsAmount: '12.50', savingsCurrency: 'EUR', currentSku: 'D4s', targetSku: 'D2s', x: 1 },
    ...properties,
  },
});

test('a recommendation in our words', () =>
  expect(recommendationOf(row())).toEqual({
    cloud: 'azure',
    account: SUBSCRIPTION,
    source: 'Azure Advisor',
    id: `${VM}/providers/Microsoft.Advisor/recommendations/a1`.toLowerCase(),
    type: 'e10b1381-5f0a-47ff-8c7b-37bd13d7c974',
    resourceIds: [VM.toLowerCase()],
    title: 'Right-size or shut down',
    monthlySaving: { amount: '12.5', currency: 'EUR' },
    refreshedAt: '2026-11-19T10:00:00.123Z',
    details: { currentSku: 'D4s', targetSku: 'D2s' },
  }));

test.each([
  ['none', {}],
  ['no currency', { savingsAmount: '1' }],
  ['no amount', { savingsAmount: '', savingsCurrency: 'EUR' }],
  ['nothing at all', null],
])('a saving of which %s is told is unknown, not nought', (_, extendedProperties) =>
  expect(recommendationOf(row({ extendedProperties }))).not.toHaveProperty('monthlySaving'),
);

test('advice about a commitment is about no resource', () =>
  expect(
    recommendationOf(row({ resourceMetadata: { resourceId: `/subscriptions/${SUBSCRIPTION}` } })).resourceIds,
  ).toEqual([]));

test.each<[string, object]>([
  ['0.12345678901234568', { savingsAmount: 0.12345678901234568, savingsCurrency: 'EUR' }],
  ['0.00000012', { savingsAmount: 1.2e-7, savingsCurrency: 'EUR' }],
])('a saving of %s is told with all of its digits', (amount, extendedProperties) =>
  expect(recommendationOf(row({ extendedProperties })).monthlySaving).toEqual({ amount, currency: 'EUR' }),
);

test('what is not as it should be comes as it is, one row and not all of them, for whoever checks rows', () => {
  const odd = row({
    recommendationTypeId: 7,
    shortDescription: { solution: { text: 'Stop it' } },
    resourceMetadata: { resourceId: 7 },
    extendedProperties: { savingsAmount: 'much', savingsCurrency: 'EUR' },
  });
  expect(recommendationOf({ ...odd, id: 7, subscriptionId: undefined } as never)).toMatchObject({
    ...{ id: '', account: '', type: 7, title: { text: 'Stop it' }, resourceIds: [''] },
    monthlySaving: { amount: '', currency: 'EUR' },
  });
});

test('one query asks all subscriptions, page after page', async () => {
  azure.answer(({ body }) =>
    body.options?.$skipToken
      ? { body: { totalRecords: 2, data: [row({}, 'b2')] } }
      : { body: { totalRecords: 2, data: [row()], $skipToken: 'next' } },
  );
  const found: Recommendation[] = [];
  const source = advisor(azure.clients(), 'tenant', [SUBSCRIPTION], { resourceGroups: ["o'shop"] });
  for (const part of await source.parts(async function* () {}))
    for await (const page of part.list()) found.push(...page);
  expect(found.map(({ id }) => id.slice(-2))).toEqual(['a1', 'b2']);
  expect(azure.requests).toHaveLength(2);
  expect(azure.requests[0]?.body).toMatchObject({
    subscriptions: [SUBSCRIPTION],
    query: expect.stringContaining("advisorresources\n| where type =~ 'microsoft.advisor/recommendations'"),
  });
  expect(azure.requests[0]?.body.query).toContain("| where resourceGroup in~ ('o\\'shop')");
});
