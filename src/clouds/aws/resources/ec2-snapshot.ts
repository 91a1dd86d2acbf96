import type { Snapshot } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  recovering: 'pending',
  completed: 'available',
  error: 'failed',
};

// What a copied snapshot says; there never was such a volume.
const NO_VOLUME = 'vol-ffffffff';

/** EBS snapshots of the account's own. */
export const ec2Snapshot = defineAwsCollector({
  type: 'ec2:snapshot',
  kind: 'snapshot',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeSnapshots'],
  async *list({ clients, scope }): AsyncIterable<Snapshot> {
    const { paginateDescribeSnapshots } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const pages = paginateDescribeSnapshots({ client, pageSize: 1000 }, { OwnerIds: ['self'] });
    for await (const page of pages) yield* page.Snapshots ?? [];
  },
  normalize(snapshot, scope) {
    return {
      id: arn('ec2', scope, `snapshot/${idOf(snapshot.SnapshotId, 'ec2:DescribeSnapshots')}`),
      name: nameOf(snapshot.Tags),
      state: STATES[snapshot.State ?? ''] ?? 'unknown',
      providerState: snapshot.State,
      createdAt: snapshot.StartTime?.toISOString(),
      tags: tagsOf(snapshot.Tags),
      attributes: {
        volumeId: snapshot.VolumeId === NO_VOLUME ? undefined : snapshot.VolumeId,
        volumeSizeGib: snapshot.VolumeSize,
        encrypted: snapshot.Encrypted,
        storageTier: snapshot.StorageTier,
        description: snapshot.Description || undefined,
      },
    };
  },
});
