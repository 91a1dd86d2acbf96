import { afterAll, expect, test } from 'vitest';
import {
  applicationType,
  type Credential,
  credentialType,
  type Registration,
} from '../../estate/azure/applications.ts';
import { startSimulator } from '../../start.ts';
import { clientWith, tokenFor, trustAzure } from '../../test/azure.ts';

const simulator = await startSimulator({ resources: 1500, clouds: ['azure'], seed: 4 });
trustAzure(simulator);
afterAll(() => simulator.close());

const token = (credentials = simulator.azure as Parameters<typeof tokenFor>[1]) =>
  tokenFor(simulator, credentials, 'https://graph.microsoft.com');
const graph = clientWith(simulator, await token());
const planted = simulator.estate.of<Registration>(applicationType, simulator.azure.tenantId);
const credentials = simulator.estate.of<Credential>(credentialType, simulator.azure.tenantId);

interface Listed {
  readonly id: string;
  readonly passwordCredentials?: readonly Readonly<Record<string, string | null>>[];
  readonly keyCredentials?: readonly Readonly<Record<string, string | null>>[];
}

interface Page {
  readonly value: readonly Listed[];
  readonly '@odata.nextLink'?: string;
}

async function everything(path: string): Promise<Page['value']> {
  const items: Listed[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { body }: { body: Page } = await graph.get<Page>(next);
    items.push(...body.value);
    next = body['@odata.nextLink'];
  }
  return items;
}

test('every registration with when its credentials end, and no secret', async () => {
  const items = await everything(
    '/v1.0/applications?$top=5&$select=id,appId,displayName,passwordCredentials,keyCredentials',
  );
  expect(planted.length).toBeGreaterThan(10);
  expect(items).toMatchObject(
    planted.map(({ name, detail: { objectId, appId } }) => ({ id: objectId, appId, displayName: name })),
  );
  const ends = items.flatMap(({ id, passwordCredentials = [], keyCredentials = [] }) =>
    [...passwordCredentials, ...keyCredentials].map(({ keyId, endDateTime }) => `${id} ${keyId} ${endDateTime}`),
  );
  expect(ends.sort()).toEqual(
    credentials.map(({ detail: { objectId, keyId, end } }) => `${objectId} ${keyId} ${end.toISOString()}`).sort(),
  );
  const secrets = items.flatMap(({ passwordCredentials = [] }) => passwordCredentials);
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.every(({ secretText }) => secretText === null)).toBe(true);
});

test.each([
  ['an unknown property', '/v1.0/applications?$select=shoeSize', 400],
  ['too large a page', '/v1.0/applications?$top=1000', 400],
])('%s is refused', async (_, path, status) => {
  expect((await graph.get(path)).status).toBe(status);
});

test('whoever may not read the directory is refused in Graph’s words', async () => {
  const nobody = clientWith(simulator, await token(simulator.azure.others.withoutRole));
  const { status, body } = await nobody.get('/v1.0/applications');
  expect(status).toBe(403);
  expect(body).toMatchObject({ error: { code: 'Authorization_RequestDenied', innerError: expect.anything() } });
});
