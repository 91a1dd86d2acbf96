import { expect, test } from 'vitest';
import { assetOf, full } from '../../../../test/support/asset.ts';
import { computeNetwork } from './compute-network.ts';

test.each([
  ['default', {}, { isDefault: true, cidrBlocks: [] }],
  ['main', {}, { isDefault: false }],
  ['legacy', { IPv4Range: '10.240.0.0/16' }, { cidrBlocks: ['10.240.0.0/16'] }],
])('the network %s', (name, data, attributes) =>
  expect(
    computeNetwork.normalize(assetOf(data, { name: full(`global/networks/${name}`), location: 'global' })),
  ).toMatchObject({
    name,
    region: 'global',
    attributes,
  }),
);
