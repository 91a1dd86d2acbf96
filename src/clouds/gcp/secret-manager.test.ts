import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countingSend, plainSend } from '../../../test/support/aws.ts';
import { type Answered, type Asked, googleServer, refusal } from '../../../test/support/google.ts';
import { secretReferences } from '../secrets/references.ts';
import { secretManagerScheme } from './secret-manager.ts';

const google = googleServer();
const folder = mkdtempSync(join(tmpdir(), 'secret-manager-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  const path = join(folder, 'identity.json');
  const subject = join(folder, 'subject');
  writeFileSync(subject, 'subject-token');
  const identity = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${google.url}/v1/token`,
    credential_source: { file: subject },
  };
  writeFileSync(path, JSON.stringify(identity));
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', path);
  // Else the library asks Google for the project of the identity.
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'atlas-1');
});
afterEach(() => vi.unstubAllEnvs());

const resolve = (reference: string, send = plainSend) =>
  secretReferences([secretManagerScheme(send, google.url)], () => 0).resolve(reference);
const answering = (answer: (asked: Asked) => Answered | object) =>
  google.answer((asked) =>
    asked.path === 'v1/token'
      ? { body: { access_token: 'ya29.a', token_type: 'Bearer', expires_in: 3600, issued_token_type: 'x' } }
      : answer(asked),
  );
const payload = (text: string) => ({ name: 'n', payload: { data: Buffer.from(text).toString('base64') } });

test.each([
  ['key', 'versions/latest'],
  ['key/versions/3', 'versions/3'],
])('%s is asked for by its version, through the sending', async (secret, version) => {
  answering(() => payload('hüsh'));
  const { send, calls } = countingSend();
  expect(await resolve(`gcp-sm://projects/atlas-1/secrets/${secret}`, send)).toBe('hüsh');
  const [, asked] = google.asked;
  expect([asked?.path, asked?.headers.authorization]).toEqual([
    `v1/projects/atlas-1/secrets/key/${version}:access`,
    'Bearer ya29.a',
  ]);
  const action = 'secretmanager.versions.access';
  expect(calls.at(-1)).toEqual({ account: 'atlas-1', region: 'global', service: 'secretmanager', action });
});

test.each<[string, Answered | object, object]>([
  ['is not there', refusal(404, 'NOT_FOUND', [], 'hush'), { name: 'UserError' }],
  ['may not be read', refusal(403, 'PERMISSION_DENIED', [], 'hush'), { facts: { reason: 'denied' } }],
  ['is disabled', refusal(400, 'FAILED_PRECONDITION', [], 'hush'), { facts: { code: 'FAILED_PRECONDITION' } }],
  ['is nothing of Google’s', { hush: 1 }, { facts: { code: 'NotGoogle' } }],
  ['has no data', { name: 'hush', payload: {} }, { name: 'UserError' }],
])('a secret that %s', async (_, answer, error) => {
  answering(() => answer);
  const caught = await resolve('gcp-sm://projects/atlas-1/secrets/key').catch((one: unknown) => one);
  expect(caught).toMatchObject(error);
  expect(String(caught)).not.toContain('hush');
});
