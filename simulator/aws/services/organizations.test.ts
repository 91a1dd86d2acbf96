import {
  type Account,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, expect, test } from 'vitest';
import { startSimulator } from '../../start.ts';
import { asAccount, asPayer } from '../../test/clients.ts';

const simulator = await startSimulator({ resources: 20, accounts: 42, suspended: 1 });
afterAll(() => simulator.close());

const { accounts } = simulator.truth.clouds.aws;
const [payer, member] = accounts;
const former = accounts.find(({ state }) => state === 'SUSPENDED');
const asManager = new OrganizationsClient(asPayer(simulator));

test('the management account sees all members, twenty at a time', async () => {
  const pages: Account[][] = [];
  let token: string | undefined;
  do {
    const page = await asManager.send(new ListAccountsCommand({ NextToken: token }));
    pages.push(page.Accounts ?? []);
    token = page.NextToken;
  } while (token);
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 3]);
  expect(
    pages
      .flat()
      .map(({ Id, Name, State, Status }) => [Id, Name, State, Status])
      .sort(),
  ).toEqual(
    accounts
      .map(({ id, name, state = 'ACTIVE' }) => [id, name, state, state])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  expect(pages[0]?.[0]?.Arn).toMatch(
    new RegExp(`^arn:aws:organizations::${payer?.id}:account/o-[a-z0-9]{10}/\\d{12}$`),
  );
});

test('a member sees whose it is, and none of the others', async () => {
  const asMember = new OrganizationsClient(await asAccount(simulator, member?.id ?? ''));
  const { Organization } = await asMember.send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({ MasterAccountId: payer?.id, FeatureSet: 'ALL' });
  expect(Organization?.Arn).toMatch(new RegExp(`^arn:aws:organizations::${payer?.id}:organization/o-[a-z0-9]{10}$`));
  await expect(asMember.send(new ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test.each([
  ['a page that is too long', { MaxResults: 21 }],
  ['a token that nobody gave', { NextToken: 'guess' }],
])('%s is refused', async (_, input) => {
  await expect(asManager.send(new ListAccountsCommand(input))).rejects.toMatchObject({ name: 'InvalidInputException' });
});

test('nothing runs in a suspended account, and nobody becomes its role', async () => {
  expect(simulator.estate.resources.filter(({ account }) => account === former?.id)).toEqual([]);
  const command = new AssumeRoleCommand({
    ...{ RoleArn: former?.role_arn, ExternalId: former?.external_id, RoleSessionName: 'test' },
  });
  await expect(new STSClient(asPayer(simulator)).send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
});
