import type { Workspace } from '@aws-sdk/client-workspaces';
import type { ResourceState, Tags } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

interface WorkspaceWithTags {
  readonly workspace: Workspace;
  readonly tags: Tags | undefined;
}

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
  async *list({ clients, scope, detail }): AsyncIterable<WorkspaceWithTags> {
    const { DescribeTagsCommand, paginateDescribeWorkspaces } = await import('@aws-sdk/client-workspaces');
    const client = await clients.client('workspaces', scope.region);
    async function* workspaces() {
      for await (const page of paginateDescribeWorkspaces({ client, pageSize: 25 }, {})) yield* page.Workspaces ?? [];
    }
    yield* parallel(workspaces(), 8, async (workspace) => {
      const asked = new DescribeTagsCommand({ ResourceId: idOf(workspace.WorkspaceId, LISTING) });
      const answer = await detail('workspaces:DescribeTags', () => client.send(asked));
      return { workspace, tags: answer && tagsOf(answer.TagList) };
    });
  },
  normalize({ workspace, tags }, scope) {
    return {
      id: arn('workspaces', scope, `workspace/${idOf(workspace.WorkspaceId, LISTING)}`),
      name: workspace.WorkspaceName ?? workspace.ComputerName,
      state: STATES[workspace.State ?? ''] ?? 'unknown',
      providerState: workspace.State,
      tags,
      attributes: {},
    };
  },
});
