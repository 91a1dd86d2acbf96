import { afterEach, expect, test } from 'vitest';
import { accountClients, countingSend, simulatedCompany } from '../../../test/support/aws.ts';
import { UserError } from '../../model/errors.ts';
import { checkRegions, DEFAULT_REGIONS, enabledRegions } from './regions.ts';

const company = simulatedCompany({ resources: 100 });
afterEach(() => company.simulator.faults.clear());
const account = () => company.simulator.truth.clouds.aws.accounts[1]?.id ?? '';

test('those that are enabled are asked for once', async () => {
  const { send, calls } = countingSend();
  const clients = await accountClients(company.simulator, account(), { send });
  expect(await enabledRegions(clients, account())).toEqual({ regions: [...DEFAULT_REGIONS].sort() });
  expect(calls.map(({ action, region }) => `${action} ${region}`)).toEqual(['ec2:DescribeRegions us-east-1']);
});

test.each([
  ['deny', 'denied', 'was denied (UnauthorizedOperation)'],
  ['throttle', 'throttled', 'was throttled (RequestLimitExceeded)'],
  ['error', 'failed', 'failed (InternalError)'],
  ['html', 'failed', 'failed (NotAnAwsAnswer)'],
  ['reset', 'failed', 'failed (ECONNRESET)'],
] as const)('to %s, the usual ones are read and a gap says so', async (kind, reason, words) => {
  company.simulator.faults.add({ kind, operation: 'DescribeRegions' });
  const clients = await accountClients(company.simulator, account());
  expect(await enabledRegions(clients, account())).toEqual({
    regions: DEFAULT_REGIONS,
    gap: {
      cloud: 'aws',
      account: account(),
      ...{ dataset: 'inventory', action: 'ec2:DescribeRegions' },
      reason,
      detail: `ec2:DescribeRegions ${words}; only the 17 regions that are enabled by default are read`,
    },
  });
});

test.each([[[]], [['eu-west-1']], [['eu-south-2', 'us-gov-west-1', 'cn-north-1']]])('%j are known', (regions) =>
  expect(() => checkRegions(regions)).not.toThrow(),
);

test.each([
  ['eu-west1', 'eu-west-1'],
  ['us-esat-1', 'us-east-1'],
  ['EU-CENTRAL-1', 'eu-central-1'],
  ['us-east-1a', 'us-east-1'],
])('%s is refused, and %s proposed', (region, nearest) => {
  expect(() => checkRegions(['us-east-2', region])).toThrow(UserError);
  expect(() => checkRegions(['us-east-2', region])).toThrow(
    `AWS has no region "${region}". Did you mean "${nearest}"?`,
  );
});
