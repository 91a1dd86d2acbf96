import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkApplicationgateways } from './microsoft-network-applicationgateways.ts';

const TYPE = 'Microsoft.Network/applicationGateways';
const NETWORK = '/subscriptions/S/providers/Microsoft.Network/virtualNetworks/Hub';

test('a gateway in our words', () =>
  expect(
    microsoftNetworkApplicationgateways.normalize(
      rowOf(
        TYPE,
        {
          operationalState: 'Running',
          gatewayIPConfigurations: [{ properties: { subnet: { id: `${NETWORK}/subnets/Edge` } } }],
          frontendIPConfigurations: [
            { properties: { publicIPAddress: { id: '/subscriptions/S/publicIPAddresses/In' } } },
          ],
          backendAddressPools: [
            {
              id: '/subscriptions/S/backendAddressPools/Web',
              properties: { backendAddresses: [{ fqdn: 'shop.example' }] },
            },
          ],
        },
        { zones: ['1', '2'] },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'Running',
    flags: undefined,
    attributes: {
      loadBalancerType: 'application',
      scheme: 'internet-facing',
      networkId: NETWORK.toLowerCase(),
      availabilityZones: ['1', '2'],
      targetGroups: ['/subscriptions/s/backendaddresspools/web'],
    },
  }));

test('one that was stopped and has nobody behind it', () =>
  expect(
    microsoftNetworkApplicationgateways.normalize(rowOf(TYPE, { operationalState: 'Stopped' }), nothingKnown),
  ).toMatchObject({
    ...{ state: 'stopped', flags: ['without-backends'] },
    attributes: { scheme: 'internal', networkId: undefined, availabilityZones: [] },
  }));
