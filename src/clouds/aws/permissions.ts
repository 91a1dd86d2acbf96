import type { AwsCollector } from './collector.ts';
import { COST_PERMISSIONS } from './costs.ts';
import { METRIC_PERMISSIONS } from './metrics.ts';
import { ORGANIZATION_PERMISSIONS } from './organization.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  /** Lists can't be limited to some resources. */
  readonly Resource: '*';
}

// What connecting an account and finding its regions needs.
const ALWAYS = ['sts:GetCallerIdentity', 'ec2:DescribeRegions'] as const;

/** The IAM policy that grants what these collectors call, and nothing else: one statement for each service. */
export function leastPrivilegePolicy(
  collectors: readonly Pick<AwsCollector, 'permissions'>[],
  also: { readonly costs: boolean; readonly metrics: boolean; readonly organization?: boolean },
): PolicyDocument {
  const actions = new Set([
    ...ALWAYS,
    ...collectors.flatMap(({ permissions }) => permissions),
    ...(also.costs ? COST_PERMISSIONS : []),
    ...(also.metrics ? METRIC_PERMISSIONS : []),
    ...(also.organization ? ORGANIZATION_PERMISSIONS : []),
  ]);
  const services = Map.groupBy([...actions].sort(), (action) => action.slice(0, action.indexOf(':')));
  return {
    Version: '2012-10-17',
    Statement: [...services].map(([service, Action]) => ({
      Sid: sidOf(service),
      Effect: 'Allow',
      Action,
      Resource: '*',
    })),
  };
}

/** A Sid is letters and digits: `CloudOptimaEc2`. */
const sidOf = (service: string): string => `CloudOptima${service.charAt(0).toUpperCase()}${service.slice(1)}`;
