import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { referredTo } from '../ids.ts';
import { rowFacts } from '../row-facts.ts';

interface Properties {
  readonly ipAddress?: string;
  readonly publicIPAllocationMethod?: string;
  readonly ipConfiguration?: { readonly id?: string } | null;
  readonly natGateway?: { readonly id?: string } | null;
  readonly provisioningState?: string;
}

/** Public addresses. */
export const microsoftNetworkPublicipaddresses = defineAzureCollector({
  type: 'Microsoft.Network/publicIPAddresses',
  kind: 'ip-address',
  family: 'network',
  taggable: true,
  permissions: ['Microsoft.Network/publicIPAddresses/read'],
  normalize(row: AzureRow<Properties>) {
    const { ipAddress, ipConfiguration, natGateway, publicIPAllocationMethod } = row.properties;
    const holder = referredTo(ipConfiguration);
    const associatedWith = holder ?? referredTo(natGateway);
    return {
      ...rowFacts(row),
      state: associatedWith === undefined ? 'available' : 'in-use',
      providerState: row.properties.provisioningState,
      flags: publicIPAllocationMethod ? [publicIPAllocationMethod.toLowerCase()] : undefined,
      attributes: {
        publicIp: ipAddress || undefined,
        associatedWith,
        networkInterfaceId: /^(.+\/networkinterfaces\/[^/]+)\//.exec(holder ?? '')?.[1],
      },
    };
  },
});
