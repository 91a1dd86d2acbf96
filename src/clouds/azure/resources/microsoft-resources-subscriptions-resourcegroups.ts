import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn } from '../ids.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
}

/** Resource groups. */
export const microsoftResourcesSubscriptionsResourcegroups = defineAzureCollector({
  type: 'Microsoft.Resources/subscriptions/resourceGroups',
  kind: 'resource-group',
  family: 'groups',
  taggable: true,
  // What lies in it is charged.
  free: true,
  permissions: ['Microsoft.Resources/subscriptions/resourceGroups/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    flags: row.managedBy ? [`managed-by ${idIn(row.managedBy)}`] : undefined,
    attributes: {},
  }),
});
