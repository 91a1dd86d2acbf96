import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { ec2Id, ec2Resource, within, zonesOf } from './ec2-resource.ts';
import type { Instance } from './instances.ts';

export interface Volume {
  readonly volumeId: string;
  readonly volumeType: VolumeType;
  readonly sizeGib: number;
  readonly iops: number | undefined;
  readonly throughputMib: number | undefined;
  readonly zone: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | undefined;
  readonly sourceSnapshotId: string | undefined;
  /** None: it costs money and serves nobody. */
  readonly attachment: Attachment | undefined;
}

export interface Attachment {
  readonly instanceId: string;
  readonly device: string;
  readonly attachTime: Date;
  readonly deleteOnTermination: boolean;
}

export type VolumeType = 'gp2' | 'gp3' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard';

const rootTypes: readonly (readonly [VolumeType, weight: number])[] = [
  ['gp3', 55],
  ['gp2', 43],
  ['standard', 2],
];
const dataTypes: readonly (readonly [VolumeType, weight: number])[] = [
  ['gp3', 45],
  ['gp2', 34],
  ['io1', 5],
  ['io2', 4],
  ['st1', 8],
  ['sc1', 4],
];

/** First every instance gets its root volume; of the rest some hold data and some are left over. */
export const volumes: Planter<Volume> = {
  type: 'ec2:volume',
  weight: 20,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const instances = planted<Instance>('ec2:instance', account.id, region).map(({ detail }) => detail);
    const dataVolumes = new Map<string, number>();
    const keyId = `arn:aws:kms:${region}:${account.id}:key/${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
    return Array.from({ length: count }, (_, position) => {
      const owner = ownerOf(random, instances, position, dataVolumes);
      const attachment = owner && attachmentOf(random, owner.instance, owner.device);
      const root = owner?.root === true;
      const createdAt = attachment?.attachTime ?? within(random, now, 800);
      const detail: Volume = {
        volumeId: ec2Id(random, 'vol'),
        ...sized(random, root),
        zone: owner?.instance.zone ?? random.pick(zonesOf(region)),
        ...encryption(random, keyId),
        sourceSnapshotId: root ? ec2Id(random, 'snap') : undefined,
        attachment,
      };
      const role = root ? 'root' : 'data';
      return ec2Resource(random, { account, region, kind: 'volume', id: detail.volumeId, role, createdAt, detail });
    });
  },
};

interface Owner {
  readonly instance: Instance;
  readonly device: string;
  readonly root: boolean;
}

function ownerOf(
  random: Random,
  instances: readonly Instance[],
  position: number,
  dataVolumes: Map<string, number>,
): Owner | undefined {
  const own = instances[position];
  if (own) return { instance: own, device: rootDevice(own), root: true };
  if (instances.length === 0 || random.chance(0.42)) return undefined;
  const instance = random.pick(instances);
  const already = dataVolumes.get(instance.instanceId) ?? 0;
  // Device names run from /dev/sdf to /dev/sdp.
  if (already > 10) return undefined;
  dataVolumes.set(instance.instanceId, already + 1);
  return { instance, device: `/dev/sd${String.fromCharCode('f'.charCodeAt(0) + already)}`, root: false };
}

/** Windows images name it differently from Linux ones. */
export const rootDevice = ({ platform }: Instance): string => (platform.windows ? '/dev/sda1' : '/dev/xvda');

const attachmentOf = (random: Random, instance: Instance, device: string): Attachment => {
  const root = device === rootDevice(instance);
  return {
    instanceId: instance.instanceId,
    device,
    attachTime: instance.launchTime,
    deleteOnTermination: root || random.chance(0.1),
  };
};

function sized(random: Random, root: boolean): Pick<Volume, 'volumeType' | 'sizeGib' | 'iops' | 'throughputMib'> {
  const volumeType = random.weighted(root ? rootTypes : dataTypes);
  const sizeGib = random.pick(root ? [8, 16, 20, 30, 50, 100] : [50, 100, 200, 500, 1000, 2000]);
  switch (volumeType) {
    case 'gp3': {
      const fast = random.chance(0.1);
      return { volumeType, sizeGib, iops: fast ? 6000 : 3000, throughputMib: fast ? 250 : 125 };
    }
    case 'gp2':
      // Three for each GiB, at least 100 and at most 16,000.
      return { volumeType, sizeGib, iops: Math.min(16_000, Math.max(100, sizeGib * 3)), throughputMib: undefined };
    case 'io1':
    case 'io2':
      return { volumeType, sizeGib, iops: random.pick([1000, 2000, 5000]), throughputMib: undefined };
    case 'st1':
    case 'sc1':
      return { volumeType, sizeGib: Math.max(125, sizeGib), iops: undefined, throughputMib: undefined };
    case 'standard':
      return { volumeType, sizeGib, iops: undefined, throughputMib: undefined };
  }
}

function encryption(random: Random, keyId: string): Pick<Volume, 'encrypted' | 'kmsKeyId'> {
  const encrypted = random.chance(0.7);
  return { encrypted, kmsKeyId: encrypted ? keyId : undefined };
}
