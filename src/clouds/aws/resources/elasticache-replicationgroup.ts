import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { cacheState } from '../cache-state.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface ReplicationGroupWithTags {
  readonly group: ReplicationGroup;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<ReplicationGroupWithTags> {
    const { ListTagsForResourceCommand, paginateDescribeReplicationGroups } = await import(
      '@aws-sdk/client-elasticache'
    );
    const client = await clients.client('elasticache', scope.region);
    async function* groups() {
      for await (const page of paginateDescribeReplicationGroups({ client, pageSize: 100 }, {}))
        yield* page.ReplicationGroups ?? [];
    }
    yield* parallel(groups(), 8, async (group) => {
      const asked = new ListTagsForResourceCommand({ ResourceName: idOf(group.ARN, LISTING) });
      const answer = await detail('elasticache:ListTagsForResource', () => client.send(asked));
      return { group, tags: answer && tagsOf(answer.TagList) };
    });
  },
  normalize({ group, tags }) {
    return {
      id: idOf(group.ARN, LISTING),
      name: group.ReplicationGroupId,
      state: cacheState(group.Status),
      providerState: group.Status,
      createdAt: group.ReplicationGroupCreateTime?.toISOString(),
      tags,
      attributes: { instanceType: group.CacheNodeType, engine: group.Engine },
    };
  },
});
