import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { instantOf, provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly creationDate?: string;
}

/** Container registries. */
export const microsoftContainerregistryRegistries = defineAzureCollector({
  type: 'Microsoft.ContainerRegistry/registries',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.ContainerRegistry/registries/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    createdAt: instantOf(row.properties.creationDate),
    attributes: {},
  }),
});
