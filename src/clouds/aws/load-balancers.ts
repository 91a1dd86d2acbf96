import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Tags } from '../../model/resource.ts';
import type { CollectContext } from '../collector.ts';
import { parallel } from '../parallel.ts';
import type { AwsClients } from './clients.ts';
import { inPartsOf, TAGGED_AT_ONCE, tagsByArn } from './load-balancing-tags.ts';
import { sumOfHealth, type TargetHealth, targetGroupPages, targetHealth } from './target-groups.ts';

export interface RawLoadBalancer {
  readonly balancer: LoadBalancer;
  readonly tags: Tags | undefined;
  /** ARNs of the groups that it sends to. */
  readonly targetGroups: readonly string[] | undefined;
  readonly health: TargetHealth | undefined;
}

/** Application, network and gateway load balancers of a region, with tags, target groups and their health. */
export async function* loadBalancers(context: CollectContext<AwsClients>): AsyncIterable<RawLoadBalancer> {
  const { clients, scope, detail } = context;
  const { paginateDescribeLoadBalancers } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const client = await clients.client('elbv2', scope.region);
  let groups: Promise<GroupsByBalancer | undefined> | undefined;
  // The SDK's paginator knows no page size for this operation and would leave it out.
  for await (const page of paginateDescribeLoadBalancers({ client }, { PageSize: 400 })) {
    for (const balancers of inPartsOf(TAGGED_AT_ONCE, page.LoadBalancers ?? [])) {
      // Not before there is a load balancer: most regions have none.
      groups ??= detail('elasticloadbalancing:DescribeTargetGroups', () => groupsByBalancer(clients, scope.region));
      yield* withDetails(context, balancers, await groups);
    }
  }
}

type GroupsByBalancer = ReadonlyMap<string, readonly string[]>;

async function groupsByBalancer(clients: AwsClients, region: string): Promise<GroupsByBalancer> {
  const groups = new Map<string, string[]>();
  for await (const page of targetGroupPages(clients, region)) {
    for (const { TargetGroupArn, LoadBalancerArns } of page) {
      for (const balancer of LoadBalancerArns ?? []) {
        groups.set(balancer, [...(groups.get(balancer) ?? []), ...(TargetGroupArn ? [TargetGroupArn] : [])]);
      }
    }
  }
  return groups;
}

async function* withDetails(
  { clients, scope: { region }, detail }: CollectContext<AwsClients>,
  balancers: readonly LoadBalancer[],
  groups: GroupsByBalancer | undefined,
): AsyncIterable<RawLoadBalancer> {
  const arns = balancers.flatMap(({ LoadBalancerArn }) => LoadBalancerArn ?? []);
  const tags = await detail('elasticloadbalancing:DescribeTags', () => tagsByArn(clients, region, arns));
  const healthOf = async (group: string) =>
    detail('elasticloadbalancing:DescribeTargetHealth', () => targetHealth(clients, region, group));
  yield* parallel(balancers, 4, async (balancer) => {
    const id = balancer.LoadBalancerArn ?? '';
    const targetGroups = groups && (groups.get(id) ?? []);
    const health = [];
    for await (const one of parallel(targetGroups ?? [], 2, healthOf)) health.push(one);
    return { balancer, tags: tags?.get(id), targetGroups, health: targetGroups && sumOfHealth(health) };
  });
}
