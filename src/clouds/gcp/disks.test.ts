import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../test/support/asset.ts';
import { type Disk, diskFacts, diskPayload } from './disks.ts';

const disk: Disk = {
  type: compute('zones/europe-west1-b/diskTypes/pd-ssd'),
  sizeGb: '100',
  status: 'READY',
  users: [compute('zones/europe-west1-b/instances/web')],
  zone: compute('zones/europe-west1-b'),
  provisionedIops: '3000',
  lastAttachTimestamp: '2025-02-03T00:00:00.000-08:00',
  sourceSnapshot: compute('global/snapshots/s'),
};

test('a disk in our words', () =>
  expect(diskFacts(assetOf(disk))).toEqual({
    state: 'in-use',
    providerState: 'READY',
    attributes: {
      storageType: 'pd-ssd',
      sizeGib: 100,
      iops: 3000,
      throughputMibps: undefined,
      encrypted: true,
      attachedTo: [full('zones/europe-west1-b/instances/web')],
      attachedAt: '2025-02-03T08:00:00.000Z',
      availabilityZone: 'europe-west1-b',
      snapshotId: full('global/snapshots/s'),
    },
  }));

test('a loose disk is attached to nothing, whenever it last was', () => {
  const { users: _, ...loose } = disk;
  expect(diskFacts(assetOf(loose))).toMatchObject({
    state: 'available',
    attributes: { attachedTo: [], attachedAt: undefined },
  });
});

test('what is attached to a disk that was not told is unknown', () =>
  expect(diskFacts(assetOf({})).attributes).toMatchObject({ attachedTo: undefined, sizeGib: undefined }));

test.each([
  ['CREATING', 'pending'],
  ['RESTORING', 'pending'],
  ['FAILED', 'failed'],
  ['DELETING', 'deleting'],
  ['UNAVAILABLE', 'failed'],
])('%s is %s', (status, state) => expect(diskFacts(assetOf({ status })).state).toBe(state));

test('only what is named is kept', () =>
  expect(diskPayload({ ...disk, ...{ diskEncryptionKey: { rawKey: 'hush' } } })).not.toHaveProperty(
    'diskEncryptionKey',
  ));
