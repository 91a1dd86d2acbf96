import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { instantOf, provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly createdDate?: string;
}

/** Log Analytics workspaces. */
export const microsoftOperationalinsightsWorkspaces = defineAzureCollector({
  type: 'Microsoft.OperationalInsights/workspaces',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.OperationalInsights/workspaces/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    createdAt: instantOf(row.properties.createdDate),
    attributes: {},
  }),
});
