import type { Volume } from '../../../estate/aws/volumes.ts';
import { describe, tagSet, zoneId } from './describe.ts';

export const describeVolumes = describe<Volume>({
  type: 'ec2:volume',
  set: 'volumeSet',
  ids: 'VolumeId',
  notFound: 'InvalidVolume.NotFound',
  idOf: ({ volumeId }) => volumeId,
  pages: { minimum: 5, maximum: 1000 },
  filters: {
    'volume-id': ({ detail }) => detail.volumeId,
    'volume-type': ({ detail }) => detail.volumeType,
    status: ({ detail }) => (detail.attachment ? 'in-use' : 'available'),
    size: ({ detail }) => String(detail.sizeGib),
    encrypted: ({ detail }) => detail.encrypted,
    'availability-zone': ({ detail }) => detail.zone,
    'attachment.instance-id': ({ detail }) => detail.attachment?.instanceId,
  },
  write: (volumes) =>
    volumes.map((resource) => {
      const { detail } = resource;
      const { volumeId, attachment } = detail;
      return {
        volumeId,
        size: detail.sizeGib,
        snapshotId: detail.sourceSnapshotId ?? '',
        availabilityZone: detail.zone,
        availabilityZoneId: zoneId(detail.zone),
        status: attachment ? 'in-use' : 'available',
        createTime: resource.createdAt,
        attachmentSet: { item: attachment ? [{ volumeId, status: 'attached', ...attachment }] : [] },
        tagSet: tagSet(resource),
        volumeType: detail.volumeType,
        iops: detail.iops,
        throughput: detail.throughputMib,
        encrypted: detail.encrypted,
        kmsKeyId: detail.kmsKeyId,
        multiAttachEnabled: false,
      };
    }),
});
