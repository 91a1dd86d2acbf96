import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idsOf } from '../ids.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly frontendIPConfigurations?: readonly {
    readonly zones?: readonly string[];
    readonly properties?: { readonly publicIPAddress?: object };
  }[];
  readonly backendAddressPools?: readonly {
    readonly id?: string;
    readonly properties?: {
      readonly backendIPConfigurations?: readonly unknown[];
      readonly loadBalancerBackendAddresses?: readonly unknown[];
    };
  }[];
  readonly provisioningState?: string;
}

/** Load balancers. */
export const microsoftNetworkLoadbalancers = defineAzureCollector({
  type: 'Microsoft.Network/loadBalancers',
  kind: 'load-balancer',
  family: 'network',
  taggable: true,
  permissions: ['Microsoft.Network/loadBalancers/read'],
  normalize(row: AzureRow<Properties>) {
    const { frontendIPConfigurations: fronts = [], backendAddressPools: pools = [] } = row.properties;
    const isUsed = pools.some(
      ({ properties: { backendIPConfigurations = [], loadBalancerBackendAddresses = [] } = {} }) =>
        backendIPConfigurations.length + loadBalancerBackendAddresses.length > 0,
    );
    return {
      ...rowFacts(row),
      ...provisioned(row.properties.provisioningState),
      flags: isUsed ? undefined : ['without-backends'],
      attributes: {
        loadBalancerType: 'network' as const,
        scheme: fronts.some(({ properties }) => properties?.publicIPAddress) ? 'internet-facing' : 'internal',
        availabilityZones: [...new Set(fronts.flatMap(({ zones = [] }) => zones))],
        targetGroups: idsOf(pools),
      },
    };
  },
});
