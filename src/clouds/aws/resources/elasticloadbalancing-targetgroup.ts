import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { inPartsOf, TAGGED_AT_ONCE, tagsByArn } from '../load-balancing-tags.ts';
import { type TargetHealth, targetGroupPages, targetHealth } from '../target-groups.ts';

const LISTING = 'elasticloadbalancing:DescribeTargetGroups';

interface TargetGroupWithHealth {
  readonly group: TargetGroup;
  readonly tags: Tags | undefined;
  readonly health: TargetHealth | undefined;
}

/** Target groups of application, network and gateway load balancers, with the health of their targets. */
export const elasticloadbalancingTargetgroup = defineAwsCollector({
  type: 'elasticloadbalancing:targetgroup',
  kind: 'target-group',
  reach: 'regional',
  taggable: true,
  // The load balancer is charged (https://aws.amazon.com/elasticloadbalancing/pricing).
  free: true,
  permissions: [LISTING, 'elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetHealth'],
  async *list({ clients, scope: { region }, detail }): AsyncIterable<TargetGroupWithHealth> {
    for await (const page of targetGroupPages(clients, region)) {
      for (const groups of inPartsOf(TAGGED_AT_ONCE, page)) {
        const arns = groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
        const tags = await detail('elasticloadbalancing:DescribeTags', () => tagsByArn(clients, region, arns));
        yield* parallel(groups, 8, async (group) => {
          const id = idOf(group.TargetGroupArn, LISTING);
          const health = await detail('elasticloadbalancing:DescribeTargetHealth', () =>
            targetHealth(clients, region, id),
          );
          return { group, tags: tags?.get(id), health };
        });
      }
    }
  },
  normalize({ group, tags, health }) {
    return {
      id: idOf(group.TargetGroupArn, LISTING),
      name: group.TargetGroupName,
      tags,
      attributes: {
        targetType: group.TargetType,
        protocol: group.Protocol,
        port: group.Port,
        networkId: group.VpcId,
        loadBalancers: group.LoadBalancerArns,
        healthyTargets: health?.healthyTargets,
        unhealthyTargets: health?.unhealthyTargets,
      },
    };
  },
});
