import { afterEach, expect, test } from 'vitest';
import { accountClients, countingSend, simulatedCompany } from '../../../test/support/aws.ts';
import { type AwsClients, awsClients } from './clients.ts';
import { isInNoOrganization, listMembers, managementAccount } from './organization.ts';

const company = simulatedCompany({ resources: 50, accounts: 42, suspended: 1 });
afterEach(() => company.simulator.faults.clear());

const accounts = () => company.simulator.truth.clouds.aws.accounts;

function asManager() {
  const { send, calls } = countingSend();
  const { credentials, url } = company.simulator;
  const account = accounts()[0]?.id ?? '';
  return { clients: awsClients({ credentials: async () => credentials, endpoint: url, account, send }), calls };
}

test('members are listed to the last page, active or not', async () => {
  const { clients, calls } = asManager();
  const members = await listMembers(clients);
  const management = accounts()[0]?.id;
  expect(members.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    accounts()
      .map(({ id, name, state = 'ACTIVE' }) => ({ id, name, state, management }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const call = {
    account: management,
    region: 'us-east-1',
    service: 'organizations',
    action: 'organizations:ListAccounts',
  };
  expect(calls).toEqual([call, call, call]);
});

test('a member knows who manages it', async () => {
  const clients = await accountClients(company.simulator, accounts()[1]?.id ?? '');
  expect(await managementAccount(clients)).toBe(accounts()[0]?.id);
});

test.each([
  ['deny', 'denied'],
  ['throttle', 'throttled'],
  ['html', 'failed'],
] as const)('what meets %s is %s, and no shorter list', async (kind, reason) => {
  company.simulator.faults.add({ kind, service: 'organizations' });
  const { clients } = asManager();
  await expect(listMembers(clients)).rejects.toMatchObject({ facts: { reason, action: 'organizations:ListAccounts' } });
  await expect(managementAccount(clients)).rejects.toMatchObject({
    facts: { reason, action: 'organizations:DescribeOrganization' },
  });
  const error = await listMembers(clients).catch((refused: unknown) => refused);
  expect(isInNoOrganization(error)).toBe(false);
});

test('pages that lead in a circle are no organisation', async () => {
  let calls = 0;
  const { clients } = asManager();
  const circling = {
    ...clients,
    client: async () => ({
      send: async () => {
        calls += 1;
        if (calls > 10) throw new Error('it goes on and on');
        return { Accounts: [], NextToken: ['one', 'another'][calls % 2] };
      },
    }),
  } as unknown as AwsClients;
  await expect(listMembers(circling)).rejects.toMatchObject({ facts: { code: 'RepeatedPage' } });
});
