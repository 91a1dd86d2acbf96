import type { Cluster } from '@aws-sdk/client-kafka';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  ACTIVE: 'running',
  HEALING: 'running',
  MAINTENANCE: 'running',
  REBOOTING_BROKER: 'running',
  UPDATING: 'running',
  DELETING: 'deleting',
  FAILED: 'failed',
};

/** Clusters of Kafka, with brokers or without. */
export const kafkaCluster = defineAwsCollector({
  type: 'kafka:cluster',
  kind: 'stream',
  reach: 'regional',
  taggable: true,
  permissions: ['kafka:ListClustersV2'],
  async *list({ clients, scope }): AsyncIterable<Cluster> {
    const { paginateListClustersV2 } = await import('@aws-sdk/client-kafka');
    const client = await clients.client('kafka', scope.region);
    for await (const page of paginateListClustersV2({ client, pageSize: 100 }, {})) yield* page.ClusterInfoList ?? [];
  },
  normalize(cluster) {
    return {
      id: idOf(cluster.ClusterArn, 'kafka:ListClustersV2'),
      name: cluster.ClusterName,
      state: STATES[cluster.State ?? ''] ?? 'unknown',
      providerState: cluster.State,
      createdAt: cluster.CreationTime?.toISOString(),
      tags: { ...cluster.Tags },
      attributes: {},
    };
  },
});
