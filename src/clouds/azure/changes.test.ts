import { expect, test } from 'vitest';
import { localAzure, SUBSCRIPTION } from '../../../test/support/azure.ts';
import type { ResourceChange } from '../cloud.ts';
import { azureChanges } from './changes.ts';

const azure = localAzure();
const ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/One`;

const row = (changeType: string, more: object = {}) => ({
  id: `${ID}/providers/Microsoft.Resources/changes/x`,
  subscriptionId: SUBSCRIPTION,
  changedAt: '2026-11-25T10:00:00.123456Z',
  properties: {
    ...{ targetResourceId: ID, targetResourceType: 'microsoft.compute/virtualmachines', changeType },
    ...more,
  },
});

test('what changed since an instant, by its usual names', async () => {
  azure.answer(() => ({
    body: {
      data: [
        row('Create'),
        row('Update', { targetResourceType: 'microsoft.strange/things' }),
        row('Delete'),
        row('Rename'),
        row('Update', { targetResourceId: null }),
      ],
    },
  }));
  const feed = azureChanges(azure.clients(), ['Microsoft.Compute/virtualMachines']);
  const found: ResourceChange[] = [];
  for await (const page of feed.since([SUBSCRIPTION], new Date('2026-11-25T09:00:00Z'))) found.push(...page);
  const common = { account: SUBSCRIPTION, id: ID.toLowerCase(), at: '2026-11-25T10:00:00.123Z' };
  expect(found).toEqual([
    { ...common, type: 'Microsoft.Compute/virtualMachines', change: 'created' },
    { ...common, type: 'microsoft.strange/things', change: 'updated' },
    { ...common, type: 'Microsoft.Compute/virtualMachines', change: 'deleted' },
  ]);
  expect(azure.requests[0]?.body.query).toContain('changedAt >= datetime(2026-11-25T09:00:00.000Z)');
});

test('nothing is asked for nobody', async () => {
  for await (const page of azureChanges(azure.clients(), []).since([], new Date())) expect(page).toEqual([]);
  expect(azure.requests).toEqual([]);
});
