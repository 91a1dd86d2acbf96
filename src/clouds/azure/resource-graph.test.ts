import { expect, test } from 'vitest';
import { localAzure, refusal, SUBSCRIPTION, TENANT } from '../../../test/support/azure.ts';
import { graphRows, listOf } from './resource-graph.ts';

const azure = localAzure();

async function rows(subscriptions: readonly string[] = [SUBSCRIPTION]): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of graphRows(azure.clients(), 'resources | project id', { subscriptions })) found.push(...page);
  return found;
}

test('every page is asked for by the token of the one before, from the same quota', async () => {
  azure.answer(({ body: { options } }) => {
    const { $skipToken = '0' } = options ?? {};
    const next = Number($skipToken) + 1;
    return { body: { data: [{ id: $skipToken }], ...(next < 3 ? { $skipToken: String(next) } : {}) } };
  });
  expect(await rows()).toEqual([{ id: '0' }, { id: '1' }, { id: '2' }]);
  expect(azure.requests[0]).toMatchObject({
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    body: {
      query: 'resources | project id',
      subscriptions: [SUBSCRIPTION],
      options: { $top: 1000, resultFormat: 'objectArray' },
    },
  });
  expect(new Set(azure.calls.map(({ account, service }) => `${account} ${service}`))).toEqual(
    new Set([`${TENANT} resourcegraph`]),
  );
});

test.each([
  [undefined, 1000],
  [100, 100],
  [5000, 1000],
])('a bound of %j makes pages of %i', async (batchSize, $top) => {
  azure.answer(() => ({ body: { data: [] } }));
  const clients = { ...azure.clients(), ...(batchSize === undefined ? {} : { batchSize }) };
  for await (const _ of graphRows(clients, 'resources | project id', { subscriptions: [SUBSCRIPTION] }));
  expect(azure.requests.at(-1)?.body.options).toMatchObject({ $top });
});

test.each([
  ['cut off without a token', { data: [], resultTruncated: 'true' }, 'ResultTruncated'],
  ['without rows', { totalRecords: 0 }, 'NoRows'],
  [
    'without the rows that it counts',
    { totalRecords: 3, count: 3, data: [], resultTruncated: 'false' },
    'FewerRowsThanTold',
  ],
  ['in a table', { data: { columns: [], rows: [] } }, 'NoRows'],
])('an answer %s is an error, and no end', async (_, body, code) => {
  azure.answer(() => ({ body }));
  await expect(rows()).rejects.toMatchObject({ facts: { reason: 'failed', code, retryable: false } });
});

test.each([
  ['to its own page', { again: 'again' }],
  ['to an earlier one', { again: 'other', other: 'again' }],
])('a token that leads back %s ends', async (_, nextOf: Readonly<Record<string, string>>) => {
  azure.answer(({ body: { options } }) => ({
    body: { data: [], $skipToken: nextOf[options?.$skipToken ?? ''] ?? 'again' },
  }));
  await expect(rows()).rejects.toMatchObject({ facts: { code: 'RepeatedPage', retryable: false } });
});

/** A row a page, each page with what it tells of how many there are. */
const telling = (...totals: readonly (number | undefined)[]) =>
  azure.answer(({ body: { options } }) => {
    const page = Number(options?.$skipToken ?? 0);
    const more = page + 1 < totals.length ? { $skipToken: String(page + 1) } : {};
    return { body: { totalRecords: totals[page], data: [{ id: page }], ...more } };
  });

test.each([
  ['as many as told', [2, 2]],
  ['one fewer, which was deleted meanwhile', [3, 2]],
  ['one fewer, which was created meanwhile', [2, 3]],
  ['more than told', [1, 1]],
  ['some, of which nothing is told', [undefined, undefined]],
])('%s is all of them', async (_, totals) => {
  telling(...totals);
  expect(await rows()).toHaveLength(2);
});

test('a list that ends before all that it told of is an error', async () => {
  telling(3, 3);
  await expect(rows()).rejects.toMatchObject({ facts: { code: 'FewerRowsThanTold', retryable: false } });
});

test('more subscriptions than one request takes are asked in their order', async () => {
  azure.answer(({ body: { subscriptions } }) => ({ body: { data: [subscriptions?.length] } }));
  const ids = Array.from({ length: 1001 }, (_, index) => String(1001 - index).padStart(4, '0'));
  expect(await rows(ids)).toEqual([1000, 1]);
  expect(azure.requests.map(({ body }) => body.subscriptions?.[0])).toEqual(['0001', '1001']);
});

test('its quota says how long to wait', async () => {
  azure.answer(() => refusal(429, 'RateLimiting', { 'x-ms-user-quota-resets-after': '00:00:04' }));
  await expect(rows()).rejects.toMatchObject({ facts: { reason: 'throttled', retryAfterMs: 4000 } });
});

test('words are quoted', () => expect(listOf(["a'b", 'c\\'])).toBe("('a\\'b', 'c\\\\')"));
