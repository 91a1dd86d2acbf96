import type { Instance } from '../estate/aws/instances.ts';
import {
  type ClassicLoadBalancerDetail,
  classicLoadBalancerType,
  loadBalancerTypes,
  targetGroupType,
} from '../estate/aws/load-balancers.ts';
import { enabledRegions } from '../estate/aws/regions.ts';
import type { Estate, PlantedResource } from '../estate/estate.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';

/** An operation that lists types of resources, and how many a page of it holds at most; all where it has no pages. */
interface List {
  readonly service: string;
  readonly operation: string;
  readonly types: readonly string[];
  readonly page: number;
}

const list = (service: string, operation: string, types: string | readonly string[], page: number): List => ({
  ...{ service, operation, page },
  types: [types].flat(),
});

const unpaged = Number.POSITIVE_INFINITY;

/** Asked in every region that is switched on. */
const regional: readonly List[] = [
  list('ec2', 'DescribeInstances', 'ec2:instance', 1000),
  list('ec2', 'DescribeVolumes', 'ec2:volume', 1000),
  list('ec2', 'DescribeSnapshots', 'ec2:snapshot', 1000),
  list('ec2', 'DescribeImages', 'ec2:image', 1000),
  list('ec2', 'DescribeAddresses', 'ec2:elastic-ip', unpaged),
  list('ec2', 'DescribeNatGateways', 'ec2:natgateway', 1000),
  list('ec2', 'DescribeVpnGateways', 'ec2:vpn-gateway', unpaged),
  list('ec2', 'DescribeVpcs', 'ec2:vpc', 1000),
  list('ec2', 'DescribeSubnets', 'ec2:subnet', 1000),
  list('ec2', 'DescribeSecurityGroups', 'ec2:security-group', 1000),
  list('rds', 'DescribeDBInstances', 'rds:db', 100),
  list('rds', 'DescribeDBClusters', 'rds:cluster', 100),
  list('rds', 'DescribeDBSnapshots', 'rds:snapshot', 100),
  list('rds', 'DescribeDBClusterSnapshots', 'rds:cluster-snapshot', 100),
  list('elasticloadbalancing', 'DescribeLoadBalancers', Object.values(loadBalancerTypes), 400),
  // The classic ones have an API of their own, with an operation of the same name.
  list('elasticloadbalancing', 'DescribeLoadBalancers', classicLoadBalancerType, 400),
  list('elasticloadbalancing', 'DescribeTargetGroups', targetGroupType, 400),
  list('lambda', 'ListFunctions', 'lambda:function', 50),
];

/** Asked once for each account. */
const global: readonly List[] = [
  list('s3', 'ListBuckets', 's3:bucket', 10_000),
  list('iam', 'ListRoles', 'iam:role', 1000),
  list('iam', 'ListUsers', 'iam:user', 1000),
];

/** An operation that tells of single resources what their list doesn't, for so many of them at once. */
interface Detail {
  readonly service: string;
  readonly operation: string;
  readonly types: readonly string[];
  readonly atOnce: number;
  /** Whom there is something to ask about. */
  readonly among?: (resource: PlantedResource) => boolean;
}

const detail = (
  service: string,
  operation: string,
  types: string | readonly string[],
  { atOnce = 1, among }: Partial<Pick<Detail, 'atOnce' | 'among'>> = {},
): Detail => ({ service, operation, types: [types].flat(), atOnce, ...(among && { among }) });

const hasTargets = ({ detail: { targets } }: PlantedResource<Partial<ClassicLoadBalancerDetail>>): boolean =>
  (targets?.length ?? 0) > 0;

const details: readonly Detail[] = [
  detail('elasticloadbalancing', 'DescribeTags', Object.values(loadBalancerTypes), { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTags', classicLoadBalancerType, { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTags', targetGroupType, { atOnce: 20 }),
  detail('elasticloadbalancing', 'DescribeTargetHealth', targetGroupType),
  detail('elasticloadbalancing', 'DescribeInstanceHealth', classicLoadBalancerType, {
    among: (resource) => hasTargets(resource as PlantedResource<Partial<ClassicLoadBalancerDetail>>),
  }),
  detail('lambda', 'ListTags', 'lambda:function'),
  detail('s3', 'GetBucketTagging', 's3:bucket'),
  detail('s3', 'GetBucketVersioning', 's3:bucket'),
  detail('s3', 'GetBucketLifecycleConfiguration', 's3:bucket'),
  detail('iam', 'ListRoleTags', 'iam:role'),
  detail('iam', 'ListUserTags', 'iam:user'),
  detail('iam', 'ListAccessKeys', 'iam:user'),
  detail('iam', 'GetAccessKeyLastUsed', 'iam:access-key'),
];

/** Where the resources of an account lie; buckets have regions and are listed without. */
const places = [...enabledRegions, 'global'];

export function leastOfAws(estate: Estate): readonly LeastCalls[] {
  const accounts = estate.accounts.filter(({ cloud }) => cloud === 'aws');
  const calls = new Map<string, { service: string; operation: string; calls: number }>();
  const count = (service: string, operation: string, more: number) => {
    const known = calls.get(`${service} ${operation}`) ?? { service, operation, calls: 0 };
    calls.set(`${service} ${operation}`, known);
    known.calls += more;
  };
  const numberOf = (types: readonly string[], account: string, region?: string) =>
    types.reduce((sum, type) => sum + estate.of(type, account, region).length, 0);
  for (const [position, { id }] of accounts.entries()) {
    // The payer's own key tells nobody whose it is; a role's session does.
    count('sts', position === 0 ? 'GetCallerIdentity' : 'AssumeRole', 1);
    count('ec2', 'DescribeRegions', 1);
    for (const { service, operation, types, page } of global)
      count(service, operation, pagesOf(numberOf(types, id), page));
    for (const region of enabledRegions) {
      for (const { service, operation, types, page } of regional)
        count(service, operation, pagesOf(numberOf(types, id, region), page));
      const machines = estate.of<Instance>('ec2:instance', id, region);
      const sizes = new Set(machines.map(({ detail: { instanceType } }) => instanceType));
      count('ec2', 'DescribeInstanceTypes', Math.ceil(sizes.size / 100));
    }
    for (const { service, operation, types, atOnce, among = () => true } of details)
      for (const region of places) {
        const own = types.flatMap((type) => estate.of(type, id, region)).filter(among);
        count(service, operation, Math.ceil(own.length / atOnce));
      }
  }
  return [...calls.values()].map((one) => ({ cloud: 'aws', ...one }));
}
