import type { Scope } from '../../model/scope.ts';

/** The partition follows from the region: China and GovCloud have their own. */
const partition = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** `arn:aws:ec2:eu-west-1:123456789012:instance/i-1`, for the APIs that answer with short ids. */
export const arn = (service: string, { region, account }: Scope, resource: string): string =>
  `arn:${partition(region)}:${service}:${region}:${account}:${resource}`;
