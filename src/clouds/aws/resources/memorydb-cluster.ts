import type { Cluster } from '@aws-sdk/client-memorydb';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'memorydb:DescribeClusters';

/** Clusters of MemoryDB. The list has no tags. */
export const memorydbCluster = defineAwsCollector({
  type: 'memorydb:cluster',
  kind: 'cache',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'memorydb:ListTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Cluster>> {
    const { ListTagsCommand, paginateDescribeClusters } = await import('@aws-sdk/client-memorydb');
    const client = await clients.client('memorydb', scope.region);
    const clusters = itemsOf(paginateDescribeClusters({ client, pageSize: 100 }, {}), ({ Clusters }) => Clusters);
    yield* withTags(clusters, async (cluster) => {
      const asked = new ListTagsCommand({ ResourceArn: idOf(cluster.ARN, LISTING) });
      const answer = await detail('memorydb:ListTags', () => client.send(asked));
      return answer && tagsOf(answer.TagList);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.ARN, LISTING),
      name: item.Name,
      state: cacheState(item.Status),
      providerState: item.Status,
      tags,
      attributes: { instanceType: item.NodeType, engine: item.Engine, engineVersion: item.EngineVersion },
    };
  },
});
