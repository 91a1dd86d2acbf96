import type { Scope } from '../../model/scope.ts';

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** The partition follows from the region: China and GovCloud have their own. */
export const partitionOf = (region: string): Partition =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

// https://docs.aws.amazon.com/general/latest/gr/iam-service.html and the pages beside it.
const HOMES: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };

/** The region where a partition's global services are asked. */
export const homeOf = (partition: string): string => HOMES[partition] ?? 'us-east-1';

/** `arn:aws:ec2:eu-west-1:123456789012:instance/i-1`, for the APIs that answer with short ids. */
export const arn = (service: string, { region, account }: Scope, resource: string): string =>
  `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
