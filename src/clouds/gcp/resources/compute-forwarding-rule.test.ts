import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeForwardingRule } from './compute-forwarding-rule.ts';

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
