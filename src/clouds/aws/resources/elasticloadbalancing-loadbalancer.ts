import type { ResourceFacts, ResourceState } from '../../../model/resource.ts';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { classicLoadBalancers, type RawClassicLoadBalancer } from '../classic-load-balancers.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { loadBalancers, type RawLoadBalancer } from '../load-balancers.ts';

const LISTING = 'elasticloadbalancing:DescribeLoadBalancers';
const STATES: Readonly<Record<string, ResourceState>> = {
  provisioning: 'pending',
  active: 'running',
  active_impaired: 'running',
  failed: 'failed',
};

function normalizeBalancer({ balancer, tags, targetGroups, health }: RawLoadBalancer): ResourceFacts<'load-balancer'> {
  return {
    id: idOf(balancer.LoadBalancerArn, LISTING),
    name: balancer.LoadBalancerName,
    state: STATES[balancer.State?.Code ?? ''] ?? 'unknown',
    providerState: balancer.State?.Code,
    createdAt: balancer.CreatedTime?.toISOString(),
    tags,
    attributes: {
      loadBalancerType: balancer.Type,
      scheme: balancer.Scheme,
      dnsName: balancer.DNSName,
      networkId: balancer.VpcId,
      availabilityZones: balancer.AvailabilityZones?.flatMap(({ ZoneName }) => ZoneName ?? []),
      securityGroups: balancer.SecurityGroups,
      targetGroups,
      healthyTargets: health?.healthyTargets,
      unhealthyTargets: health?.unhealthyTargets,
    },
  };
}

function normalizeClassic(
  { classic, tags, health }: RawClassicLoadBalancer,
  scope: Scope,
): ResourceFacts<'load-balancer'> {
  return {
    id: arn('elasticloadbalancing', scope, `loadbalancer/${idOf(classic.LoadBalancerName, LISTING)}`),
    name: classic.LoadBalancerName,
    createdAt: classic.CreatedTime?.toISOString(),
    tags,
    attributes: {
      loadBalancerType: 'classic',
      scheme: classic.Scheme,
      dnsName: classic.DNSName,
      networkId: classic.VPCId,
      availabilityZones: classic.AvailabilityZones,
      securityGroups: classic.SecurityGroups,
      healthyTargets: health?.healthyTargets,
      unhealthyTargets: health?.unhealthyTargets,
    },
  };
}

/** Application, network and gateway load balancers, and the classic ones, which have an API of their own. */
export const elasticloadbalancingLoadbalancer = defineAwsCollector({
  type: 'elasticloadbalancing:loadbalancer',
  kind: 'load-balancer',
  reach: 'regional',
  taggable: true,
  permissions: [
    LISTING,
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeInstanceHealth',
  ],
  async *list(context): AsyncIterable<RawLoadBalancer | RawClassicLoadBalancer> {
    yield* loadBalancers(context);
    yield* classicLoadBalancers(context);
  },
  normalize: (raw, scope) => ('classic' in raw ? normalizeClassic(raw, scope) : normalizeBalancer(raw)),
});
