import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityPoolClient, JWT } from 'google-auth-library';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';

const simulator = await startSimulator({ resources: 40, clouds: ['gcp'] });
const { gcp } = simulator;
const folder = mkdtempSync(join(tmpdir(), 'gcp-sign-in-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await simulator.close();
});

type Options = ConstructorParameters<typeof IdentityPoolClient>[0];
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

function identity(token: string, changes: object = {}, impersonate = false): IdentityPoolClient {
  const file = join(folder, 'token.jwt');
  writeFileSync(file, token);
  const client = new IdentityPoolClient({ ...gcp.externalAccount(file, impersonate), ...changes, scopes } as Options);
  return client;
}

const works = async (token: string | null | undefined) =>
  (await fetch(`${gcp.url}/v3/projects:search`, { headers: { authorization: `Bearer ${token}` } })).status;

test.each([false, true])('a token in a file is exchanged, with impersonation %s', async (impersonate) => {
  const { token } = await identity(gcp.subjectToken(), {}, impersonate).getAccessToken();
  expect(await works(token)).toBe(200);
});

test('the written credentials lead to a token', async () => {
  const written = JSON.parse(readFileSync(gcp.writeCredentials(folder), 'utf8')) as object;
  const { token } = await new IdentityPoolClient({ ...written, scopes } as Options).getAccessToken();
  expect(await works(token)).toBe(200);
});

test.each([
  ['a wrong audience', () => identity(gcp.subjectToken(), { audience: '//iam.googleapis.com/x' }), 'invalid_request'],
  ['a token for another', () => identity(gcp.subjectToken(60, 'https://elsewhere')), 'invalid_grant'],
  ['a token that has run out', () => identity(gcp.subjectToken(-1)), 'invalid_grant'],
  ['a forged token', () => identity(`${gcp.subjectToken().slice(0, -3)}AAA`), 'invalid_grant'],
])('%s is refused', async (_, client, code) => {
  await expect(client().getAccessToken()).rejects.toThrow(code);
});

test('no other service account can be acted as', async () => {
  const url = `${gcp.url}/v1/projects/-/serviceAccounts/admin@elsewhere.iam.gserviceaccount.com:generateAccessToken`;
  const client = identity(gcp.subjectToken(), { service_account_impersonation_url: url });
  await expect(client.getAccessToken()).rejects.toThrow(/403|denied/);
});

// With scopes the library would go to the real oauth2.googleapis.com, whatever the key's token_uri says.
test('a service account signs for itself', async () => {
  const key = gcp.serviceAccountKey() as { client_email: string; private_key: string };
  const client = new JWT({ email: key.client_email, key: key.private_key });
  const headers = await client.getRequestHeaders('https://cloudasset.googleapis.com/');
  const token = headers.get('authorization')?.replace('Bearer ', '');
  expect(await works(token)).toBe(200);
  expect(await works(`${token?.slice(0, -4)}AAAA`)).toBe(401);
});

test.each([
  ['computeMetadata/v1/project/project-id', gcp.billing.project],
  ['computeMetadata/v1/instance/service-accounts/default/email', gcp.serviceAccount],
])('the metadata server tells %s to those who know its header', async (path, expected) => {
  const answer = await fetch(`http://${gcp.metadataHost}/${path}`, { headers: { 'metadata-flavor': 'Google' } });
  expect(answer.headers.get('metadata-flavor')).toBe('Google');
  expect(await answer.text()).toBe(expected);
  expect((await fetch(`http://${gcp.metadataHost}/${path}`)).status).toBe(403);
});

test('the metadata server gives a token', async () => {
  const path = 'computeMetadata/v1/instance/service-accounts/default/token';
  const answer = await fetch(`${gcp.url}/${path}`, { headers: { 'metadata-flavor': 'Google' } });
  expect(await works(((await answer.json()) as { access_token: string }).access_token)).toBe(200);
});
