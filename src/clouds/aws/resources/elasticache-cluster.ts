import type { CacheCluster } from '@aws-sdk/client-elasticache';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface CacheClusterWithTags {
  readonly cluster: CacheCluster;
  readonly tags: Tags | undefined;
}

const LISTING = 'elasticache:DescribeCacheClusters';

/** Caches of Memcached, and each node of those of Redis and Valkey. The list has no tags. */
export const elasticacheCluster = defineAwsCollector({
  type: 'elasticache:cluster',
  kind: 'cache',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'elasticache:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<CacheClusterWithTags> {
    const { ListTagsForResourceCommand, paginateDescribeCacheClusters } = await import('@aws-sdk/client-elasticache');
    const client = await clients.client('elasticache', scope.region);
    async function* clusters() {
      for await (const page of paginateDescribeCacheClusters({ client, pageSize: 100 }, {}))
        yield* page.CacheClusters ?? [];
    }
    yield* parallel(clusters(), 8, async (cluster) => {
      const asked = new ListTagsForResourceCommand({ ResourceName: idOf(cluster.ARN, LISTING) });
      const answer = await detail('elasticache:ListTagsForResource', () => client.send(asked));
      return { cluster, tags: answer && tagsOf(answer.TagList) };
    });
  },
  normalize({ cluster, tags }) {
    return {
      id: idOf(cluster.ARN, LISTING),
      name: cluster.CacheClusterId,
      state: cacheState(cluster.CacheClusterStatus),
      providerState: cluster.CacheClusterStatus,
      createdAt: cluster.CacheClusterCreateTime?.toISOString(),
      tags,
      attributes: {
        instanceType: cluster.CacheNodeType,
        engine: cluster.Engine,
        engineVersion: cluster.EngineVersion,
      },
    };
  },
});
