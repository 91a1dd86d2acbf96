import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Answer, localAzure, plainSend, type Received, refusal } from '../../../test/support/azure.ts';
import type { Call, Send } from '../calls.ts';
import { secretReferences } from '../secrets/references.ts';
import { keyVaultScheme } from './key-vault.ts';

const azure = localAzure();
const calls: Call[] = [];
beforeEach(() => {
  calls.length = 0;
  vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', azure.url);
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'ManagedIdentityCredential');
});
afterEach(() => vi.unstubAllEnvs());

const counting: Send = (call, attempt) => {
  calls.push(call);
  return plainSend(call, attempt);
};
const resolve = (reference: string) => secretReferences([keyVaultScheme(counting)], () => 0).resolve(reference);

/** The vault's answer, beside the identity that it takes. */
const vault = (answer: (request: Received) => Answer) =>
  azure.answer((request) => {
    if (!request.path.includes('/oauth2/token')) return answer(request);
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
    return { body: { access_token: `for ${request.query.get('resource')}`, expires_on, token_type: 'Bearer' } };
  });
const asked = () => azure.requests.filter(({ path }) => path.startsWith('/secrets/'));

test.each([
  ['name', '/secrets/name'],
  ['name/0123abcd', '/secrets/name/0123abcd'],
])('%s is asked for at its path, with a token for vaults', async (secret, path) => {
  vault(() => ({ body: { value: 'hush', id: 'https://v.vault.azure.net/secrets/name/1', attributes: {} } }));
  expect(await resolve(`azure-kv://${azure.url}/${secret}`)).toBe('hush');
  expect(asked().map((one) => [one.method, one.path, one.query.get('api-version'), one.authorization])).toEqual([
    ['GET', path, '7.4', 'Bearer for https://vault.azure.net'],
  ]);
  expect(calls.at(-1)).toMatchObject({
    service: 'keyvault',
    action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  });
});

test('a vault that is no name is asked over https alone, or on this machine', async () => {
  await expect(resolve('azure-kv://http://vault.example/name')).rejects.toThrow(
    'The endpoint of Key Vault has to be https',
  );
  expect(azure.requests).toEqual([]);
});

test.each([
  'shop.vault.azure.com',
  'shop.vault.azure.net.evil.example',
  'evil.example',
  '169.254.169.254',
  'https://evil.example:8443',
])('%s is sent no token', async (host) => {
  vault(() => ({ body: { value: 'hush' } }));
  await expect(resolve(`azure-kv://${host}/name`)).rejects.toThrow('is no host of Azure Key Vault');
  expect(azure.requests).toEqual([]);
});

test.each(['evil.example?.vault.azure.net', 'evil.example#.vault.azure.net', 'evil.example\\.vault.azure.net'])(
  '%s is no reference',
  async (host) => {
    await expect(resolve(`azure-kv://${host}/name`)).rejects.toThrow('A reference to a secret is not complete');
  },
);

test.each([
  ['shop', 'https://shop.vault.azure.net/secrets/name?api-version=7.4', 'https://vault.azure.net/.default'],
  [
    'shop.vault.azure.cn',
    'https://shop.vault.azure.cn/secrets/name?api-version=7.4',
    'https://vault.azure.cn/.default',
  ],
])('%s is asked at %s', async (name, url, scope) => {
  vault(() => ({ status: 500 }));
  const own = globalThis.fetch;
  const seen: string[] = [];
  // Nobody of that name is asked from here: the network is what is faked.
  vi.stubGlobal('fetch', async (target: URL, init: RequestInit) => {
    seen.push(String(target), String(new Headers(init.headers).get('authorization')));
    return Response.json({ value: 'hush' });
  });
  try {
    expect(await resolve(`azure-kv://${name}/name`)).toBe('hush');
  } finally {
    vi.stubGlobal('fetch', own);
  }
  expect(seen).toEqual([url, `Bearer for ${scope.replace('/.default', '')}`]);
});

test.each<[string, Answer, object]>([
  ['is not there', refusal(404, 'SecretNotFound'), { name: 'UserError' }],
  ['may not be read', refusal(403, 'Forbidden'), { facts: { reason: 'denied', code: 'Forbidden' } }],
  ['is too often asked for', refusal(429, 'Throttled'), { facts: { reason: 'throttled', retryable: true } }],
  ['is a page of a proxy', { body: '<html>hush</html>' }, { facts: { code: 'NotAnAzureAnswer' } }],
  ['has no value', { body: { id: 'hush' } }, { name: 'UserError' }],
])('a secret that %s', async (_, answer, error) => {
  vault(() => answer);
  const caught = await resolve(`azure-kv://${azure.url}/name`).catch((one: unknown) => one);
  expect(caught).toMatchObject(error);
  expect(String(caught)).not.toContain('hush');
});
