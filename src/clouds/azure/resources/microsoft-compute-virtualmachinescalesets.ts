import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { instantOf, provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly timeCreated?: string;
}

/** Scale sets; the machines of flexible ones are machines, and those of uniform ones are parts of the set. */
export const microsoftComputeVirtualmachinescalesets = defineAzureCollector({
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  kind: 'other',
  family: 'compute',
  taggable: true,
  permissions: ['Microsoft.Compute/virtualMachineScaleSets/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    createdAt: instantOf(row.properties.timeCreated),
    attributes: {},
  }),
});
