import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idsOf, networkOf, referredTo } from '../ids.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly gatewayType?: string;
  readonly ipConfigurations?: readonly {
    readonly properties?: {
      readonly subnet?: { readonly id?: string };
      readonly publicIPAddress?: { readonly id?: string };
    };
  }[];
  readonly provisioningState?: string;
}

/** Gateways of virtual private networks and of ExpressRoute. */
export const microsoftNetworkVirtualnetworkgateways = defineAzureCollector({
  type: 'Microsoft.Network/virtualNetworkGateways',
  kind: 'vpn-gateway',
  family: 'network',
  taggable: true,
  permissions: ['Microsoft.Network/virtualNetworkGateways/read'],
  normalize(row: AzureRow<Properties>) {
    const { gatewayType, ipConfigurations = [], provisioningState } = row.properties;
    const subnetId = referredTo(ipConfigurations[0]?.properties?.subnet);
    return {
      ...rowFacts(row),
      ...provisioned(provisioningState),
      attributes: {
        networkId: networkOf(subnetId),
        subnetId,
        connectivity: gatewayType,
        publicIps: idsOf(ipConfigurations.map(({ properties }) => properties?.publicIPAddress ?? null)),
      },
    };
  },
});
