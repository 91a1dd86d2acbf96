import type { ClusterSummary } from '@aws-sdk/client-emr';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface ClusterWithTags {
  readonly cluster: ClusterSummary;
  readonly tags: Tags | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  STARTING: 'pending',
  BOOTSTRAPPING: 'pending',
  RUNNING: 'running',
  WAITING: 'running',
  TERMINATING: 'deleting',
  TERMINATED: 'terminated',
  TERMINATED_WITH_ERRORS: 'terminated',
};

const LIVING = ['STARTING', 'BOOTSTRAPPING', 'RUNNING', 'WAITING', 'TERMINATING'] as const;

const LISTING = 'elasticmapreduce:ListClusters';

/** Clusters of EMR, fifty on a page. The list has no tags, and for two months it tells of what has ended. */
export const elasticmapreduceCluster = defineAwsCollector({
  type: 'elasticmapreduce:cluster',
  kind: 'cluster',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'elasticmapreduce:DescribeCluster'],
  async *list({ clients, scope, detail }): AsyncIterable<ClusterWithTags> {
    const { DescribeClusterCommand, paginateListClusters } = await import('@aws-sdk/client-emr');
    const client = await clients.client('emr', scope.region);
    async function* clusters() {
      for await (const page of paginateListClusters({ client }, { ClusterStates: [...LIVING] }))
        yield* page.Clusters ?? [];
    }
    yield* parallel(clusters(), 8, async (cluster) => {
      const asked = new DescribeClusterCommand({ ClusterId: idOf(cluster.Id, LISTING) });
      const answer = await detail('elasticmapreduce:DescribeCluster', () => client.send(asked));
      return { cluster, tags: answer?.Cluster && tagsOf(answer.Cluster.Tags) };
    });
  },
  normalize({ cluster, tags }) {
    return {
      id: idOf(cluster.ClusterArn, LISTING),
      name: cluster.Name,
      state: STATES[cluster.Status?.State ?? ''] ?? 'unknown',
      providerState: cluster.Status?.State,
      createdAt: cluster.Status?.Timeline?.CreationDateTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
