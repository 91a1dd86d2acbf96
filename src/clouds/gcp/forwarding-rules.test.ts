import { expect, test } from 'vitest';
import { assetOf, compute } from '../../../test/support/asset.ts';
import { forwardingRuleFacts } from './forwarding-rules.ts';

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
  expect(forwardingRuleFacts(assetOf(data)).attributes).toMatchObject({ loadBalancerType, scheme }),
);
