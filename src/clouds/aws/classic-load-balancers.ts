import type { InstanceState, LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { Tags } from '../../model/resource.ts';
import type { CollectContext } from '../collector.ts';
import { parallel } from '../parallel.ts';
import type { AwsClients } from './clients.ts';
import { classicTagsByName, inPartsOf, TAGGED_AT_ONCE } from './load-balancing-tags.ts';
import type { TargetHealth } from './target-groups.ts';

export interface RawClassicLoadBalancer {
  readonly classic: LoadBalancerDescription;
  readonly tags: Tags | undefined;
  readonly health: TargetHealth | undefined;
}

/** Classic load balancers of a region, with tags and the health of their instances. */
export async function* classicLoadBalancers({
  clients,
  scope: { region },
  detail,
}: CollectContext<AwsClients>): AsyncIterable<RawClassicLoadBalancer> {
  const { paginateDescribeLoadBalancers } = await import('@aws-sdk/client-elastic-load-balancing');
  const client = await clients.client('elb', region);
  // The SDK's paginator knows no page size for this operation and would leave it out.
  for await (const page of paginateDescribeLoadBalancers({ client }, { PageSize: 400 })) {
    for (const balancers of inPartsOf(TAGGED_AT_ONCE, page.LoadBalancerDescriptions ?? [])) {
      const names = balancers.flatMap(({ LoadBalancerName }) => LoadBalancerName ?? []);
      const tags = await detail('elasticloadbalancing:DescribeTags', () => classicTagsByName(clients, region, names));
      yield* parallel(balancers, 8, async (classic) => {
        const health = await detail('elasticloadbalancing:DescribeInstanceHealth', () =>
          instanceHealth(clients, region, classic),
        );
        return { classic, tags: tags?.get(classic.LoadBalancerName ?? ''), health };
      });
    }
  }
}

async function instanceHealth(
  clients: AwsClients,
  region: string,
  balancer: LoadBalancerDescription,
): Promise<TargetHealth | undefined> {
  const { Instances, LoadBalancerName } = balancer;
  if (!Instances?.length) return countInstances([]);
  const { DescribeInstanceHealthCommand } = await import('@aws-sdk/client-elastic-load-balancing');
  const client = await clients.client('elb', region);
  const { InstanceStates } = await client.send(new DescribeInstanceHealthCommand({ LoadBalancerName }));
  return countInstances(InstanceStates);
}

/** Undefined when the state of any is unknown. */
export function countInstances(instances: readonly InstanceState[] | undefined): TargetHealth | undefined {
  const states = instances?.map(({ State }) => State);
  if (!states || states.includes('Unknown') || states.includes(undefined)) return undefined;
  return {
    healthyTargets: states.filter((state) => state === 'InService').length,
    unhealthyTargets: states.filter((state) => state === 'OutOfService').length,
  };
}
