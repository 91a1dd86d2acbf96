import { expect, test } from 'vitest';
import { assetOf, compute } from '../../../../test/support/asset.ts';
import { computeRegionDisk } from './compute-region-disk.ts';

test('a regional disk is a disk in no zone', () => {
  const data = { type: compute('regions/europe-west1/diskTypes/pd-balanced'), sizeGb: '200', status: 'READY' };
  expect(computeRegionDisk.normalize(assetOf(data, { location: 'europe-west1' }))).toMatchObject({
    region: 'europe-west1',
    attributes: { storageType: 'pd-balanced', sizeGib: 200, attachedTo: [], availabilityZone: undefined },
  });
});
