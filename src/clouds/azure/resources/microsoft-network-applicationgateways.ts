import type { ResourceState } from '../../../model/resource.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idsOf, networkOf, referredTo } from '../ids.ts';
import { rowFacts } from '../row-facts.ts';
import { stateFacts } from '../states.ts';

interface Properties {
  readonly sku?: { readonly name?: string; readonly tier?: string };
  readonly operationalState?: string;
  readonly gatewayIPConfigurations?: readonly {
    readonly properties?: { readonly subnet?: { readonly id?: string } };
  }[];
  readonly frontendIPConfigurations?: readonly { readonly properties?: { readonly publicIPAddress?: object } }[];
  readonly backendAddressPools?: readonly {
    readonly id?: string;
    readonly properties?: {
      readonly backendIPConfigurations?: readonly unknown[];
      readonly backendAddresses?: readonly unknown[];
    };
  }[];
}

const STATES: Readonly<Record<string, ResourceState>> = {
  running: 'running',
  starting: 'pending',
  stopping: 'stopping',
  stopped: 'stopped',
};

/** Application gateways. */
export const microsoftNetworkApplicationgateways = defineAzureCollector({
  type: 'Microsoft.Network/applicationGateways',
  kind: 'load-balancer',
  family: 'network',
  taggable: true,
  permissions: ['Microsoft.Network/applicationGateways/read'],
  normalize(row: AzureRow<Properties>) {
    const { operationalState, gatewayIPConfigurations = [], frontendIPConfigurations: fronts = [] } = row.properties;
    const { backendAddressPools: pools = [] } = row.properties;
    const isUsed = pools.some(
      ({ properties: { backendIPConfigurations = [], backendAddresses = [] } = {} }) =>
        backendIPConfigurations.length + backendAddresses.length > 0,
    );
    return {
      ...rowFacts(row),
      ...stateFacts(operationalState, STATES),
      flags: isUsed ? undefined : ['without-backends'],
      attributes: {
        loadBalancerType: 'application' as const,
        scheme: fronts.some(({ properties }) => properties?.publicIPAddress) ? 'internet-facing' : 'internal',
        networkId: networkOf(referredTo(gatewayIPConfigurations[0]?.properties?.subnet)),
        availabilityZones: row.zones ?? [],
        targetGroups: idsOf(pools),
      },
    };
  },
});
