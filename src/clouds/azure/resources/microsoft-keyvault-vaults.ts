import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
}

/** Key vaults; never what is in them. */
export const microsoftKeyvaultVaults = defineAzureCollector({
  type: 'Microsoft.KeyVault/vaults',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.KeyVault/vaults/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    attributes: {},
  }),
});
