import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { countingSend, plainSend } from '../../../test/support/aws.ts';
import { googleServer } from '../../../test/support/google.ts';
import { UserError } from '../../model/errors.ts';
import { MOST_BYTES } from '../read-body.ts';
import type { Secrets } from '../secrets.ts';
import { gcpCredentials } from './credentials.ts';

const google = googleServer();
const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', undefined);
  vi.stubEnv('CLOUDSDK_CONFIG', folder);
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
});
afterEach(() => vi.unstubAllEnvs());

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const secrets: Secrets = { resolve: async (reference) => JSON.stringify({ ...workloadIdentity(), reference }) };
const noSecrets: Secrets = {
  resolve: async () => {
    throw new UserError('nothing there');
  },
};

const workloadIdentity = () => ({
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: `${google.url}/v1/token`,
  credential_source: { file: file('subject', 'subject-token') },
});

const token = (access_token = 'ya29.a') => ({
  body: {
    access_token,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: 3600,
  },
});

test.each([
  ['no host', {}],
  ['the usual universe', { universe_domain: 'googleapis.com' }],
])('a workload identity that names %s is exchanged at Google', async (_, named) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: string | URL) => {
    asked.push(String(input));
    return Response.json(token().body);
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { token_url: __, ...identity } = workloadIdentity();
  const credentials = file('identity.json', { ...identity, ...named });
  expect(await gcpCredentials({ credentials }, plainSend, noSecrets).headers()).toEqual({
    authorization: 'Bearer ya29.a',
  });
  expect(asked).toEqual(['https://sts.googleapis.com/v1/token']);
});

test.each([
  { universe_domain: 'evil.example' },
  { universeDomain: 'evil.example' },
  { tokenUrl: 'https://evil.example/token' },
  { serviceAccountImpersonationUrl: 'https://evil.example/token' },
])('a workload identity with %j gives its token to nobody', async (named) => {
  const { send, calls } = countingSend();
  const { token_url: _, ...identity } = workloadIdentity();
  const credentials = file('identity.json', { ...identity, ...named });
  await expect(gcpCredentials({ credentials }, send, noSecrets).headers()).rejects.toThrow(UserError);
  expect(calls).toEqual([]);
});

test('a workload identity is exchanged for a token, once, through the sending', async () => {
  google.answer(() => token());
  const { send, calls } = countingSend();
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, send, noSecrets);
  expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
  expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
  expect(calls).toEqual([{ account: 'unknown', region: 'global', service: 'oauth2', action: 'oauth2.token' }]);
  expect(google.asked[0]?.body).toContain('subject-token');
});

test('a token that is refused is renewed once, for all who were refused with it', async () => {
  let count = 0;
  google.answer(() => {
    const answer = token();
    count += 1;
    return { ...answer, body: { ...answer.body, access_token: `ya29.${count}` } };
  });
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, plainSend, noSecrets);
  const first = await headers();
  const renewed = await Promise.all([headers(first), headers(first)]);
  const second = { authorization: 'Bearer ya29.2' };
  // Whoever comes later with what was refused before gets what took its place.
  expect([first, ...renewed, await headers(first)]).toEqual([
    { authorization: 'Bearer ya29.1' },
    second,
    second,
    second,
  ]);
});

test('a reference leads to the same', async () => {
  google.answer(() => token());
  const { headers } = gcpCredentials({ credentials: 'env://GOOGLE_IDENTITY' }, plainSend, secrets);
  expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
});

describe('credentials that were rotated', () => {
  const asked: (string | undefined)[] = [];
  /** Identities by the audience that they sign in for, one after the other; the last one stays. */
  const rotating = (...audiences: readonly string[]): Secrets => ({
    async resolve(_, refused) {
      asked.push(refused);
      const audience = audiences[Math.min(asked.length, audiences.length) - 1];
      return JSON.stringify({ ...workloadIdentity(), audience });
    },
  });
  const refuseOld = () =>
    google.answer(({ body }) => (body.includes('old') ? { status: 400, body: { error: 'invalid_grant' } } : token()));
  beforeEach(() => {
    asked.length = 0;
    refuseOld();
  });

  test('are resolved anew when the old ones are refused', async () => {
    const { headers } = gcpCredentials({ credentials: 'env://G' }, plainSend, rotating('old', 'new'));
    expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
    expect(asked).toEqual([undefined, expect.stringContaining('"old"')]);
    await headers();
    expect(asked).toHaveLength(2);
  });

  test('and are still the same are refused, and not tried again', async () => {
    const { headers } = gcpCredentials({ credentials: 'env://G' }, plainSend, rotating('old'));
    await expect(headers()).rejects.toMatchObject({ facts: { reason: 'denied', code: 'invalid_grant' } });
    expect([asked.length, google.asked.length]).toEqual([2, 1]);
  });

  test('in a file are read anew, too', async () => {
    const path = file('rotated.json', { ...workloadIdentity(), audience: 'old' });
    const { headers } = gcpCredentials({ credentials: path }, plainSend, noSecrets);
    await expect(headers()).rejects.toMatchObject({ facts: { code: 'invalid_grant' } });
    file('rotated.json', { ...workloadIdentity(), audience: 'new' });
    expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
  });
});

test('the quota project of the credentials is asked to pay', async () => {
  google.answer(() => token());
  const credentials = { ...workloadIdentity(), quota_project_id: 'atlas-quota' };
  const { headers, quotaProject } = gcpCredentials(
    { credentials: file('quota.json', credentials) },
    plainSend,
    noSecrets,
  );
  expect(await quotaProject()).toBe('atlas-quota');
  expect(await headers()).toMatchObject({ 'x-goog-user-project': 'atlas-quota' });
});

test("a service account's own project is its quota's", async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...{ type: 'service_account', project_id: 'atlas-1', client_email: 'reader@atlas-1.iam.gserviceaccount.com' },
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
  const { quotaProject } = gcpCredentials({ credentials: file('key.json', key) }, plainSend, noSecrets);
  expect(await quotaProject()).toBe('atlas-1');
});

test.each([
  [
    400,
    { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    'denied',
    false,
    'invalid_grant',
  ],
  [400, { error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'denied', false, 'invalid_rapt'],
  [
    400,
    {
      error: 'invalid_grant',
      error_description:
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    },
    'denied',
    false,
    'ClockSkew',
  ],
  [401, { error: 'invalid_client' }, 'denied', false, 'invalid_client'],
  [429, {}, 'throttled', true, 'HTTP 429'],
  [503, {}, 'failed', true, 'HTTP 503'],
] as const)('to %i with %j it is an error, and asked once', async (status, body, reason, retryable, code) => {
  google.answer(() => ({ status, body }));
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, plainSend, noSecrets);
  await expect(headers()).rejects.toMatchObject({ facts: { reason, retryable, code, action: 'oauth2.token' } });
  expect(google.asked).toHaveLength(1);
});

test.each([200, 400])('a token answer without end (%i) is not read to it', async (status) => {
  google.answer(() => ({ status, body: { ...token().body, padding: 'x'.repeat(MOST_BYTES) } }));
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, plainSend, noSecrets);
  await expect(headers()).rejects.toMatchObject({
    facts: { code: 'AnswerTooLong', action: 'oauth2.token', retryable: false },
  });
});

test('a refusal says what to do, and nothing that the provider said', async () => {
  google.answer(() => ({ status: 400, body: { error: 'invalid_grant', error_description: 'ada@example.com' } }));
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, plainSend, noSecrets);
  const error: unknown = await headers().catch((caught: unknown) => caught);
  expect(String(error)).toContain('gcloud auth application-default login');
  expect(String(error)).not.toContain('ada');
});

test('a token that could not be had is asked for again the next time', async () => {
  google.answer(() => ({ status: 503, body: {} }));
  const { headers } = gcpCredentials({ credentials: file('identity.json', workloadIdentity()) }, plainSend, noSecrets);
  await expect(headers()).rejects.toThrow('oauth2.token');
  google.answer(() => token());
  expect(await headers()).toEqual({ authorization: 'Bearer ya29.a' });
});

test('nothing to sign in with is denied, and says what to do', async () => {
  const { headers } = gcpCredentials({}, plainSend, noSecrets);
  await expect(headers()).rejects.toMatchObject({
    facts: { reason: 'denied', code: 'NoCredentials' },
    message: expect.stringContaining('gcloud auth application-default login'),
  });
});

test.each([
  ['no file', () => join(folder, 'absent.json'), 'ENOENT'],
  ['no JSON', () => file('text', 'my secret'), 'are no JSON'],
  ['no known type', () => file('other.json', { type: 'my secret' }), 'have no known type'],
  [
    'an address with a login',
    () => file('login.json', { ...workloadIdentity(), token_url: 'https://user:my secret@sts.example/v1/token' }),
    'have an address with a user name or password',
  ],
  [
    'an address further inside with a login',
    () => file('login.json', { ...workloadIdentity(), credential_source: { url: 'https://my secret@sts.example' } }),
    'have an address with a user name or password',
  ],
])('%s is refused, and its content not repeated', async (_, path, words) => {
  const asked = gcpCredentials({ credentials: path() }, plainSend, noSecrets).headers();
  await expect(asked).rejects.toThrow(UserError);
  await expect(gcpCredentials({ credentials: path() }, plainSend, noSecrets).headers()).rejects.toThrow(words);
  await expect(gcpCredentials({ credentials: path() }, plainSend, noSecrets).headers()).rejects.not.toThrow(
    'my secret',
  );
});
