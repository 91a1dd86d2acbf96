import { definePlainCollector } from '../plain-type.ts';

/** Log Analytics workspaces. */
export const microsoftOperationalinsightsWorkspaces = definePlainCollector({
  type: 'Microsoft.OperationalInsights/workspaces',
  family: 'platform',
  createdIn: 'createdDate',
});
