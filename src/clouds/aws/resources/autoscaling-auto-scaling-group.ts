import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Groups that keep a number of instances. */
export const autoscalingAutoScalingGroup = defineAwsCollector({
  type: 'autoscaling:autoScalingGroup',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  // Its instances are charged (https://aws.amazon.com/autoscaling/pricing).
  free: true,
  permissions: ['autoscaling:DescribeAutoScalingGroups'],
  async *list({ clients, scope }): AsyncIterable<AutoScalingGroup> {
    const { paginateDescribeAutoScalingGroups } = await import('@aws-sdk/client-auto-scaling');
    const client = await clients.client('autoscaling', scope.region);
    for await (const page of paginateDescribeAutoScalingGroups({ client, pageSize: 100 }, {}))
      yield* page.AutoScalingGroups ?? [];
  },
  normalize(group) {
    return {
      id: idOf(group.AutoScalingGroupARN, 'autoscaling:DescribeAutoScalingGroups'),
      name: group.AutoScalingGroupName,
      // It says nothing of its state but that it is being deleted.
      state: group.Status ? 'deleting' : 'available',
      providerState: group.Status,
      createdAt: group.CreatedTime?.toISOString(),
      tags: tagsOf(group.Tags),
      attributes: {},
    };
  },
});
