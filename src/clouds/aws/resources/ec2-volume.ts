import type { Volume } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { pick } from '../../pick.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'pending',
  available: 'available',
  'in-use': 'in-use',
  deleting: 'deleting',
  deleted: 'terminated',
  error: 'failed',
};

/** EBS volumes. */
export const ec2Volume = defineAwsCollector({
  type: 'ec2:volume',
  kind: 'volume',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeVolumes'],
  async *list({ clients, scope }): AsyncIterable<Volume> {
    const { paginateDescribeVolumes } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    for await (const page of paginateDescribeVolumes({ client, pageSize: 500 }, {})) yield* page.Volumes ?? [];
  },
  normalize(volume, scope) {
    const attachments = (volume.Attachments ?? []).filter(({ State }) => State !== 'detached');
    return {
      id: arn('ec2', scope, `volume/${idOf(volume.VolumeId, 'ec2:DescribeVolumes')}`),
      name: nameOf(volume.Tags),
      state: STATES[volume.State ?? ''] ?? 'unknown',
      providerState: volume.State,
      createdAt: volume.CreateTime?.toISOString(),
      tags: tagsOf(volume.Tags),
      attributes: {
        storageType: volume.VolumeType,
        sizeGib: volume.Size,
        iops: volume.Iops,
        throughputMibps: volume.Throughput,
        encrypted: volume.Encrypted,
        attachedTo: attachments.flatMap(({ InstanceId }) =>
          InstanceId === undefined ? [] : [arn('ec2', scope, `instance/${InstanceId}`)],
        ),
        attachedAt: attachments[0]?.AttachTime?.toISOString(),
        availabilityZone: volume.AvailabilityZone,
        snapshotId: volume.SnapshotId || undefined,
      },
    };
  },
  payload: (volume) =>
    pick(volume, [
      'VolumeId',
      'VolumeType',
      'Size',
      'Iops',
      'Throughput',
      'State',
      'CreateTime',
      'SnapshotId',
      'Encrypted',
      'MultiAttachEnabled',
      'Attachments',
    ]),
});
