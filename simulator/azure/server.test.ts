import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startSimulator } from '../start.ts';
import { asReader, clientWith, tokenFor, trustAzure } from '../test/azure.ts';

let clock = new Date('2026-11-20T12:00:00Z');
const simulator = await startSimulator({
  ...{ resources: 300, clouds: ['azure'], seed: 4, clock: () => clock },
  now: new Date('2026-10-05T12:00:00Z'),
});
trustAzure(simulator);
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const { azure } = simulator;
const { tenantId, clientId, clientSecret } = azure;
const scope = 'https://management.azure.com/.default';
const subscriptions = '/subscriptions?api-version=2022-12-01';
const forGraph = await tokenFor(simulator, azure, 'https://graph.microsoft.com');
const production = simulator.truth.clouds.azure.accounts[1]?.id ?? '';
interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

const credential = (id: string, secret: string, tenant = tenantId) =>
  new ClientSecretCredential(tenant, id, secret, {
    authorityHost: azure.url,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  });

describe('signing in', () => {
  test('a secret gives a token that Resource Manager takes', async () => {
    const { token } = await credential(clientId, clientSecret).getToken(scope);
    expect((await clientWith(simulator, token).get(subscriptions)).status).toBe(200);
  });

  test.each([
    ['a wrong secret', clientId, 'wrong', tenantId, 'AADSTS7000215'],
    ['an expired secret', azure.others.expired.clientId, azure.others.expired.clientSecret, tenantId, 'AADSTS7000222'],
    ['an unknown client', '11111111-1111-4111-8111-111111111111', 'x', tenantId, 'AADSTS700016'],
  ])('%s is refused as Entra does', async (_, id, secret, tenant, code) => {
    await expect(credential(id, secret, tenant).getToken(scope)).rejects.toThrow(code);
  });

  test('an error names its number and when', async () => {
    const response = await fetch(`${azure.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'x', scope }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: 'invalid_client',
      error_codes: [7000215],
      error_description: expect.stringMatching(/^AADSTS7000215: .*Trace ID: .*Correlation ID: .*Timestamp: /s),
    });
  });

  test.each([
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no resource', { scope: 'user.read' }, 'invalid_scope'],
    ['an unknown resource', { scope: 'https://example.com/.default' }, 'invalid_resource'],
  ])('%s is refused', async (_, change, error) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
      ...change,
    };
    const response = await fetch(`${azure.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(await response.json()).toMatchObject({ error });
  });

  test('a tenant that is none is not found', async () => {
    const response = await fetch(`${azure.url}/contoso.example/v2.0/.well-known/openid-configuration`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error_codes: [90002] });
  });

  test('the machine’s own identity is asked over HTTP', async () => {
    process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = azure.identityUrl;
    const { token } = await new ManagedIdentityCredential().getToken(scope);
    delete process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST;
    expect((await clientWith(simulator, token).get(subscriptions)).status).toBe(200);
  });

  test('App Service gives the same identity, to whoever sends its header', async () => {
    const address = `${azure.identityUrl}/msi/token?api-version=2019-08-01&resource=https://management.azure.com/`;
    expect((await fetch(address)).status).toBe(400);
    const answer = await fetch(address, { headers: { 'x-identity-header': 'any' } });
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_on: expect.stringMatching(/^\d+$/) });
  });
});

describe('a token', () => {
  test.each([
    ['is missing', undefined, 'AuthenticationFailed'],
    ['is made up', 'a.b.c', 'InvalidAuthenticationToken'],
    ['is for another resource', forGraph, 'InvalidAuthenticationTokenAudience'],
  ])('that %s is refused', async (_, token, code) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${azure.url}${subscriptions}`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  test('runs out', async () => {
    const reader = await asReader(simulator);
    const before = clock;
    clock = new Date(clock.getTime() + 3_600_000);
    const { status, body } = await reader.get<Failure>(subscriptions);
    clock = before;
    expect([status, body.error.code]).toEqual([401, 'ExpiredAuthenticationToken']);
  });

  test('for the simulator’s own address is one for Resource Manager', async () => {
    const token = await tokenFor(simulator, azure, azure.url);
    expect((await clientWith(simulator, token).get(subscriptions)).status).toBe(200);
  });
});

describe('roles', () => {
  test('whoever reads one subscription sees one', async () => {
    const some = await asReader(simulator, azure.others.oneSubscription);
    const { body } = await some.get<{ value: { subscriptionId: string }[] }>(subscriptions);
    expect(body.value.map(({ subscriptionId }) => subscriptionId)).toEqual([production]);
  });

  test('what may not be read is refused with who, what and where', async () => {
    const nobody = await asReader(simulator, azure.others.withoutRole);
    const { status, body } = await nobody.get<Failure>(`/subscriptions/${production}?api-version=2022-12-01`);
    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed']);
    expect(body.error.message).toContain(
      `'Microsoft.Resources/subscriptions/read' over scope '/subscriptions/${production}'`,
    );
  });

  test('a subscription of nobody here is not found', async () => {
    const reader = await asReader(simulator);
    const { status, body } = await reader.get<Failure>(`/subscriptions/${tenantId}?api-version=2022-12-01`);
    expect([status, body.error.code]).toEqual([404, 'SubscriptionNotFound']);
  });
});

describe('faults', () => {
  const reader = asReader(simulator);

  test('a token can run out in the middle of the work, and stays so', async () => {
    const other = await asReader(simulator);
    simulator.faults.add({ kind: 'expire', cloud: 'azure', operation: 'ListSubscriptions', times: 1 });
    const asked = async () => (await other.get<Failure>(subscriptions)).body.error?.code;
    expect([await asked(), await asked()]).toEqual(['ExpiredAuthenticationToken', 'ExpiredAuthenticationToken']);
    expect((await (await asReader(simulator)).get(subscriptions)).status).toBe(200);
  });

  test.each([
    ['deny', 403, 'AuthorizationFailed'],
    ['throttle', 429, 'TooManyRequests'],
    ['error', 500, 'InternalServerError'],
  ] as const)('%s is said as Resource Manager says it', async (kind, status, code) => {
    simulator.faults.add({ kind, cloud: 'azure', operation: 'ListSubscriptions', times: 1 });
    const answer = await (await reader).get<Failure>(subscriptions);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.headers.get('retry-after')).toBe(kind === 'throttle' ? '1' : null);
    expect((await (await reader).get(subscriptions)).status).toBe(200);
  });

  test.each(['drop', 'reset', 'truncate', 'garble', 'blank'] as const)('%s is no answer', async (kind) => {
    simulator.faults.add({ kind, times: 1 });
    await expect((await reader).get(subscriptions)).rejects.toThrow();
  });

  test('a denied subscription vanishes from the list', async () => {
    simulator.faults.add({ kind: 'deny', account: production });
    const { body } = await (await reader).get<{ value: { subscriptionId: string }[] }>(subscriptions);
    expect(body.value).toHaveLength(3);
    expect((await (await reader).get(`/subscriptions/${production}?api-version=2022-12-01`)).status).toBe(403);
  });

  test('Entra throttles, too', async () => {
    simulator.faults.add({ kind: 'throttle', service: 'Entra', times: 1 });
    await expect(credential(clientId, clientSecret).getToken(scope)).rejects.toThrow();
  });
});

test.each([
  ['without a version', '/subscriptions', 400, 'MissingApiVersionParameter'],
  ['with a wrong version', '/subscriptions?api-version=latest', 400, 'InvalidApiVersionParameter'],
  ['for what is not there', '/nothing?api-version=2022-12-01', 404, 'InvalidResourceType'],
  ['whose address is no encoding', '/subscriptions/%zz?api-version=2022-12-01', 404, 'SubscriptionNotFound'],
])('a request %s is refused', async (_, path, status, code) => {
  const answer = await (await asReader(simulator)).get<Failure>(path);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
});

test('every call is counted with who asked what and which page', async () => {
  const reader = await asReader(simulator);
  const before = simulator.calls().length;
  await reader.get(subscriptions);
  await reader.get(`/SUBSCRIPTIONS/${production.toUpperCase()}?api-version=2022-12-01`);
  await reader.get('/nothing?api-version=2022-12-01');
  expect(simulator.calls().slice(before)).toMatchObject([
    { cloud: 'azure', service: 'Microsoft.Resources', operation: 'ListSubscriptions', account: tenantId, page: 1 },
    { operation: 'GetSubscription', account: production, status: 200 },
    { operation: '', status: 404, error: 'InvalidResourceType' },
  ]);
});
