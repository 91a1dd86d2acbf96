import type { Workspace } from '@aws-sdk/client-workspaces';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { itemsOf, type Tagged, withTags } from '../tagged.ts';
import { tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  PENDING: 'pending',
  STARTING: 'pending',
  AVAILABLE: 'running',
  IMPAIRED: 'running',
  UNHEALTHY: 'running',
  REBOOTING: 'running',
  REBUILDING: 'running',
  RESTORING: 'running',
  MAINTENANCE: 'running',
  ADMIN_MAINTENANCE: 'running',
  UPDATING: 'running',
  STOPPING: 'stopping',
  STOPPED: 'stopped',
  SUSPENDED: 'suspended',
  TERMINATING: 'deleting',
  TERMINATED: 'terminated',
  ERROR: 'failed',
};

const LISTING = 'workspaces:DescribeWorkspaces';

/** Desktops. The list has no tags. */
export const workspacesWorkspace = defineAwsCollector({
  type: 'workspaces:workspace',
  kind: 'other',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'workspaces:DescribeTags'],
  async *list({ clients, scope, detail }): AsyncIterable<Tagged<Workspace>> {
    const { DescribeTagsCommand, paginateDescribeWorkspaces } = await import('@aws-sdk/client-workspaces');
    const client = await clients.client('workspaces', scope.region);
    const workspaces = itemsOf(paginateDescribeWorkspaces({ client, pageSize: 25 }, {}), (page) => page.Workspaces);
    yield* withTags(workspaces, async (workspace) => {
      const asked = new DescribeTagsCommand({ ResourceId: idOf(workspace.WorkspaceId, LISTING) });
      const answer = await detail('workspaces:DescribeTags', () => client.send(asked));
      return answer && tagsOf(answer.TagList);
    });
  },
  normalize({ item, tags }, scope) {
    return {
      id: arn('workspaces', scope, `workspace/${idOf(item.WorkspaceId, LISTING)}`),
      name: item.WorkspaceName ?? item.ComputerName,
      state: STATES[item.State ?? ''] ?? 'unknown',
      providerState: item.State,
      tags,
      attributes: {},
    };
  },
});
