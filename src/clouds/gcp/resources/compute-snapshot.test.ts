import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeSnapshot } from './compute-snapshot.ts';

test('a snapshot in our words', () => {
  const data = {
    ...{ status: 'READY', diskSizeGb: '100', storageBytes: '1073741824', snapshotType: 'ARCHIVE', description: '' },
    sourceDisk: compute('zones/europe-west1-b/disks/web'),
  };
  expect(computeSnapshot.normalize(assetOf(data, { location: 'eu' }))).toMatchObject({
    region: 'eu',
    state: 'available',
    providerState: 'READY',
    attributes: {
      volumeId: full('zones/europe-west1-b/disks/web'),
      volumeSizeGib: 100,
      storageTier: 'archive',
      description: undefined,
    },
  });
});

test.each([
  ['UPLOADING', 'pending'],
  ['CREATING', 'pending'],
  ['FAILED', 'failed'],
])('%s is %s', (status, state) => expect(computeSnapshot.normalize(assetOf({ status })).state).toBe(state));
