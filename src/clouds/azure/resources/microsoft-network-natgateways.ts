import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idsOf, networkOf } from '../ids.ts';
import { provisioned, rowFacts, zoneOf } from '../row-facts.ts';

interface Properties {
  readonly subnets?: readonly { readonly id?: string }[] | null;
  readonly publicIpAddresses?: readonly { readonly id?: string }[] | null;
  readonly provisioningState?: string;
}

/** NAT gateways. */
export const microsoftNetworkNatgateways = defineAzureCollector({
  type: 'Microsoft.Network/natGateways',
  kind: 'nat-gateway',
  family: 'network',
  taggable: true,
  permissions: ['Microsoft.Network/natGateways/read'],
  normalize(row: AzureRow<Properties>) {
    const { subnets, publicIpAddresses, provisioningState } = row.properties;
    const subnetIds = idsOf(subnets);
    return {
      ...rowFacts(row),
      ...provisioned(provisioningState),
      attributes: {
        networkId: networkOf(subnetIds[0]),
        subnetId: subnetIds[0],
        publicIps: idsOf(publicIpAddresses),
        // The subnets that use it; none does where it is left over.
        attachedTo: subnetIds,
        availabilityZone: zoneOf(row),
      },
    };
  },
});
