import { CloudError, UserError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import { gapFactsOf } from '../../model/gap-facts.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { AwsClients } from './clients.ts';

/** Enabled in every account (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html). */
export const DEFAULT_REGIONS: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];

// Only so that a misspelt name is refused before anything is asked; DescribeRegions knows those that come later.
const OTHER_REGIONS: readonly string[] = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1'],
  ...['me-central-1', 'me-south-1', 'mx-central-1', 'cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1'],
];

/** @throws UserError naming the nearest region when one is not known. */
export function checkRegions(regions: readonly string[]): void {
  const known = [...DEFAULT_REGIONS, ...OTHER_REGIONS];
  const unknown = regions.find((region) => !known.includes(region));
  if (unknown === undefined) return;
  throw new UserError(`AWS has no region "${unknown.slice(0, 200)}".${didYouMean(unknown, known)}`);
}

/** The regions that are enabled in the account; when that can't be asked, those that always are, and the gap. */
export async function enabledRegions(
  clients: AwsClients,
  account: string,
): Promise<{ readonly regions: readonly string[]; readonly gap?: Gap }> {
  try {
    const { DescribeRegionsCommand } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', clients.home);
    const { Regions } = await client.send(new DescribeRegionsCommand({ AllRegions: false }));
    const regions = (Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort();
    // No account is without any.
    if (regions.length === 0)
      throw new CloudError({ reason: 'failed', code: 'NoRegions', action: 'ec2:DescribeRegions', retryable: false });
    return { regions };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return {
      regions: DEFAULT_REGIONS,
      gap: {
        ...gapFactsOf(error),
        ...{ cloud: 'aws', account, dataset: 'inventory' },
        detail: `${error.message}; only the ${DEFAULT_REGIONS.length} regions that are enabled by default are read`,
      },
    };
  }
}
