import { expect, test } from 'vitest';
import { assetOf, compute } from '../../../../test/support/asset.ts';
import { computeDisk } from './compute-disk.ts';

test('a disk lies in a zone', () => {
  const data = { type: compute('zones/europe-west1-b/diskTypes/pd-ssd'), zone: compute('zones/europe-west1-b') };
  expect(computeDisk.normalize(assetOf(data))).toMatchObject({
    region: 'europe-west1',
    attributes: { storageType: 'pd-ssd', availabilityZone: 'europe-west1-b' },
  });
});
