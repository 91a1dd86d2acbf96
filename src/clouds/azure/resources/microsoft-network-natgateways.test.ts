import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkNatgateways } from './microsoft-network-natgateways.ts';

const TYPE = 'Microsoft.Network/natGateways';
const NETWORK = '/subscriptions/S/providers/Microsoft.Network/virtualNetworks/Hub';

test('a gateway in our words', () =>
  expect(
    microsoftNetworkNatgateways.normalize(
      rowOf(
        TYPE,
        {
          subnets: [{ id: `${NETWORK}/subnets/Web` }],
          publicIpAddresses: [{ id: '/subscriptions/S/publicIPAddresses/Out' }],
          provisioningState: 'Succeeded',
        },
        { zones: ['1'] },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    attributes: {
      networkId: NETWORK.toLowerCase(),
      subnetId: `${NETWORK}/subnets/Web`.toLowerCase(),
      publicIps: ['/subscriptions/s/publicipaddresses/out'],
      attachedTo: [`${NETWORK}/subnets/Web`.toLowerCase()],
      availabilityZone: '1',
    },
  }));

test('one that no subnet uses is attached to nothing', () =>
  expect(microsoftNetworkNatgateways.normalize(rowOf(TYPE, { subnets: null }), nothingKnown).attributes).toMatchObject({
    ...{ attachedTo: [], networkId: undefined, publicIps: [] },
  }));
