import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftNetworkNetworksecuritygroups } from './microsoft-network-networksecuritygroups.ts';

const TYPE = 'Microsoft.Network/networkSecurityGroups';
const rule = (direction: string) => ({ name: 'rule', properties: { direction, access: 'Allow' } });

test('a security group in our words', () =>
  expect(
    microsoftNetworkNetworksecuritygroups.normalize(
      rowOf(TYPE, {
        securityRules: [rule('Inbound'), rule('Inbound'), rule('Outbound')],
        subnets: [{ id: '/subscriptions/S/subnets/Web' }],
        provisioningState: 'Succeeded',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    flags: undefined,
    attributes: { inboundRules: 2, outboundRules: 1 },
  }));

test('one that guards nothing is unused; rules that are not told are unknown', () =>
  expect(microsoftNetworkNetworksecuritygroups.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    flags: ['unused'],
    attributes: { inboundRules: undefined, outboundRules: undefined },
  }));
