import { expect, test } from 'vitest';
import { assetOf, full } from '../../../../test/support/asset.ts';
import { computeAddress } from './compute-address.ts';

test('an address in our words', () =>
  expect(
    computeAddress.normalize(assetOf({ address: '34.1.2.3', status: 'RESERVED' }, { location: 'europe-west1' })),
  ).toEqual({
    ...{ id: full('zones/europe-west1-b/things/web'), name: 'web', region: 'europe-west1', createdAt: undefined },
    ...{ state: 'available', providerState: 'RESERVED', tags: {} },
    attributes: { publicIp: '34.1.2.3', privateIp: undefined, associatedWith: undefined },
  }));
