import { afterEach, expect, test, vi } from 'vitest';
import { localAzure, plainSend, refusal } from '../../../test/support/azure.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { azureTokens, type CredentialSettings } from './credentials.ts';

const azure = localAzure();
afterEach(() => vi.unstubAllEnvs());

const SCOPE = 'https://management.azure.com/.default';
const secrets = { resolve: async () => 'hush' };

/** Tokens of a managed identity of this machine; the sign-in's package remembers those of each for the whole process. */
function tokens(settings: CredentialSettings, send: Send = plainSend) {
  vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', azure.url);
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'ManagedIdentityCredential');
  return azureTokens(settings, send, secrets);
}

const HOUR = 3600;
const answering = () => {
  let count = 0;
  azure.answer(() => {
    count += 1;
    const expires_on = String(Math.floor(Date.now() / 1000) + HOUR);
    return { body: { access_token: `token-${count}`, expires_in: String(HOUR), expires_on, token_type: 'Bearer' } };
  });
};

test('a token is asked for once, for as long as it is good, and named as every call', async () => {
  answering();
  const calls: string[] = [];
  const send: Send = (call, attempt) => {
    calls.push(`${call.account} ${call.service} ${call.action}`);
    return plainSend(call, attempt);
  };
  const source = tokens({ tenant_id: 'northwind', client_id: 'once' }, send);
  expect(await Promise.all([source(SCOPE), source(SCOPE)])).toEqual(['token-1', 'token-1']);
  expect(await source(SCOPE)).toBe('token-1');
  expect(calls).toEqual(['northwind entra Microsoft.Entra/token']);
  expect(azure.requests[0]?.query.get('resource')).toBe('https://management.azure.com');
});

test('each audience has its own', async () => {
  answering();
  const source = tokens({ client_id: 'two' });
  await source(SCOPE);
  await source('https://metrics.monitor.azure.com/.default');
  expect(azure.requests.map(({ query }) => query.get('resource'))).toEqual([
    'https://management.azure.com',
    'https://metrics.monitor.azure.com',
  ]);
});

test('whoever has no identity is told how to get one, and nothing is asked twice', async () => {
  azure.answer(() => refusal(400, 'invalid_request'));
  const error = await tokens({ client_id: 'nobody' })(SCOPE).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CloudError);
  expect(error).toMatchObject({ facts: { reason: 'denied', action: 'Microsoft.Entra/token', retryable: false } });
  expect(azure.requests).toHaveLength(1);
});

test('a secret needs whose it is, and is not asked for before', async () => {
  const asked: string[] = [];
  const source = azureTokens({ client_secret: 'env://SECRET' }, plainSend, {
    resolve: async (reference) => {
      asked.push(reference);
      return 'hush';
    },
  });
  await expect(source(SCOPE)).rejects.toThrow(UserError);
  expect(asked).toEqual([]);
});
