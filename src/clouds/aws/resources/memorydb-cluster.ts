import type { Cluster } from '@aws-sdk/client-memorydb';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface ClusterWithTags {
  readonly cluster: Cluster;
  readonly tags: Tags | undefined;
}

const LISTING = 'memorydb:DescribeClusters';

/** Clusters of MemoryDB. The list has no tags. */
export const memorydbCluster = defineAwsCollector({
  type: 'memorydb:cluster',
  kind: 'cache',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'memorydb:ListTags'],
  async *list({ clients, scope, detail }): AsyncIterable<ClusterWithTags> {
    const { ListTagsCommand, paginateDescribeClusters } = await import('@aws-sdk/client-memorydb');
    const client = await clients.client('memorydb', scope.region);
    async function* clusters() {
      for await (const page of paginateDescribeClusters({ client, pageSize: 100 }, {})) yield* page.Clusters ?? [];
    }
    yield* parallel(clusters(), 8, async (cluster) => {
      const asked = new ListTagsCommand({ ResourceArn: idOf(cluster.ARN, LISTING) });
      const answer = await detail('memorydb:ListTags', () => client.send(asked));
      return { cluster, tags: answer && tagsOf(answer.TagList) };
    });
  },
  normalize({ cluster, tags }) {
    return {
      id: idOf(cluster.ARN, LISTING),
      name: cluster.Name,
      state: cacheState(cluster.Status),
      providerState: cluster.Status,
      tags,
      attributes: { instanceType: cluster.NodeType, engine: cluster.Engine, engineVersion: cluster.EngineVersion },
    };
  },
});
