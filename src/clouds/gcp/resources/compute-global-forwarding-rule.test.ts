import { expect, test } from 'vitest';
import { assetOf, compute } from '../../../../test/support/asset.ts';
import { computeGlobalForwardingRule } from './compute-global-forwarding-rule.ts';

test('a global rule is the front of a load balancer everywhere', () =>
  expect(
    computeGlobalForwardingRule.normalize(
      assetOf(
        { target: compute('global/targetHttpProxies/p'), loadBalancingScheme: 'EXTERNAL' },
        { location: 'global' },
      ),
    ),
  ).toMatchObject({ region: 'global', attributes: { loadBalancerType: 'application', scheme: 'external' } }));
