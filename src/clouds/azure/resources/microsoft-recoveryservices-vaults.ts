import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
}

/** Recovery Services vaults, which hold backups. */
export const microsoftRecoveryservicesVaults = defineAzureCollector({
  type: 'Microsoft.RecoveryServices/vaults',
  kind: 'other',
  family: 'storage',
  taggable: true,
  permissions: ['Microsoft.RecoveryServices/vaults/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    attributes: {},
  }),
});
