import type { Cluster } from '@aws-sdk/client-ecs';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { ecsClusterPages } from '../ecs-clusters.ts';
import { ecsTags } from '../ecs-tags.ts';
import { idOf } from '../id-of.ts';

interface ListedCluster {
  readonly arn: string;
  readonly cluster: Cluster | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  ACTIVE: 'available',
  PROVISIONING: 'pending',
  DEPROVISIONING: 'deleting',
  FAILED: 'failed',
  INACTIVE: 'terminated',
};

const LISTING = 'ecs:ListClusters';

/** Clusters of containers. */
export const ecsCluster = defineAwsCollector({
  type: 'ecs:cluster',
  kind: 'cluster',
  reach: 'regional',
  taggable: true,
  // What runs in it is charged (https://aws.amazon.com/ecs/pricing).
  free: true,
  permissions: [LISTING, 'ecs:DescribeClusters'],
  async *list({ clients, scope, detail }): AsyncIterable<ListedCluster> {
    const { DescribeClustersCommand } = await import('@aws-sdk/client-ecs');
    const client = await clients.client('ecs', scope.region);
    // A page is as much as can be described at once.
    for await (const arns of ecsClusterPages(clients, scope.region)) {
      if (arns.length === 0) continue;
      const asked = new DescribeClustersCommand({ clusters: [...arns], include: ['TAGS'] });
      const answer = await detail('ecs:DescribeClusters', () => client.send(asked));
      const known = new Map(answer?.clusters?.map((cluster) => [cluster.clusterArn, cluster]));
      yield* arns.map((arn) => ({ arn, cluster: known.get(arn) }));
    }
  },
  normalize({ arn, cluster }) {
    const id = idOf(arn, LISTING);
    return {
      id,
      name: id.slice(id.lastIndexOf('/') + 1),
      ...(cluster ? { state: STATES[cluster.status ?? ''] ?? 'unknown' } : {}),
      providerState: cluster?.status,
      tags: cluster && ecsTags(cluster.tags),
      attributes: {},
    };
  },
});
