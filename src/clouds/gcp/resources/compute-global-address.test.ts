import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { computeGlobalAddress } from './compute-global-address.ts';

test('a global address is an address everywhere', () =>
  expect(
    computeGlobalAddress.normalize(assetOf({ address: '34.1.2.3', status: 'RESERVED' }, { location: 'global' })),
  ).toMatchObject({
    region: 'global',
    state: 'available',
    attributes: { publicIp: '34.1.2.3' },
  }));
