import type { WorkGroupSummary } from '@aws-sdk/client-athena';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface WorkgroupWithTags {
  readonly workgroup: WorkGroupSummary;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<WorkgroupWithTags> {
    const { ListTagsForResourceCommand, paginateListWorkGroups } = await import('@aws-sdk/client-athena');
    const client = await clients.client('athena', scope.region);
    async function* workgroups() {
      for await (const page of paginateListWorkGroups({ client, pageSize: 50 }, {})) yield* page.WorkGroups ?? [];
    }
    yield* parallel(workgroups(), 8, async (workgroup) => {
      // A workgroup has 50 tags at most, and a page takes 75.
      const ResourceARN = arn('athena', scope, `workgroup/${idOf(workgroup.Name, LISTING)}`);
      const asked = new ListTagsForResourceCommand({ ResourceARN });
      const answer = await detail('athena:ListTagsForResource', () => client.send(asked));
      return { workgroup, tags: answer && tagsOf(answer.Tags) };
    });
  },
  normalize({ workgroup, tags }, scope) {
    return {
      id: arn('athena', scope, `workgroup/${idOf(workgroup.Name, LISTING)}`),
      name: workgroup.Name,
      state: STATES[workgroup.State ?? ''] ?? 'unknown',
      providerState: workgroup.State,
      createdAt: workgroup.CreationTime?.toISOString(),
      tags,
      attributes: {},
    };
  },
});
