import type { WorkGroupSummary } from '@aws-sdk/client-athena';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = { ENABLED: 'available', DISABLED: 'suspended' };

const LISTING = 'athena:ListWorkGroups';

/** What queries of Athena run in; `primary` is in every region. The list has no tags. */
export const athenaWorkgroup = defineAwsCollector({
  type: 'athena:workgroup',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  // Its queries are charged (https://aws.amazon.com/athena/pricing).
  free: true,
  permissions: [LISTING, 'athena:ListTagsForResource'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<WorkGroupSummary>> {
    const { ListTagsForResourceCommand, paginateListWorkGroups } = await import('@aws-sdk/client-athena');
    const client = await clients.client('athena', scope.region);
    const workgroups = itemsOf(paginateListWorkGroups({ client, pageSize: 50 }, {}), ({ WorkGroups }) => WorkGroups);
    yield* withTags(workgroups, async (workgroup) => {
      // A workgroup has 50 tags at most, and a page takes 75.
      const ResourceARN = arn('athena', scope, `workgroup/${idOf(workgroup.Name, LISTING)}`);
      const asked = new ListTagsForResourceCommand({ ResourceARN });
      const answer = await detail('athena:ListTagsForResource', () => client.send(asked));
      return answer && tagsOf(answer.Tags);
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arn('athena', scope, `workgroup/${idOf(item.Name, LISTING)}`),
      name: item.Name,
      state: STATES[item.State ?? ''] ?? 'unknown',
      providerState: item.State,
      createdAt: item.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
