import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkPublicipaddresses } from './microsoft-network-publicipaddresses.ts';

const TYPE = 'Microsoft.Network/publicIPAddresses';
const NIC = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Network/networkInterfaces/Web';

test('an address in our words', () =>
  expect(
    microsoftNetworkPublicipaddresses.normalize(
      rowOf(TYPE, {
        ipAddress: '20.1.2.3',
        publicIPAllocationMethod: 'Static',
        ipConfiguration: { id: `${NIC}/ipConfigurations/Primary` },
        provisioningState: 'Succeeded',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'in-use',
    providerState: 'Succeeded',
    flags: ['static'],
    attributes: {
      publicIp: '20.1.2.3',
      associatedWith: `${NIC}/ipConfigurations/Primary`.toLowerCase(),
      networkInterfaceId: NIC.toLowerCase(),
    },
  }));

test.each([
  [
    'of a NAT gateway',
    { natGateway: { id: '/subscriptions/S/natGateways/Out' } },
    'in-use',
    '/subscriptions/s/natgateways/out',
  ],
  ['of nobody', { ipConfiguration: null }, 'available', undefined],
])('one %s', (_, properties, state, associatedWith) =>
  expect(microsoftNetworkPublicipaddresses.normalize(rowOf(TYPE, properties), nothingKnown)).toMatchObject({
    state,
    attributes: { associatedWith, networkInterfaceId: undefined, publicIp: undefined },
  }),
);
