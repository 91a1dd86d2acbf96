import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { countingSend, plainSend, simulatedCompany } from '../../../test/support/aws.ts';
import { type AwsCredentials, awsCredentials, roleCredentials } from './credentials.ts';

const company = simulatedCompany({ resources: 100 });

beforeEach(() => {
  const { accessKeyId, secretAccessKey } = company.simulator.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  company.simulator.faults.clear();
});

function roleSettings() {
  const [, account] = company.simulator.truth.clouds.aws.accounts;
  if (!account?.role_arn || !account.external_id) throw new Error('the company has no role');
  return { role_arn: account.role_arn, external_id: account.external_id, endpoint: company.simulator.url };
}

test('without a role they are those that AWS’s tools would use', async () => {
  const { send, calls } = countingSend();
  expect(await awsCredentials({}, send, 'us-east-1')()).toMatchObject(company.simulator.credentials);
  expect(calls).toEqual([]);
});

test('a profile that is not there is an error of credentials', async () => {
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  const credentials = awsCredentials({ profile: 'missing' }, plainSend, 'us-east-1');
  await expect(credentials()).rejects.toMatchObject({ name: expect.stringContaining('Credentials') });
});

test('a profile with a role of its own asks at the same endpoint', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-profile-'));
  const { accessKeyId, secretAccessKey } = company.simulator.credentials;
  const { role_arn, external_id, endpoint } = roleSettings();
  const role = `role_arn = ${role_arn}\nexternal_id = ${external_id}\nsource_profile = base\nregion = us-east-1`;
  const base = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
  writeFileSync(join(folder, 'config'), `[profile member]\n${role}\n[profile base]\n${base}\n`);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  const session = await awsCredentials({ profile: 'member', endpoint }, plainSend, 'us-east-1')();
  rmSync(folder, { recursive: true });
  expect(session.accessKeyId).toMatch(/^ASIA/);
});

test.each([
  ['refused', (credentials: AwsCredentials, old: AwsCredentialIdentity) => credentials(old)],
  ['asked for by another connection', () => awsCredentials({}, plainSend, 'us-east-1')()],
])('keys that are renewed in a file are found when the old ones are %s', async (_, next) => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'credentials');
  const write = (id: string) =>
    writeFileSync(path, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = hush\n`);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path);
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  write('old');
  const credentials = awsCredentials({}, plainSend, 'us-east-1');
  const old = await credentials();
  write('new');
  expect([old.accessKeyId, (await next(credentials, old)).accessKeyId]).toEqual(['old', 'new']);
});

describe('of a role', () => {
  test('they are a session, asked for through the sending', async () => {
    const { send, calls } = countingSend();
    const credentials = awsCredentials(roleSettings(), send, 'eu-west-1');
    expect(calls).toEqual([]);
    const session = await credentials();
    expect(session.accessKeyId).toMatch(/^ASIA/);
    expect(session.sessionToken).toBeDefined();
    expect(calls).toEqual([{ account: 'unknown', region: 'eu-west-1', service: 'sts', action: 'sts:AssumeRole' }]);
  });

  test('one session serves all, until five minutes before it expires', async () => {
    const { send, calls } = countingSend();
    let now = Date.now();
    const credentials = awsCredentials(roleSettings(), send, 'us-east-1', () => now);
    const [first, same] = await Promise.all([credentials(), credentials()]);
    expect(same).toBe(first);
    now += 54 * 60_000;
    expect(await credentials()).toBe(first);
    now += 2 * 60_000;
    expect(await credentials()).not.toBe(first);
    expect(calls).toHaveLength(2);
  });

  test.each([
    ['that is kept for a quarter of an hour', 900, 14, 16],
    ['that is not to be kept', 0, 0.9, 1.1],
  ])('a session %s is renewed then', async (_, keptSeconds, minutes, later) => {
    const { send, calls } = countingSend();
    let now = Date.now();
    const base = async () => company.simulator.credentials;
    const role = { ...roleSettings(), caller: '123456789012', keptSeconds };
    const credentials = roleCredentials(role, base, send, 'us-east-1', () => now);
    const first = await credentials();
    now += minutes * 60_000;
    expect(await credentials()).toBe(first);
    now += (later - minutes) * 60_000;
    expect(await credentials()).not.toBe(first);
    expect(calls.map(({ account }) => account)).toEqual(['123456789012', '123456789012']);
  });

  test('a session that can’t be renewed yet serves until it expires, and is tried again every half minute', async () => {
    const { send, calls } = countingSend();
    let now = Date.now();
    const credentials = awsCredentials(roleSettings(), send, 'us-east-1', () => now);
    const first = await credentials();
    company.simulator.faults.add({ kind: 'error', service: 'sts' });
    now += 56 * 60_000;
    expect(await credentials()).toBe(first);
    expect(await credentials()).toBe(first);
    expect(calls).toHaveLength(2);
    now += 31_000;
    expect(await credentials()).toBe(first);
    expect(calls).toHaveLength(3);
    now += 5 * 60_000;
    await expect(credentials()).rejects.toMatchObject({ facts: { reason: 'failed', action: 'sts:AssumeRole' } });
  });

  test.each([
    ['a wrong external id', { external_id: 'guessed' }],
    ['no external id', { external_id: undefined }],
    ['a role that is not there', { role_arn: 'arn:aws:iam::123456789012:role/none' }],
  ])('with %s they are denied', async (_, changes) => {
    const { external_id, ...settings } = { ...roleSettings(), ...changes };
    const asked = { ...settings, ...(external_id === undefined ? {} : { external_id }) };
    await expect(awsCredentials(asked, plainSend, 'us-east-1')()).rejects.toMatchObject({
      facts: { reason: 'denied', action: 'sts:AssumeRole', retryable: false },
    });
  });

  test('a refusal says what both sides have to allow, and a failure does not', async () => {
    const { accounts } = company.simulator.truth.clouds.aws;
    const { external_id: _, ...settings } = roleSettings();
    const refused = awsCredentials({ ...settings, external_id: 'guessed' }, plainSend, 'us-east-1')();
    const [, account, name] = /::(\d+):role\/(.+)$/.exec(settings.role_arn) ?? [];
    await expect(refused).rejects.toThrow(
      `account ${account} needs a role ${name} that trusts account ${accounts[0]?.id} with the external id of this entry, and whoever asks needs leave to assume it (sts:AssumeRole)`,
    );
    company.simulator.faults.add({ kind: 'deny', service: 'sts' });
    await expect(awsCredentials(settings, plainSend, 'us-east-1')()).rejects.toThrow(
      'trusts whoever CloudOptima runs as,',
    );
    company.simulator.faults.clear();
    company.simulator.faults.add({ kind: 'throttle', service: 'sts' });
    const slow = awsCredentials(settings, plainSend, 'us-east-1')();
    await expect(slow).rejects.toThrow(/^sts:AssumeRole was throttled \(\w+\)$/);
  });

  test('a session that is refused serves nobody any more, and all who were refused with it get one other', async () => {
    const { send, calls } = countingSend();
    const credentials = awsCredentials(roleSettings(), send, 'us-east-1');
    const first = await credentials();
    const [second, same] = await Promise.all([credentials(first), credentials(first)]);
    expect(second.sessionToken).not.toBe(first.sessionToken);
    // Whoever comes later with what was refused before gets what took its place.
    expect([same, await credentials(first), await credentials()]).toEqual([second, second, second]);
    expect(calls).toHaveLength(2);
  });

  test('a failure is not kept', async () => {
    company.simulator.faults.add({ kind: 'throttle', service: 'sts', times: 1 });
    const credentials = awsCredentials(roleSettings(), plainSend, 'us-east-1');
    await expect(credentials()).rejects.toMatchObject({ facts: { reason: 'throttled' } });
    expect((await credentials()).accessKeyId).toMatch(/^ASIA/);
  });
});
