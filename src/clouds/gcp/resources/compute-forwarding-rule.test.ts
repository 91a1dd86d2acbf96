import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeForwardingRule } from './compute-forwarding-rule.ts';

test.each([
  [
    { target: compute('regions/r/targetHttpsProxies/p'), loadBalancingScheme: 'EXTERNAL_MANAGED' },
    'application',
    'external-managed',
  ],
  [{ target: compute('regions/r/targetPools/p'), loadBalancingScheme: 'EXTERNAL' }, 'network', 'external'],
  [{ target: compute('regions/r/targetTcpProxies/p') }, 'network', undefined],
  [{ backendService: compute('regions/r/backendServices/b'), loadBalancingScheme: 'INTERNAL' }, 'network', 'internal'],
  // A VPN, and somebody's private service.
  [{ target: compute('regions/r/targetVpnGateways/g') }, undefined, undefined],
  [{ target: compute('regions/r/serviceAttachments/s') }, undefined, undefined],
])('%j is %s, %s', (data, loadBalancerType, scheme) =>
  expect(computeForwardingRule.normalize(assetOf(data)).attributes).toMatchObject({ loadBalancerType, scheme }),
);

test('where it is and what it sends to', () =>
  expect(
    computeForwardingRule.normalize(
      assetOf({
        ...{ IPAddress: '34.1.2.3', network: compute('global/networks/main') },
        backendService: compute('regions/r/backendServices/b'),
      }),
    ).attributes,
  ).toMatchObject({
    dnsName: '34.1.2.3',
    networkId: full('global/networks/main'),
    targetGroups: [full('regions/r/backendServices/b')],
  }));
