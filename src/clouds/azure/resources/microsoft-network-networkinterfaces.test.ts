import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkNetworkinterfaces } from './microsoft-network-networkinterfaces.ts';

const TYPE = 'Microsoft.Network/networkInterfaces';
const NETWORK = '/subscriptions/S/providers/Microsoft.Network/virtualNetworks/Hub';
const ipConfiguration = (privateIPAddress: string, primary: boolean) => ({
  properties: { primary, privateIPAddress, subnet: { id: `${NETWORK}/subnets/Web` } },
});

test('an interface in our words, by its primary address', () =>
  expect(
    microsoftNetworkNetworkinterfaces.normalize(
      rowOf(TYPE, {
        ipConfigurations: [ipConfiguration('10.0.0.5', false), ipConfiguration('10.0.0.4', true)],
        virtualMachine: { id: '/subscriptions/S/virtualMachines/Web' },
        provisioningState: 'Succeeded',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'in-use',
    providerState: 'Succeeded',
    attributes: {
      networkId: NETWORK.toLowerCase(),
      subnetId: `${NETWORK}/subnets/Web`.toLowerCase(),
      privateIp: '10.0.0.4',
      attachedTo: '/subscriptions/s/virtualmachines/web',
    },
  }));

test('one of a private endpoint is used, too; one of nobody is not', () => {
  const privateEndpoint = { id: '/subscriptions/S/privateEndpoints/Db' };
  expect(microsoftNetworkNetworkinterfaces.normalize(rowOf(TYPE, { privateEndpoint }), nothingKnown)).toMatchObject({
    state: 'in-use',
    attributes: { attachedTo: '/subscriptions/s/privateendpoints/db' },
  });
  expect(microsoftNetworkNetworkinterfaces.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    state: 'available',
    attributes: { attachedTo: undefined, networkId: undefined },
  });
});
