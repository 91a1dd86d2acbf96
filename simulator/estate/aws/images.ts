import type { Planter } from '../planter.ts';
import { ec2Id, ec2Resource, within } from './ec2-resource.ts';

export interface Image {
  readonly imageId: string;
  readonly imageName: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly windows: boolean;
  /** Of its root device; the planter of snapshots plants it. */
  readonly snapshotId: string;
  readonly sizeGib: number;
  readonly sourceInstanceId: string;
}

export const images: Planter<Image> = {
  type: 'ec2:image',
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    return Array.from({ length: count }, () => {
      const imageId = ec2Id(random, 'ami');
      const createdAt = within(random, now, 1100);
      const role = random.pick(['base', 'web', 'worker', 'golden']);
      const imageName = `${role}-${createdAt.toISOString().slice(0, 10)}-${random.hex(4)}`;
      const detail: Image = {
        imageId,
        imageName,
        architecture: random.chance(0.3) ? 'arm64' : 'x86_64',
        windows: random.chance(0.1),
        snapshotId: ec2Id(random, 'snap'),
        sizeGib: random.pick([8, 16, 30, 50]),
        sourceInstanceId: ec2Id(random, 'i'),
      };
      const plan = { account, region, kind: 'image', id: imageId, role, createdAt, detail, ownName: imageName };
      return ec2Resource(random, plan);
    });
  },
};
