import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aws } from '../../src/clouds/aws/aws.ts';
import type { AccountSettings } from '../../src/clouds/cloud.ts';
import type { CollectRequest } from '../../src/collect/collection.ts';
import { scaledTime } from '../../src/collect/testing/scaled-time.ts';
import {
  collectionOver,
  ORGANISATION,
  options,
  request,
  rowsOf,
  temporaryStore,
} from '../../src/collect/testing/setup.ts';
import { simulatedCompany } from '../support/aws.ts';

const company = simulatedCompany({ resources: 400, accounts: 4, suspended: 1 });
let store: Awaited<ReturnType<typeof temporaryStore>>['store'];
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
  vi.stubEnv('AWS_ACCESS_KEY_ID', company.simulator.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', company.simulator.credentials.secretAccessKey);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  company.simulator.faults.clear();
  await close();
});

function accounts() {
  const { accounts: all } = company.simulator.truth.clouds.aws;
  const [manager, member, other, last, former] = all;
  if (!manager || !member || !other || !last || !former) throw new Error('the company has other accounts');
  return { manager, member, other, last, former, active: [manager, member, other, last] };
}

const at = () => ({ cloud: 'aws' as const, endpoint: company.simulator.url });
const organisation = (): AccountSettings => ({
  ...{ ...at(), name: 'northwind', organization: { role_name: 'CloudOptimaReadOnly' } },
  external_id: accounts().manager.external_id ?? '',
});
const own = ({ role_arn, external_id, name }: ReturnType<typeof accounts>['member']): AccountSettings => ({
  ...{ ...at(), name, role_arn: role_arn ?? '', external_id: external_id ?? '' },
});

const over = (entries: readonly AccountSettings[], faster = 1) =>
  collectionOver(store, aws, {
    ...{ accounts: entries, time: scaledTime(faster, new Date().toISOString(), () => 0) },
    // Everything of S3 is a whole inventory, and as much as these tests need.
    settings: { services: ['s3'], callsPerSecond: { ce: 1000 }, dailyLimit: { amount: '9', currency: 'USD' } },
  });
const collect = (entries: readonly AccountSettings[], changes: Partial<CollectRequest> = {}) =>
  over(entries).run(request(changes), options());

/** Whoever asked for something, as often as it asked. */
const askers = (operation: string, since = 0) =>
  company.simulator
    .calls()
    .slice(since)
    .flatMap((call) => (call.operation === operation ? [call.account] : []));
const made = () => company.simulator.calls().length;

const buckets = () => company.simulator.truth.clouds.aws.types['s3:bucket']?.resources ?? [];
const seen = async () => (await rowsOf(store)).map(({ id, account }) => `${account} ${id}`);
const planted = (of: readonly { readonly id: string }[] = accounts().active) =>
  buckets()
    .filter(({ account }) => of.some(({ id }) => id === account))
    .map(({ id, account }) => `${account} ${id}`)
    .sort((a, b) => ((a.split(' ')[1] ?? '') < (b.split(' ')[1] ?? '') ? -1 : 1));
const recorded = async () =>
  (await store.state.accounts.list(ORGANISATION)).map(({ id, name, status }) => [id, name, status]).sort();
const asConnected = (of: readonly { readonly id: string; readonly name: string }[]) =>
  of.map(({ id, name }) => [id, name, 'connected']);

test('one entry finds every member, and the bill is asked once', async () => {
  const { manager, former, active } = accounts();
  const since = made();
  const run = await collect([organisation()], { what: ['inventory', 'costs'] });
  expect([run.status, run.accounts.flatMap(({ gaps }) => gaps)]).toEqual(['success', []]);
  expect(run.accounts.map(({ account }) => account)).toEqual(active.map(({ id }) => id).sort());
  expect(await seen()).toEqual(planted());
  expect(new Set(askers('GetCostAndUsage', since))).toEqual(new Set([manager.id]));
  expect(askers('AssumeRole', since)).toHaveLength(active.length - 1);
  expect(await recorded()).toEqual([...asConnected(active), [former.id, former.name, 'inactive']].sort());
});

test('a suspended member leaves nothing unknown, so that what is fresh is asked nothing', async () => {
  await collect([organisation()]);
  const since = made();
  expect((await collect([organisation()], { staleOnly: true })).status).toBe('success');
  expect(made()).toBe(since);
});

test('a member whose role is refused stops no other, and keeps what is known of it', async () => {
  const { member, active, former } = accounts();
  await collect([organisation()]);
  company.simulator.faults.add({ kind: 'deny', operation: 'AssumeRole', account: member.id });
  const run = await collect([organisation()]);
  expect(run).toMatchObject({ status: 'partial', changes: { deletedResources: 0 } });
  expect(run.accounts.filter(({ status }) => status !== 'success')).toMatchObject([
    { account: member.id, gaps: [{ reason: 'denied', detail: expect.stringContaining('needs a role') }] },
  ]);
  expect(await seen()).toEqual(planted());
  const others = asConnected(active.filter((one) => one !== member));
  expect(await recorded()).toEqual(
    [...others, [member.id, member.name, 'denied'], [former.id, former.name, 'inactive']].sort(),
  );
});

test('a member that hangs stops no other', async () => {
  const { member, active } = accounts();
  company.simulator.faults.add({ kind: 'hang', operation: 'AssumeRole', account: member.id });
  const run = await over([organisation()], 10).run(request(), options());
  expect(run.status).toBe('partial');
  expect(run.accounts.filter(({ status }) => status !== 'success')).toMatchObject([
    { account: member.id, gaps: [{ reason: 'timeout', action: 'sts:AssumeRole' }] },
  ]);
  expect(await seen()).toEqual(planted(active.filter((one) => one !== member)));
});

test('where nobody may list the members any more, none of them is forgotten', async () => {
  const { manager, active } = accounts();
  await collect([organisation()]);
  const before = await recorded();
  company.simulator.faults.add({ kind: 'deny', operation: 'ListAccounts' });
  const run = await collect([organisation()]);
  expect(run).toMatchObject({ status: 'partial', changes: { deletedResources: 0 } });
  expect(run.accounts).toMatchObject([
    { account: manager.id, gaps: [{ reason: 'denied', action: 'organizations:ListAccounts' }] },
  ]);
  expect([await seen(), await recorded()]).toEqual([planted(active), before]);
});

test('a member that left is forgotten', async () => {
  const { member, manager } = accounts();
  await collect([organisation(), own(member)]);
  await collect([{ ...at(), name: manager.name }]);
  expect([await seen(), await recorded()]).toEqual([planted([manager]), asConnected([manager])]);
});

test.each([
  ['by name', (name: string, _: string) => name],
  ['by id', (_: string, id: string) => id],
])('narrowed to one member %s, no other role is assumed', async (_, word) => {
  const { member, former } = accounts();
  const since = made();
  const run = await collect([organisation()], { accounts: [word(member.name, member.id)] });
  expect([run.status, askers('AssumeRole', since)]).toEqual(['success', [accounts().manager.id]]);
  expect(await seen()).toEqual(planted([member]));
  const suggested = collect([organisation()], { accounts: ['northwind-produktion'] });
  await expect(suggested).rejects.toThrow('Did you mean "northwind-production"?');
  const told = await collect([organisation()], { accounts: [former.name] });
  expect(told.accounts).toMatchObject([{ account: former.id, gaps: [{ detail: expect.stringMatching(/SUSPENDED/) }] }]);
});

test('costs of one member are its payer’s to tell', async () => {
  const { member, manager } = accounts();
  const asked = collect([organisation()], { accounts: [member.name], what: ['costs'] });
  await expect(asked).rejects.toThrow(`that of ${manager.id} is asked whole`);
});

test('beside its own entry a member is collected once, by whichever reaches it', async () => {
  const { member, active } = accounts();
  const run = await collect([organisation(), own(member)]);
  expect(run.accounts.map(({ account }) => account)).toEqual(active.map(({ id }) => id).sort());
  expect(await seen()).toEqual(planted());
  // The organisation's role fails once, and the entry's own session is there.
  const since = made();
  company.simulator.faults.add({ kind: 'deny', operation: 'AssumeRole', account: member.id });
  const direct = { ...own(member), role_arn: 'arn:aws:iam::000000000000:role/None' };
  expect((await collect([organisation(), direct])).status).toBe('partial');
  company.simulator.faults.clear();
  const elsewhere = { ...organisation(), organization: { role_name: 'None' } };
  const mended = await collect([elsewhere, own(member)]);
  const failed = mended.accounts.filter(({ status }) => status !== 'success').map(({ account }) => account);
  expect(failed).toEqual(
    active
      .slice(2)
      .map(({ id }) => id)
      .sort(),
  );
  expect(askers('ListBuckets', since)).toContain(member.id);
});

test.each([
  ['the one that pays and a member', ['manager', 'member'], ['manager']],
  ['members alone', ['member', 'other'], ['member', 'other']],
] as const)('of %s, bills are asked of who pays', async (_, connected, billed) => {
  const all = accounts();
  const entries = connected.map((name) => (name === 'manager' ? { ...at(), name: 'payer' } : own(all[name])));
  const since = made();
  expect((await collect(entries, { what: ['costs'] })).status).toBe('success');
  expect(new Set(askers('GetCostAndUsage', since))).toEqual(new Set(billed.map((name) => all[name].id)));
});

test('where nobody may tell who pays, it is read from the bills, and a gap says so', async () => {
  const { member, manager } = accounts();
  company.simulator.faults.add({ kind: 'deny', operation: 'DescribeOrganization' });
  const run = await collect([{ ...at(), name: 'payer' }, own(member)], { what: ['costs'] });
  expect(run.status).toBe('partial');
  const gap = { dataset: 'costs', reason: 'denied', action: 'organizations:DescribeOrganization' };
  expect(run.accounts).toMatchObject(
    [manager, member].map(({ id }) => ({ account: id, gaps: [gap] })).sort((a, b) => (a.account < b.account ? -1 : 1)),
  );
  const kept = new Set((await store.charges.periods(ORGANISATION)).map(({ source }) => source.split('/')[1]));
  expect(kept).toEqual(new Set([manager.id]));
});

test('a test of the accounts tells of each member', async () => {
  const { member, former, active } = accounts();
  company.simulator.faults.add({ kind: 'deny', operation: 'AssumeRole', account: member.id });
  const asked = { organisation: ORGANISATION, clouds: ['aws' as const], record: false };
  const tests = await over([organisation()]).testAccounts(asked, new AbortController().signal);
  const told = active.map((one) => [one.id, one === member ? 'denied' : 'connected']);
  expect(tests.map(({ account, status }) => [account, status]).sort()).toEqual(
    [...told, [former.id, 'inactive']].sort(),
  );
  for (const { account, detail } of tests)
    expect(detail).toContain([...active, former].find(({ id }) => id === account)?.name);
});
