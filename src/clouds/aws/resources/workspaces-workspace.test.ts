import type { Workspace } from '@aws-sdk/client-workspaces';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { workspacesWorkspace } from './workspaces-workspace.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const workspace: Workspace = {
  WorkspaceId: 'ws-1',
  State: 'AVAILABLE',
  ComputerName: 'WSAMZN-1',
};

test('a desktop in our words', () =>
  expect(workspacesWorkspace.normalize({ item: workspace, tags: { team: 'sales' } }, scope)).toEqual({
    id: 'arn:aws:workspaces:eu-west-1:123456789012:workspace/ws-1',
    name: 'WSAMZN-1',
    state: 'running',
    providerState: 'AVAILABLE',
    tags: { team: 'sales' },
    attributes: {},
  }));

test.each([
  ['PENDING', 'pending'],
  ['REBOOTING', 'running'],
  ['STOPPED', 'stopped'],
  ['SUSPENDED', 'suspended'],
  ['TERMINATING', 'deleting'],
  ['ERROR', 'failed'],
] as const)('the state %s is %s', (word, state) =>
  expect(workspacesWorkspace.normalize({ item: { ...workspace, State: word }, tags: {} }, scope)).toMatchObject({
    state,
    providerState: word,
  }),
);

test('a name that was given goes before the computer’s', () => {
  const named = { ...workspace, WorkspaceName: 'sales-desk' };
  expect(workspacesWorkspace.normalize({ item: named, tags: undefined }, scope)).toMatchObject({
    name: 'sales-desk',
    tags: undefined,
  });
});
