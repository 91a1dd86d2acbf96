import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly addressSpace?: { readonly addressPrefixes?: readonly string[] };
  readonly provisioningState?: string;
}

/** Virtual networks; their subnets are parts of them and have no tags. */
export const microsoftNetworkVirtualnetworks = defineAzureCollector({
  type: 'Microsoft.Network/virtualNetworks',
  kind: 'network',
  family: 'network',
  taggable: true,
  // What passes its peerings is charged (https://azure.microsoft.com/pricing/details/virtual-network).
  free: true,
  permissions: ['Microsoft.Network/virtualNetworks/read'],
  normalize(row: AzureRow<Properties>) {
    const facts = rowFacts(row);
    return {
      ...facts,
      ...provisioned(row.properties.provisioningState),
      attributes: { networkId: facts.id, cidrBlocks: row.properties.addressSpace?.addressPrefixes },
    };
  },
});
