import { expect, test } from 'vitest';
import { type Answer, localAzure, type Received, refusal, SUBSCRIPTION, TENANT } from '../../../test/support/azure.ts';
import { costViews } from '../../collect/costs/cost-views.ts';
import type { Charge } from '../../model/charge.ts';
import { UserError } from '../../model/errors.ts';
import { azureCosts, groupsOf, parseExactly } from './costs.ts';

const azure = localAzure();
const SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const PERIOD = { start: '2026-10-01', end: '2026-11-01' };

async function charges(groupBy: readonly string[], scopes: readonly string[] = [SCOPE]): Promise<Charge[]> {
  const found: Charge[] = [];
  for await (const page of azureCosts(azure.clients(), scopes).charges({ groupBy, period: PERIOD }))
    found.push(...page);
  return found;
}

const table = (columns: readonly string[], rows: string, nextLink?: string): Answer => ({
  // Written by hand, because the digits of a number are what matters.
  body: `{"id":"x","type":"Microsoft.CostManagement/query","properties":{"nextLink":${JSON.stringify(nextLink ?? null)},
    "columns":${JSON.stringify(columns.map((name) => ({ name, type: 'String' })))},"rows":[${rows}]}}`,
});

/** One answer for what is billed and one for what it amounts to. */
const answering = (actual: Answer, amortized: Answer) =>
  azure.answer(({ body }: Received) => (body.type === 'ActualCost' ? actual : amortized));

const COLUMNS = ['Cost', 'UsageDate', 'ServiceName', 'SubscriptionId', 'Currency'];
const sub = SUBSCRIPTION.toUpperCase();

test('one question for each kind of cost, by day, to the last second before the end', async () => {
  answering(table(COLUMNS, ''), table(COLUMNS, ''));
  expect(await charges(['ServiceName', 'SubAccountId'])).toEqual([]);
  expect(
    azure.requests.map(({ method, path, query, body }) => ({ method, path, top: query.get('$top'), body })),
  ).toEqual(
    ['ActualCost', 'AmortizedCost'].map((type) => ({
      method: 'POST',
      path: `${SCOPE}/providers/Microsoft.CostManagement/query`,
      top: '5000',
      body: {
        type,
        timeframe: 'Custom',
        timePeriod: { from: '2026-10-01T00:00:00Z', to: '2026-10-31T23:59:59Z' },
        dataset: {
          granularity: 'Daily',
          aggregation: { totalCost: { name: 'Cost', function: 'Sum' } },
          grouping: [
            { type: 'Dimension', name: 'ServiceName' },
            { type: 'Dimension', name: 'SubscriptionId' },
          ],
        },
      },
    })),
  );
  // The quota is the tenant's, whichever scope is asked.
  expect(new Set(azure.calls.map(({ account, service, action }) => [account, service, action].join()))).toEqual(
    new Set([[TENANT, 'costmanagement', 'Microsoft.CostManagement/query/read'].join()]),
  );
});

test('both kinds are one charge, to the last digit, whatever the order of the columns', async () => {
  answering(
    table(COLUMNS, `[0.123456789012345678,20261005,"Storage","${sub}","EUR"],[1E-7,20261006,"Storage","${sub}","EUR"]`),
    table(
      ['Currency', 'SubscriptionId', 'UsageDate', 'Cost', 'ServiceName'],
      `["EUR","${sub}",20261005,0.123456789012345677,"Storage"],["EUR","${sub}",20261005,2.50,"Virtual Machines"]`,
    ),
  );
  const common = { ProviderName: 'Microsoft', SubAccountId: SUBSCRIPTION, BillingCurrency: 'EUR' };
  expect(await charges(['ServiceName', 'SubAccountId'])).toEqual([
    {
      ...common,
      ...{ ChargePeriodStart: '2026-10-05', ChargePeriodEnd: '2026-10-06', ServiceName: 'Storage' },
      ...{ BilledCost: '0.123456789012345678', EffectiveCost: '0.123456789012345677' },
    },
    {
      ...common,
      ...{ ChargePeriodStart: '2026-10-06', ChargePeriodEnd: '2026-10-07', ServiceName: 'Storage' },
      // The other list was read whole and has none of it.
      ...{ BilledCost: '0.0000001', EffectiveCost: '0' },
    },
    {
      ...common,
      ...{ ChargePeriodStart: '2026-10-05', ChargePeriodEnd: '2026-10-06', ServiceName: 'Virtual Machines' },
      ...{ BilledCost: '0', EffectiveCost: '2.5' },
    },
  ]);
});

test('digits that a sum in binary has beyond the eighteenth are rounded', async () => {
  const rows = `[1.2345678901234567E-05,20261005,"Storage","${sub}","USD"]`;
  answering(table(COLUMNS, rows), table(COLUMNS, ''));
  expect(await charges(['ServiceName', 'SubAccountId'])).toMatchObject([{ BilledCost: '0.000012345678901235' }]);
});

test('currencies are never added up', async () => {
  const rows = `[1,20261005,"Storage","${sub}","EUR"],[2,20261005,"Storage","${sub}","USD"]`;
  answering(table(COLUMNS, rows), table(COLUMNS, rows));
  const found = await charges(['ServiceName', 'SubAccountId']);
  expect(found.map(({ BilledCost, BillingCurrency }) => `${BilledCost} ${BillingCurrency}`)).toEqual([
    '1 EUR',
    '2 USD',
  ]);
});

test('a tag is what was asked for; an empty one is none', async () => {
  const columns = ['Cost', 'UsageDate', 'TagKey', 'TagValue', 'ServiceName', 'Currency'];
  const rows =
    '[1,20261005,"costcenter","a$b","Storage","USD"],[2,20261005,null,null,"Storage","USD"],[3,20261005,"costcenter","","Storage","USD"]';
  answering(table(columns, rows), table(columns, ''));
  const found = await charges(['tag:CostCenter', 'ServiceName']);
  expect(found.map(({ Tags, BilledCost }) => [Tags, BilledCost])).toEqual([
    [{ CostCenter: 'a$b' }, '1'],
    [{}, '5'],
  ]);
});

test('places have their usual names, and some charges have none', async () => {
  const columns = ['Cost', 'UsageDate', 'SubscriptionId', 'ResourceLocation', 'Currency'];
  const rows = ['westeurope', 'West Europe', 'Unassigned', ''].map((place) => `[1,20261005,"${sub}","${place}","USD"]`);
  answering(table(columns, rows.join()), table(columns, ''));
  const found = await charges(['SubAccountId', 'RegionId']);
  expect(found.map(({ RegionId }) => RegionId)).toEqual(['westeurope', 'westeurope', undefined, undefined]);
});

test('further pages are asked for by the same question', async () => {
  const link = `${azure.url}${SCOPE}/providers/Microsoft.CostManagement/query?api-version=2025-03-01&$skiptoken=abc`;
  azure.answer(({ query, body }) => {
    if (body.type !== 'ActualCost') return table(COLUMNS, '');
    const further = query.get('$skiptoken') === 'abc';
    const row = `[${further ? 2 : 1},20261005,"${further ? 'B' : 'A'}","${sub}","USD"]`;
    return table(COLUMNS, row, further ? undefined : link);
  });
  expect((await charges(['ServiceName', 'SubAccountId'])).map(({ ServiceName }) => ServiceName)).toEqual(['A', 'B']);
  expect(azure.requests.slice(0, 2).map(({ method, body }) => [method, body.type])).toEqual([
    ['POST', 'ActualCost'],
    ['POST', 'ActualCost'],
  ]);
});

test('pages that lead around in a circle are an error, and nothing is added up twice', async () => {
  azure.answer(({ query }) => {
    const next = query.get('$skiptoken') === 'A' ? 'B' : 'A';
    return table(COLUMNS, `[1,20261005,"Storage","${sub}","USD"]`, `${azure.url}${SCOPE}/query?$skiptoken=${next}`);
  });
  await expect(charges(['ServiceName', 'SubAccountId'])).rejects.toMatchObject({ facts: { code: 'RepeatedPage' } });
  expect(azure.requests).toHaveLength(3);
});

test('where nothing was charged the table has no rows', async () => {
  answering(table(COLUMNS, ''), table(COLUMNS, ''));
  expect(await charges(['ServiceName', 'SubAccountId'])).toEqual([]);
});

test.each([
  ['nothing (204)', { status: 204 }, 'NotAnAzureAnswer'],
  ['no table', { body: {} }, 'NoTable'],
  ['columns alone', { body: { properties: { columns: COLUMNS.map((name) => ({ name })) } } }, 'NoRows'],
])('an answer of %s takes the place of no charges', async (_, answer: Answer, code) => {
  azure.answer(() => answer);
  await expect(charges(['ServiceName', 'SubAccountId'])).rejects.toMatchObject({
    facts: { reason: 'failed', code, retryable: false },
  });
});

test('resource groups are scopes of their own', async () => {
  const rows = `[1,20261005,"Storage","${sub}","USD"]`;
  answering(table(COLUMNS, rows), table(COLUMNS, rows));
  const scopes = [`${SCOPE}/resourceGroups/shop`, `${SCOPE}/resourceGroups/web`];
  expect(await charges(['ServiceName', 'SubAccountId'], scopes)).toHaveLength(2);
  expect(azure.requests.map(({ path }) => path.split('/')[4])).toEqual(['shop', 'shop', 'web', 'web']);
});

test.each([
  ['no currency', ['Cost', 'UsageDate', 'ServiceName', 'SubscriptionId'], '', 'NoColumn currency'],
  ['no day', ['Cost', 'ServiceName', 'SubscriptionId', 'Currency'], '', 'NoColumn usagedate'],
  ['another group', ['Cost', 'UsageDate', 'SubscriptionId', 'Currency'], '', 'NoColumn servicename'],
  ['half a day', COLUMNS, `[1,202610,"Storage","${sub}","USD"]`, 'NoDay'],
  ['no amount', COLUMNS, `[null,20261005,"Storage","${sub}","USD"]`, 'NoAmount'],
])('a table with %s is refused', async (_, columns, rows, code) => {
  answering(table(columns, rows), table(columns, rows));
  await expect(charges(['ServiceName', 'SubAccountId'])).rejects.toMatchObject({
    facts: { reason: 'failed', code, retryable: false },
  });
});

test('the longest of its quotas is waited for', async () => {
  azure.answer(() =>
    refusal(429, '429', {
      'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': '8',
      'x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after': '30',
    }),
  );
  await expect(charges([])).rejects.toMatchObject({ facts: { reason: 'throttled', retryAfterMs: 30_000 } });
});

test('every view that is collected can be asked for', () => {
  for (const view of costViews('azure', undefined)) expect(groupsOf({ groupBy: view })).toHaveLength(view.length);
  expect(groupsOf({ groupBy: ['tag:Env', 'ServiceName'] })).toEqual([
    { type: 'TagKey', name: 'Env' },
    { type: 'Dimension', name: 'ServiceName' },
  ]);
});

test.each([[['ServiceName', 'SubAccountId', 'RegionId']], [['ResourceId']]])('%j can not', (groupBy) =>
  expect(() => groupsOf({ groupBy })).toThrow(UserError),
);

test('numbers keep the digits that were sent', () =>
  expect(parseExactly('{"a":[1.10,1e-12,"x",null,true,20261005]}')).toEqual({
    a: ['1.10', '1e-12', 'x', null, true, '20261005'],
  }));
