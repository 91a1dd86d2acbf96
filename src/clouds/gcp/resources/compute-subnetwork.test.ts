import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeSubnetwork } from './compute-subnetwork.ts';

test('a subnetwork with its second ranges', () =>
  expect(
    computeSubnetwork.normalize(
      assetOf({
        ...{ network: compute('global/networks/main'), ipCidrRange: '10.0.0.0/20' },
        secondaryIpRanges: [{ ipCidrRange: '10.4.0.0/14' }],
      }),
    ).attributes,
  ).toEqual({ networkId: full('global/networks/main'), cidrBlocks: ['10.0.0.0/20', '10.4.0.0/14'] }));
