import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkVirtualnetworks } from './microsoft-network-virtualnetworks.ts';

const TYPE = 'Microsoft.Network/virtualNetworks';

test('a network in our words', () =>
  expect(
    microsoftNetworkVirtualnetworks.normalize(
      rowOf(TYPE, { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, provisioningState: 'Succeeded' }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    attributes: { networkId: factsOf(TYPE).id, cidrBlocks: ['10.0.0.0/16'] },
  }));
