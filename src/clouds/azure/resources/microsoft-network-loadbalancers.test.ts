import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkLoadbalancers } from './microsoft-network-loadbalancers.ts';

const TYPE = 'Microsoft.Network/loadBalancers';

test('a load balancer in our words', () =>
  expect(
    microsoftNetworkLoadbalancers.normalize(
      rowOf(TYPE, {
        frontendIPConfigurations: [
          { zones: ['1', '2'], properties: { publicIPAddress: { id: '/subscriptions/S/publicIPAddresses/In' } } },
          { zones: ['2'] },
        ],
        backendAddressPools: [
          { id: '/subscriptions/S/backendAddressPools/Web', properties: { backendIPConfigurations: [{ id: 'nic' }] } },
        ],
        provisioningState: 'Succeeded',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    flags: undefined,
    attributes: {
      loadBalancerType: 'network',
      scheme: 'internet-facing',
      availabilityZones: ['1', '2'],
      targetGroups: ['/subscriptions/s/backendaddresspools/web'],
    },
  }));

test.each([[{}], [{ backendAddressPools: [{ id: '/subscriptions/S/pools/Empty', properties: {} }] }]])(
  'one with %o has nothing behind it',
  (properties) =>
    expect(microsoftNetworkLoadbalancers.normalize(rowOf(TYPE, properties), nothingKnown)).toMatchObject({
      flags: ['without-backends'],
      attributes: { scheme: 'internal' },
    }),
);
