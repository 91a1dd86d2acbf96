import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly numberOfSites?: number;
  readonly provisioningState?: string;
}

/** App Service plans: what is billed for the apps that run on them. */
export const microsoftWebServerfarms = defineAzureCollector({
  type: 'Microsoft.Web/serverfarms',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.Web/serverfarms/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    flags: row.properties.numberOfSites === 0 ? ['without-apps'] : undefined,
    attributes: {},
  }),
});
