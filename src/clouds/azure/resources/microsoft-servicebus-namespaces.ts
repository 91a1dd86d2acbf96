import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { instantOf, provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly provisioningState?: string;
  readonly createdAt?: string;
}

/** Namespaces of Service Bus. */
export const microsoftServicebusNamespaces = defineAzureCollector({
  type: 'Microsoft.ServiceBus/namespaces',
  kind: 'other',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.ServiceBus/namespaces/read'],
  normalize: (row: AzureRow<Properties>) => ({
    ...rowFacts(row),
    ...provisioned(row.properties.provisioningState),
    createdAt: instantOf(row.properties.createdAt),
    attributes: {},
  }),
});
