import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countingSend, plainSend, simulatedCompany } from '../../../test/support/aws.ts';
import { CloudError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings, MemberSettings } from '../cloud.ts';
import { environmentSecrets } from '../secrets.ts';
import { aws } from './aws.ts';

const company = simulatedCompany({ resources: 300, accounts: 24, suspended: 1 });
beforeEach(() => {
  const { accessKeyId, secretAccessKey } = company.simulator.credentials;
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
  company.simulator.faults.clear();
});

function accounts() {
  const [manager, member, ...others] = company.simulator.truth.clouds.aws.accounts;
  if (!manager?.role_arn || !member?.role_arn) throw new Error('the company has one account only');
  return { manager, member, all: [manager, member, ...others] };
}

const ORGANIZATION: MemberSettings = { role_name: 'CloudOptimaReadOnly' };
const entry = (changes: Partial<AccountSettings> = {}): AccountSettings => ({
  ...{ cloud: 'aws', name: 'northwind', endpoint: company.simulator.url, organization: ORGANIZATION },
  external_id: accounts().manager.external_id ?? '',
  ...changes,
});
const connect = (settings: AccountSettings, send: Send = plainSend) =>
  aws.connect(settings, send, environmentSecrets({}));

test('an organisation is its active members with their names, and none is asked before it is reached', async () => {
  const { send, calls } = countingSend();
  const { accounts: found, unreached, inactive, gaps } = await connect(entry(), send);
  const active = accounts().all.filter(({ state }) => state === undefined);
  expect(found.map(({ id, name }) => [id, name]).sort()).toEqual(active.map(({ id, name }) => [id, name]).sort());
  expect([unreached, gaps]).toEqual([[], []]);
  const former = accounts().all.find(({ state }) => state === 'SUSPENDED');
  expect(inactive).toEqual([{ id: former?.id, name: former?.name, state: 'SUSPENDED' }]);
  expect(calls.map(({ action }) => action)).toEqual([
    'sts:GetCallerIdentity',
    'organizations:ListAccounts',
    'organizations:ListAccounts',
  ]);
});

test('the management account is asked by its own credentials, a member by its role', async () => {
  const { send, calls } = countingSend();
  const { manager, member } = accounts();
  const { accounts: found } = await connect(entry({ regions: ['eu-west-1'] }), send);
  const [own, other] = [manager, member].map(({ id }) => found.find((one) => one.id === id));
  expect([own?.reach, own?.name]).toEqual([undefined, manager.name]);
  await other?.reach?.();
  await other?.reach?.();
  const assumed = calls.filter(({ action }) => action === 'sts:AssumeRole');
  expect(assumed).toEqual([{ account: manager.id, region: 'eu-west-1', service: 'sts', action: 'sts:AssumeRole' }]);
  expect(await other?.regions?.()).toEqual({ regions: ['eu-west-1'] });
  const buckets = other?.sources.find(({ type }) => type === 's3:bucket');
  if (!buckets || buckets.wide) throw new Error('no buckets');
  const scope = { organisation: 'acme', cloud: 'aws', account: member.id, region: 'global' } as const;
  const seen: string[] = [];
  for await (const { id } of buckets.resources(scope, () => undefined)) seen.push(id);
  const planted = company.simulator.truth.clouds.aws.types['s3:bucket']?.resources ?? [];
  expect(seen.sort()).toEqual(planted.flatMap(({ id, account }) => (account === member.id ? [id] : [])).sort());
});

test.each<[string, Partial<AccountSettings>, RegExp]>([
  ['a wrong external id', { external_id: 'guess' }, /trusts account \d{12} with the external id of this entry/],
  ['a role that is not there', { organization: { role_name: 'None' } }, /account \d{12} needs a role None that trusts/],
])('with %s a member is denied, and the words say what is missing', async (_, changes, words) => {
  const { accounts: found } = await connect(entry(changes));
  const refused = found.find(({ id }) => id === accounts().member.id)?.reach?.();
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toMatchObject({ facts: { reason: 'denied', action: 'sts:AssumeRole' } });
  expect(String(await refused?.catch(String))).not.toContain('guess');
});

test('the management account’s bill holds the members’, and nobody has to be asked who pays', async () => {
  const { send, calls } = countingSend();
  const { payers } = await connect(entry(), send);
  const { manager, member, all } = accounts();
  const others = all.flatMap(({ id }) => (id === manager.id ? [] : [id]));
  expect(payers.flatMap(({ id, holds }) => (holds ? [[id, holds.toSorted()]] : []))).toEqual([
    [manager.id, others.toSorted()],
  ]);
  expect(await payers.find(({ id }) => id === member.id)?.paidBy?.ask()).toBe(manager.id);
  expect(calls.filter(({ action }) => action === 'organizations:DescribeOrganization')).toEqual([]);
});

test.each([
  ['the entry names it', ORGANIZATION],
  ['nobody names it', { ...ORGANIZATION, ifAny: true }],
])('where listing is denied and %s, the own account is collected and a gap says so', async (_, organization) => {
  company.simulator.faults.add({ kind: 'deny', operation: 'ListAccounts' });
  const { accounts: found, payers, gaps } = await connect(entry({ organization }));
  const { id } = accounts().manager;
  expect([found.map((one) => one.id), payers.map((one) => one.id)]).toEqual([[id], [id]]);
  const detail = expect.stringMatching(
    /ListAccounts was denied.*may be more accounts: allow organizations:ListAccounts and/,
  );
  expect(gaps).toEqual([{ cloud: 'aws', account: id, reason: 'denied', action: 'organizations:ListAccounts', detail }]);
});

test.each([
  ['named by the entry', ORGANIZATION, 1],
  ['looked for everywhere', { ...ORGANIZATION, ifAny: true }, 0],
])('a member can’t list an organisation that is %s', async (_, organization, told) => {
  const { member, manager } = accounts();
  const { accounts: found, gaps } = await connect(entry({ organization, role_arn: member.role_arn ?? '' }));
  expect(found.map(({ id, name }) => [id, name])).toEqual([[member.id, told > 0 ? undefined : 'northwind']]);
  expect(gaps).toHaveLength(told);
  if (told > 0) expect(gaps[0]?.detail).toContain(`account ${manager.id} manages its organisation`);
});

test.each(['keys', 'a role'])('a session that %s opens is no longer than AWS allows', async (opener) => {
  const { manager, member } = accounts();
  const role = opener === 'a role' ? { role_arn: manager.role_arn ?? '' } : {};
  const organization = { ...ORGANIZATION, session_duration_seconds: 43_200 };
  const { accounts: found } = await connect(entry({ organization, ...role }));
  await expect(found.find(({ id }) => id === member.id)?.reach?.()).resolves.toBeUndefined();
});

test('a session that expires while a member is read is renewed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { send, calls } = countingSend();
    const { accounts: found } = await connect(entry(), send);
    const { id } = accounts().member;
    const buckets = found.find((one) => one.id === id)?.sources.find(({ type }) => type === 's3:bucket');
    if (!buckets || buckets.wide) throw new Error('no buckets');
    const scope = { organisation: 'acme', cloud: 'aws', account: id, region: 'global' } as const;
    for (const hours of [0, 2]) {
      vi.setSystemTime(Date.now() + hours * 3_600_000);
      const seen = [];
      for await (const bucket of buckets.resources(scope, () => undefined)) seen.push(bucket);
      expect(seen.length).toBeGreaterThan(0);
    }
    expect(calls.filter(({ action }) => action === 'sts:AssumeRole')).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a role that allows shorter sessions only says which setting to lower', async () => {
  const organization = { ...ORGANIZATION, session_duration_seconds: 43_201 };
  const { accounts: found } = await connect(entry({ organization }));
  const refused = await found
    .find(({ reach }) => reach)
    ?.reach?.()
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(CloudError);
  expect(String(refused)).toContain('lower multi_account.session_duration_seconds');
});
