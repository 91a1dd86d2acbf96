import type { Image } from '../../../estate/aws/images.ts';
import { describe, tagSet } from './describe.ts';
import { ownedBy } from './owners.ts';

export const describeImages = describe<Image>({
  type: 'ec2:image',
  set: 'imagesSet',
  ids: 'ImageId',
  notFound: 'InvalidAMIID.NotFound',
  idOf: ({ imageId }) => imageId,
  pages: { minimum: 1, maximum: 1000 },
  filters: {
    'image-id': ({ detail }) => detail.imageId,
    name: ({ detail }) => detail.imageName,
    state: () => 'available',
    architecture: ({ detail }) => detail.architecture,
    'owner-id': ({ account }) => account,
    'is-public': () => false,
    'block-device-mapping.snapshot-id': ({ detail }) => detail.snapshotId,
  },
  among: ownedBy,
  write: (images) =>
    images.map((resource) => {
      const { detail, account } = resource;
      const ebs = { snapshotId: detail.snapshotId, volumeSize: detail.sizeGib, volumeType: 'gp3', encrypted: false };
      const device = detail.windows ? '/dev/sda1' : '/dev/xvda';
      return {
        imageId: detail.imageId,
        imageLocation: `${account}/${detail.imageName}`,
        imageState: 'available',
        imageOwnerId: account,
        creationDate: resource.createdAt,
        isPublic: false,
        architecture: detail.architecture,
        imageType: 'machine',
        platform: detail.windows ? 'windows' : undefined,
        platformDetails: detail.windows ? 'Windows' : 'Linux/UNIX',
        usageOperation: detail.windows ? 'RunInstances:0002' : 'RunInstances',
        name: detail.imageName,
        rootDeviceType: 'ebs',
        rootDeviceName: device,
        blockDeviceMapping: { item: [{ deviceName: device, ebs: { ...ebs, deleteOnTermination: true } }] },
        virtualizationType: 'hvm',
        tagSet: tagSet(resource),
        hypervisor: 'xen',
        enaSupport: true,
        sourceInstanceId: detail.sourceInstanceId,
      };
    }),
});
