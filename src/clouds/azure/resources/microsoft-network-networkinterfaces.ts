import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { networkOf, referredTo } from '../ids.ts';
import { rowFacts } from '../row-facts.ts';

interface Reference {
  readonly id?: string;
}

interface Properties {
  readonly ipConfigurations?: readonly {
    readonly properties?: {
      readonly primary?: boolean;
      readonly privateIPAddress?: string;
      readonly subnet?: Reference;
    };
  }[];
  readonly virtualMachine?: Reference;
  readonly privateEndpoint?: Reference;
  readonly privateLinkService?: Reference;
  readonly provisioningState?: string;
}

/** Network interfaces. */
export const microsoftNetworkNetworkinterfaces = defineAzureCollector({
  type: 'Microsoft.Network/networkInterfaces',
  kind: 'network-interface',
  family: 'network',
  taggable: true,
  // The machine and the public address are charged (https://azure.microsoft.com/pricing/details/virtual-network).
  free: true,
  permissions: ['Microsoft.Network/networkInterfaces/read'],
  normalize(row: AzureRow<Properties>) {
    const { ipConfigurations = [], virtualMachine, privateEndpoint, privateLinkService } = row.properties;
    const primary = ipConfigurations.find(({ properties }) => properties?.primary) ?? ipConfigurations[0];
    const subnetId = referredTo(primary?.properties?.subnet);
    const attachedTo = referredTo(virtualMachine) ?? referredTo(privateEndpoint) ?? referredTo(privateLinkService);
    return {
      ...rowFacts(row),
      state: attachedTo === undefined ? 'available' : 'in-use',
      providerState: row.properties.provisioningState,
      attributes: {
        networkId: networkOf(subnetId),
        subnetId,
        privateIp: primary?.properties?.privateIPAddress || undefined,
        attachedTo,
      },
    };
  },
});
