import type { PlantedResource } from '../estate.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { ec2Id, ec2Resource, within } from './ec2-resource.ts';
import type { Image } from './images.ts';
import type { Volume } from './volumes.ts';

export interface Snapshot {
  readonly snapshotId: string;
  /** Perhaps of a volume that is long gone. A copied snapshot has `vol-ffffffff`, which never was one. */
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly fullSizeBytes: number;
  readonly startTime: Date;
  readonly description: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | undefined;
  readonly archived: boolean;
}

type Source = Pick<Snapshot, 'volumeId' | 'sizeGib' | 'description' | 'encrypted' | 'kmsKeyId'>;

/** First those that images stand on, then backups. */
export const snapshots: Planter<Snapshot> = {
  type: 'ec2:snapshot',
  weight: 14,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const images = planted<Image>('ec2:image', account.id, region);
    const volumes = planted<Volume>('ec2:volume', account.id, region).map(({ detail }) => detail);
    return Array.from({ length: count }, (_, position) => {
      const image = images[position];
      const source = image ? ofImage(random, image.detail) : backupOf(random, volumes);
      const snapshotId = image?.detail.snapshotId ?? ec2Id(random, 'snap');
      const startTime = image?.createdAt ?? within(random, now, random.chance(0.5) ? 40 : 900);
      const full = source.sizeGib * random.int(5, 95) * 10_737_418;
      const archived = !image && random.chance(0.04);
      const detail: Snapshot = { snapshotId, ...source, startTime, fullSizeBytes: full, archived };
      const plan = { account, region, kind: 'snapshot', id: snapshotId, role: 'backup', createdAt: startTime, detail };
      return ec2Resource(random, plan);
    });
  },
};

/** Another one of the same volume, tagged as that was. */
export function takenAgain(
  random: Random,
  { detail, ...snapshot }: PlantedResource<Snapshot>,
  at: Date,
): PlantedResource<Snapshot> {
  const snapshotId = ec2Id(random, 'snap');
  return {
    ...snapshot,
    id: `arn:aws:ec2:${snapshot.region}:${snapshot.account}:snapshot/${snapshotId}`,
    createdAt: at,
    detail: { ...detail, snapshotId, startTime: at, archived: false },
  };
}

const ofImage = (random: Random, { imageId, sourceInstanceId, sizeGib }: Image): Source => ({
  volumeId: ec2Id(random, 'vol'),
  sizeGib,
  description: `Created by CreateImage(${sourceInstanceId}) for ${imageId}`,
  encrypted: false,
  kmsKeyId: undefined,
});

function backupOf(random: Random, volumes: readonly Volume[]): Source {
  const kind = random.weighted([['living', 72] as const, ['deleted', 22] as const, ['copied', 6] as const]);
  if (kind === 'living' && volumes.length > 0) {
    const { volumeId, sizeGib, encrypted, kmsKeyId } = random.pick(volumes);
    return { volumeId, sizeGib, encrypted, kmsKeyId, description: 'Nightly backup' };
  }
  return {
    volumeId: kind === 'copied' ? 'vol-ffffffff' : ec2Id(random, 'vol'),
    sizeGib: random.pick([8, 50, 100, 500]),
    encrypted: false,
    kmsKeyId: undefined,
    description: kind === 'copied' ? '[Copied from another region]' : 'before migration',
  };
}
