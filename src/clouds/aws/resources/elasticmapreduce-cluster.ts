import type { ClusterSummary } from '@aws-sdk/client-emr';
import type { ResourceState } from '../../../model/resource.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

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
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<ClusterSummary>> {
    const { DescribeClusterCommand, paginateListClusters } = await import('@aws-sdk/client-emr');
    const client = await clients.client('emr', scope.region);
    const clusters = itemsOf(paginateListClusters({ client }, { ClusterStates: [...LIVING] }), (page) => page.Clusters);
    yield* withTags(clusters, async (cluster) => {
      const asked = new DescribeClusterCommand({ ClusterId: idOf(cluster.Id, LISTING) });
      const answer = await detail('elasticmapreduce:DescribeCluster', () => client.send(asked));
      return answer?.Cluster && tagsOf(answer.Cluster.Tags);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.ClusterArn, LISTING),
      name: item.Name,
      state: STATES[item.Status?.State ?? ''] ?? 'unknown',
      providerState: item.Status?.State,
      createdAt: item.Status?.Timeline?.CreationDateTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
