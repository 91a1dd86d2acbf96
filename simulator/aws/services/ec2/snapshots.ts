import type { Snapshot } from '../../../estate/aws/snapshots.ts';
import { describe, tagSet } from './describe.ts';
import { ownedBy } from './owners.ts';

export const describeSnapshots = describe<Snapshot>({
  type: 'ec2:snapshot',
  set: 'snapshotSet',
  ids: 'SnapshotId',
  notFound: 'InvalidSnapshot.NotFound',
  idOf: ({ snapshotId }) => snapshotId,
  pages: { minimum: 5, maximum: 1000 },
  filters: {
    'snapshot-id': ({ detail }) => detail.snapshotId,
    'volume-id': ({ detail }) => detail.volumeId,
    'volume-size': ({ detail }) => String(detail.sizeGib),
    status: () => 'completed',
    'storage-tier': ({ detail }) => (detail.archived ? 'archive' : 'standard'),
    encrypted: ({ detail }) => detail.encrypted,
    'owner-id': ({ account }) => account,
  },
  among: ownedBy,
  write: (snapshots) =>
    snapshots.map((resource) => {
      const { detail } = resource;
      return {
        snapshotId: detail.snapshotId,
        volumeId: detail.volumeId,
        status: 'completed',
        startTime: detail.startTime,
        completionTime: new Date(detail.startTime.getTime() + 300_000),
        progress: '100%',
        ownerId: resource.account,
        volumeSize: detail.sizeGib,
        fullSnapshotSizeInBytes: detail.fullSizeBytes,
        description: detail.description,
        tagSet: tagSet(resource),
        encrypted: detail.encrypted,
        kmsKeyId: detail.kmsKeyId,
        storageTier: detail.archived ? 'archive' : 'standard',
      };
    }),
});
