import type { CacheCluster } from '@aws-sdk/client-elasticache';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'elasticache:DescribeCacheClusters';

/** Caches of Memcached, and each node of those of Redis and Valkey. The list has no tags. */
export const elasticacheCluster = defineAwsCollector({
  type: 'elasticache:cluster',
  kind: 'cache',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'elasticache:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<CacheCluster>> {
    const { ListTagsForResourceCommand, paginateDescribeCacheClusters } = await import('@aws-sdk/client-elasticache');
    const client = await clients.client('elasticache', scope.region);
    const clusters = itemsOf(
      paginateDescribeCacheClusters({ client, pageSize: 100 }, {}),
      (page) => page.CacheClusters,
    );
    yield* withTags(clusters, async (cluster) => {
      const asked = new ListTagsForResourceCommand({ ResourceName: idOf(cluster.ARN, LISTING) });
      const answer = await detail('elasticache:ListTagsForResource', () => client.send(asked));
      return answer && tagsOf(answer.TagList);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.ARN, LISTING),
      name: item.CacheClusterId,
      state: cacheState(item.CacheClusterStatus),
      providerState: item.CacheClusterStatus,
      createdAt: item.CacheClusterCreateTime?.toISOString(),
      tags,
      attributes: {
        instanceType: item.CacheNodeType,
        engine: item.Engine,
        engineVersion: item.EngineVersion,
      },
    };
  },
});
