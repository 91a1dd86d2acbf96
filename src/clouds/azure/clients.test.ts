import { expect, test } from 'vitest';
import { localAzure, plainSend, refusal, TENANT } from '../../../test/support/azure.ts';
import { CloudError } from '../../model/errors.ts';
import { MOST_BYTES } from '../read-body.ts';
import { azureClients, listed } from './clients.ts';
import { azureHosts } from './hosts.ts';

const azure = localAzure();

const ACTION = 'Microsoft.Resources/subscriptions/read';
const subscriptions = () =>
  ({ host: azure.clients().hosts.arm, path: '/subscriptions?api-version=1', service: 'arm', action: ACTION }) as const;

async function all(request = subscriptions()): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const one of listed(azure.clients(), request)) found.push(one);
  return found;
}

test('a request is named as quotas and permissions name it, and carries a token of its host', async () => {
  azure.answer(() => ({ body: { value: [] } }));
  await all();
  expect(azure.calls).toEqual([{ account: TENANT, region: 'global', service: 'arm', action: ACTION }]);
  expect(azure.requests).toMatchObject([
    { method: 'GET', path: '/subscriptions', authorization: 'Bearer token for https://management.azure.com/.default' },
  ]);
});

test('a list is read to its end', async () => {
  azure.answer(({ query }) => {
    const page = Number(query.get('page') ?? 0);
    const next = `${azure.url}/subscriptions?api-version=1&page=${page + 1}`;
    return { body: { value: [page], ...(page < 2 ? { nextLink: next } : {}) } };
  });
  expect(await all()).toEqual([0, 1, 2]);
});

test('links that lead around in a circle are an error', async () => {
  azure.answer(({ query }) => {
    const next = query.get('page') === '1' ? 2 : 1;
    return { body: { value: [next], nextLink: `${azure.url}/subscriptions?page=${next}` } };
  });
  await expect(all()).rejects.toMatchObject({ facts: { code: 'RepeatedPage', retryable: false } });
  expect(azure.requests).toHaveLength(3);
});

test('a link to another host is not followed: it would be handed the token', async () => {
  azure.answer(() => ({ body: { value: [1], nextLink: 'https://evil.example/subscriptions' } }));
  await expect(all()).rejects.toMatchObject({ facts: { code: 'LinkToAnotherHost', retryable: false } });
  expect(azure.requests).toHaveLength(1);
});

test('no redirect is followed', async () => {
  azure.answer(() => ({ status: 307, headers: { location: `${azure.url}/elsewhere` } }));
  await expect(all()).rejects.toMatchObject({ facts: { code: 'NotAnAzureAnswer' } });
  expect(azure.requests).toHaveLength(1);
});

test.each([
  ['a page of HTML', '<html>Sign in to the guest network</html>', 'NotAnAzureAnswer', false],
  ['nothing', '', 'NotAnAzureAnswer', false],
  ['a list without a name', '[]', 'NotAnAzureAnswer', false],
  ['another answer', '{"status":"ok"}', 'NoList', false],
  ['half an answer', '{"value":[{"id":"a"', 'GarbledAnswer', true],
])('%s with status 200 is no empty list', async (_, body, code, retryable) => {
  azure.answer(() => ({ body }));
  await expect(all()).rejects.toMatchObject({ facts: { reason: 'failed', code, retryable } });
});

test('what is refused is classified, and asked once', async () => {
  azure.answer(() => refusal(403, 'AuthorizationFailed'));
  await expect(all()).rejects.toThrow(`${ACTION} was denied (AuthorizationFailed)`);
  expect(azure.requests).toHaveLength(1);
});

test('an answer without end is not read to it', async () => {
  azure.answer(() => ({ body: `{"value":["${'x'.repeat(MOST_BYTES)}"]}` }));
  await expect(all()).rejects.toMatchObject({ facts: { code: 'AnswerTooLong', retryable: false } });
});

test('whoever is not there is not there', async () => {
  const clients = azureClients({
    tokens: async () => 'token',
    hosts: azureHosts('http://127.0.0.1:9'),
    tenant: TENANT,
    send: plainSend,
  });
  const request = { host: clients.hosts.arm, path: '/subscriptions', service: 'arm', action: ACTION } as const;
  await expect(clients.ask(request)).rejects.toBeInstanceOf(CloudError);
});

test('what Azure’s clock said is told once', async () => {
  const date = 'Fri, 20 Nov 2026 06:00:00 GMT';
  azure.answer(() => ({ headers: { date }, body: { value: [] } }));
  const clients = azure.clients();
  expect(clients.providerTime()).toBeUndefined();
  await clients.ask(subscriptions());
  expect([clients.providerTime(), clients.providerTime()]).toEqual([new Date(date), undefined]);
  azure.answer(() => ({ headers: { date: 'soon' }, body: { value: [] } }));
  await clients.ask(subscriptions());
  expect(clients.providerTime()).toBeUndefined();
});
