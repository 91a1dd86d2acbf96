import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkVirtualnetworkgateways } from './microsoft-network-virtualnetworkgateways.ts';

const TYPE = 'Microsoft.Network/virtualNetworkGateways';
const NETWORK = '/subscriptions/S/providers/Microsoft.Network/virtualNetworks/Hub';

test('a gateway in our words', () =>
  expect(
    microsoftNetworkVirtualnetworkgateways.normalize(
      rowOf(TYPE, {
        gatewayType: 'Vpn',
        ipConfigurations: [
          {
            properties: {
              subnet: { id: `${NETWORK}/subnets/GatewaySubnet` },
              publicIPAddress: { id: '/subscriptions/S/publicIPAddresses/Vpn' },
            },
          },
        ],
        provisioningState: 'Updating',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Updating',
    attributes: {
      networkId: NETWORK.toLowerCase(),
      subnetId: `${NETWORK}/subnets/GatewaySubnet`.toLowerCase(),
      connectivity: 'Vpn',
      publicIps: ['/subscriptions/s/publicipaddresses/vpn'],
    },
  }));
