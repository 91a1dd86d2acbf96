import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeDisk } from './compute-disk.ts';

const disk = {
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
  expect(computeDisk.normalize(assetOf(disk, { createTime: '2025-01-02T03:04:05Z' }))).toEqual({
    id: full('zones/europe-west1-b/things/web'),
    name: 'web',
    region: 'europe-west1',
    state: 'in-use',
    providerState: 'READY',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
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
