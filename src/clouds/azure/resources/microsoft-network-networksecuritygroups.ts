import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  /** One's own; Azure's default rules come besides. */
  readonly securityRules?: readonly { readonly properties?: { readonly direction?: string } }[];
  readonly networkInterfaces?: readonly unknown[];
  readonly subnets?: readonly unknown[];
  readonly provisioningState?: string;
}

/** Network security groups. */
export const microsoftNetworkNetworksecuritygroups = defineAzureCollector({
  type: 'Microsoft.Network/networkSecurityGroups',
  kind: 'firewall',
  family: 'network',
  taggable: true,
  // No charge (https://azure.microsoft.com/pricing/details/virtual-network); flow logs are charged by themselves.
  free: true,
  permissions: ['Microsoft.Network/networkSecurityGroups/read'],
  normalize(row: AzureRow<Properties>) {
    const { securityRules, networkInterfaces = [], subnets = [], provisioningState } = row.properties;
    const rules = (direction: string) =>
      securityRules?.filter(({ properties }) => properties?.direction === direction).length;
    return {
      ...rowFacts(row),
      ...provisioned(provisioningState),
      flags: networkInterfaces.length + subnets.length === 0 ? ['unused'] : undefined,
      attributes: { inboundRules: rules('Inbound'), outboundRules: rules('Outbound') },
    };
  },
});
