import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../test/support/asset.ts';
import { addressFacts } from './addresses.ts';

test.each([
  [
    { address: '34.1.2.3', addressType: 'EXTERNAL', status: 'RESERVED' },
    'available',
    { publicIp: '34.1.2.3', associatedWith: undefined },
  ],
  [
    { address: '34.1.2.3', status: 'IN_USE', users: [compute('zones/europe-west1-b/instances/web')] },
    'in-use',
    { publicIp: '34.1.2.3', associatedWith: full('zones/europe-west1-b/instances/web') },
  ],
  [
    { address: '10.0.0.9', addressType: 'INTERNAL', status: 'RESERVED' },
    'available',
    { publicIp: undefined, privateIp: '10.0.0.9' },
  ],
  [{ status: 'RESERVING' }, 'pending', {}],
])('%j is %s', (data, state, attributes) => expect(addressFacts(assetOf(data))).toMatchObject({ state, attributes }));
