import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const LISTING = 'elasticache:DescribeReplicationGroups';

/** Caches of Redis and Valkey, whose nodes are clusters of their own. The list has no tags. */
export const elasticacheReplicationgroup = defineAwsCollector({
  type: 'elasticache:replicationgroup',
  kind: 'cache',
  reach: 'regional',
  taggable: true,
  // Its nodes are charged (https://aws.amazon.com/elasticache/pricing).
  free: true,
  permissions: [LISTING, 'elasticache:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<ReplicationGroup>> {
    const { ListTagsForResourceCommand, paginateDescribeReplicationGroups } = await import(
      '@aws-sdk/client-elasticache'
    );
    const client = await clients.client('elasticache', scope.region);
    const pages = paginateDescribeReplicationGroups({ client, pageSize: 100 }, {});
    const groups = itemsOf(pages, ({ ReplicationGroups }) => ReplicationGroups);
    yield* withTags(groups, async (group) => {
      const asked = new ListTagsForResourceCommand({ ResourceName: idOf(group.ARN, LISTING) });
      const answer = await detail('elasticache:ListTagsForResource', () => client.send(asked));
      return answer && tagsOf(answer.TagList);
    });
  },
  normalize({ item, tags }) {
    return {
      id: idOf(item.ARN, LISTING),
      name: item.ReplicationGroupId,
      state: cacheState(item.Status),
      providerState: item.Status,
      createdAt: item.ReplicationGroupCreateTime?.toISOString(),
      tags,
      attributes: { instanceType: item.CacheNodeType, engine: item.Engine },
    };
  },
});
