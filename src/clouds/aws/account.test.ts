import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asAccount } from '../../../simulator/test/clients.ts';
import { countingSend, plainSend, scopeOf, simulatedCompany } from '../../../test/support/aws.ts';
import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings, ConnectedAccount, OwnSource } from '../cloud.ts';
import { environmentSecrets } from '../secrets.ts';
import { aws } from './aws.ts';

const company = simulatedCompany({ resources: 600 });
beforeEach(() => {
  const { accessKeyId, secretAccessKey } = company.simulator.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  company.simulator.faults.clear();
});

function member() {
  const [, account] = company.simulator.truth.clouds.aws.accounts;
  if (!account?.role_arn || !account.external_id) throw new Error('the company has one account only');
  return account;
}

const settings = (changes: Partial<AccountSettings> = {}): AccountSettings => ({
  cloud: 'aws',
  name: 'production',
  endpoint: company.simulator.url,
  role_arn: member().role_arn ?? '',
  external_id: member().external_id ?? '',
  ...changes,
});

/** The one account that an entry leads to; its own bill is the only one that it reads. */
async function connected(of: AccountSettings, send: Send): Promise<ConnectedAccount> {
  const { accounts, unreached, payers, gaps } = await aws.connect(of, send, environmentSecrets({}));
  const [account, ...more] = accounts;
  if (!account) throw new Error('nobody answered');
  expect({ more, unreached, gaps, payers }).toMatchObject({
    more: [],
    unreached: [],
    gaps: [],
    payers: [{ id: account.id }],
  });
  return account;
}

function sourceOf({ sources }: ConnectedAccount, wanted: string): OwnSource {
  const source = sources.find(({ type }) => type === wanted);
  if (!source || source.wide || source.others) throw new Error(`${wanted} is not listed for itself`);
  return source;
}

test('an account is the one that the credentials belong to', async () => {
  const { send, calls } = countingSend();
  const account = await connected(settings(), send);
  expect(account).toMatchObject({ cloud: 'aws', id: member().id, name: 'production' });
  expect(calls.map(({ action }) => action)).toEqual(['sts:AssumeRole', 'sts:GetCallerIdentity']);
});

test('the endpoint may be in the environment alone', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', company.simulator.url);
  const account = await connected({ cloud: 'aws' }, plainSend);
  expect(account.id).toBe(company.simulator.truth.clouds.aws.accounts[0]?.id);
  const buckets = [];
  const source = sourceOf(account, 's3:bucket');
  for await (const bucket of source.resources(scopeOf(account.id), () => undefined)) buckets.push(bucket);
  expect(buckets.length).toBeGreaterThan(0);
});

/** What this machine signs in with, as the role in an account. */
async function signInTo(id: string): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = (await asAccount(company.simulator, id)).credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', sessionToken);
}

test.each([
  ['the same', 1, undefined],
  ['another', 2, 'AnotherAccount'],
])('whoever signs in to %s account meanwhile asks for that alone', async (_, index, code) => {
  const { send, calls } = countingSend();
  await signInTo(member().id);
  const account = await connected({ cloud: 'aws', endpoint: company.simulator.url }, send);
  company.simulator.faults.add({ kind: 'expire', operation: 'ListRoles', times: 1 });
  await signInTo(company.simulator.truth.clouds.aws.accounts[index]?.id ?? '');
  const roles: unknown[] = [];
  const read = async () => {
    for await (const role of sourceOf(account, 'iam:role').resources(scopeOf(account.id), () => undefined))
      roles.push(role);
  };
  const error = await read().catch((thrown: unknown) => thrown);
  expect(error).toEqual(
    code === undefined ? undefined : expect.objectContaining({ facts: expect.objectContaining({ code }) }),
  );
  expect(roles.length > 0).toBe(code === undefined);
  expect(calls.filter(({ action }) => action === 'sts:GetCallerIdentity')).toHaveLength(2);
});

test('its sources read its resources and note what they could not see', async () => {
  const account = await connected(settings(), plainSend);
  company.simulator.faults.add({ kind: 'deny', operation: 'ListRoleTags' });
  const source = sourceOf(account, 'iam:role');
  expect(source).toMatchObject({ kind: 'role', reach: 'global', service: 'iam', taggable: true });
  const gaps: unknown[] = [];
  const roles = [];
  for await (const role of source.resources(scopeOf(account.id), (gap) => gaps.push(gap))) roles.push(role);
  expect(roles.length).toBeGreaterThan(0);
  const action = 'iam:ListRoleTags';
  expect(gaps).toEqual([{ reason: 'denied', detail: `${action} was denied (AccessDenied)`, action }]);
});

test('configured regions win, and nothing is asked', async () => {
  const { send, calls } = countingSend();
  const account = await connected(settings({ regions: ['eu-west-1'] }), send);
  expect(await account.regions?.()).toEqual({ regions: ['eu-west-1'] });
  expect(calls.map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1']);
  const everywhere = await connected(settings({ regions: [] }), plainSend);
  expect((await everywhere.regions?.())?.regions).toHaveLength(17);
});

test('a region that does not exist is refused before anything is asked', async () => {
  const { send, calls } = countingSend();
  await expect(connected(settings({ regions: ['eu-west1'] }), send)).rejects.toThrow(UserError);
  expect(calls).toEqual([]);
});

test('credentials that are refused are an error that says so', async () => {
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
  await expect(connected(settings(), plainSend)).rejects.toMatchObject({
    facts: { reason: 'denied', retryable: false },
  });
});

test('an endpoint with a login is refused without being repeated, and asked nothing', async () => {
  const { send, calls } = countingSend();
  const asked = aws.connect(settings({ endpoint: 'http://user:hunter2@127.0.0.1:9' }), send, environmentSecrets({}));
  const error = await asked.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(UserError);
  expect([String(error).includes('hunter2'), calls]).toEqual([false, []]);
});
