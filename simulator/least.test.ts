import { EC2Client, paginateDescribeVolumes } from '@aws-sdk/client-ec2';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateDescribeDBSnapshots, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, expect, test } from 'vitest';
import { enabledRegions } from './estate/aws/regions.ts';
import { startSimulator } from './start.ts';
import { asAccount } from './test/clients.ts';

// So few accounts that one has lists of several pages.
const simulator = await startSimulator({ resources: 9000, accounts: 2, charges: false });
afterAll(() => simulator.close());

const leastOf = (service: string, operation: string) =>
  simulator.least().find((one) => one.service === service && one.operation === operation)?.calls;

async function everywhere(ask: (region: string, account: Awaited<ReturnType<typeof asAccount>>) => Promise<unknown>) {
  for (const { id } of simulator.truth.clouds.aws.accounts) {
    const account = await asAccount(simulator, id);
    for (const region of enabledRegions) await ask(region, { ...account, region });
  }
}

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages);
}

test.each([
  [
    ...(['ec2', 'DescribeVolumes'] as const),
    (config: object) => paginateDescribeVolumes({ client: new EC2Client(config), pageSize: 1000 }, {}),
  ],
  [
    ...(['rds', 'DescribeDBSnapshots'] as const),
    (config: object) => paginateDescribeDBSnapshots({ client: new RDSClient(config), pageSize: 100 }, {}),
  ],
  [
    ...(['lambda', 'ListFunctions'] as const),
    (config: object) => paginateListFunctions({ client: new LambdaClient(config), pageSize: 50 }, {}),
  ],
])('the least of %s:%s is what the longest pages take', async (service, operation, list) => {
  await everywhere((_, account) => drain(list(account)));
  const asked = simulator.calls().filter((call) => call.service === service && call.operation === operation);
  expect(asked.length).toBe(leastOf(service, operation));
});

test('a list that is empty has to be asked for, and a detail of nothing has not', async () => {
  const small = await startSimulator({ resources: 0, accounts: 1, charges: false });
  const calls = Object.fromEntries(small.least().map(({ operation, calls }) => [operation, calls]));
  await small.close();
  expect(calls).toMatchObject({
    ...{ DescribeVolumes: enabledRegions.length, DescribeLoadBalancers: 2 * enabledRegions.length, ListBuckets: 1 },
    ...{ GetBucketTagging: 0, DescribeInstanceTypes: 0, ListAliases: 0, ListServices: 0, DescribeServices: 0 },
    // One bus is in every region.
    ...{ ListEventBuses: enabledRegions.length, ListRules: enabledRegions.length },
    // Once more of what lies in no region.
    ...{ GetResources: enabledRegions.length + 1, ListResources: enabledRegions.length + 1 },
  });
});

test('a member that is suspended is listed, and nothing is asked of it', async () => {
  const company = await startSimulator({ resources: 0, accounts: 2, suspended: 19, charges: false });
  const calls = Object.fromEntries(company.least().map(({ operation, calls }) => [operation, calls]));
  await company.close();
  expect(calls).toMatchObject({ ListAccounts: 2, GetCallerIdentity: 1, AssumeRole: 1, DescribeRegions: 2 });
});

test('what lies in another is listed place by place, and described so many at once', () => {
  const services = simulator.estate.of<{ readonly clusterArn: string }>('ecs:service');
  const numbers = [...Map.groupBy(services, ({ detail }) => detail.clusterArn).values()].map(({ length }) => length);
  expect(Math.max(...numbers)).toBeGreaterThan(10);
  expect(leastOf('ecs', 'ListServices')).toBe(simulator.estate.of('ecs:cluster').length);
  expect(leastOf('ecs', 'DescribeServices')).toBe(numbers.reduce((sum, number) => sum + Math.ceil(number / 10), 0));
});

test('one question tells all rows of a cloud that has an index', async () => {
  const company = await startSimulator({
    ...{ resources: 3000, clouds: ['azure', 'gcp'], accounts: { azure: 2, gcp: 2 }, charges: false },
  });
  const { truth } = company;
  const assets = company.estate.resources.filter(({ cloud }) => cloud === 'gcp').length;
  const least = Object.fromEntries(company.least().map(({ operation, calls }) => [operation, calls]));
  await company.close();
  expect([truth.clouds.azure.accounts.length, truth.clouds.gcp.accounts.length]).toEqual([2, 2]);
  expect(least).toMatchObject({
    ...{ Resources: 3, ListSubscriptions: 1, 'cloudasset.searchAllResources': Math.ceil(assets / 500) },
  });
});
