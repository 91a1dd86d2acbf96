import type { PlantedResource } from '../estate.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantCreation } from '../time.ts';
import { diskType } from './machines.ts';
import {
  computeId,
  computeResource,
  type GcpDetail,
  type GcpResource,
  gcpName,
  type JsonObject,
  pacific,
  selfLink,
} from './resource.ts';

export const snapshotType = 'compute.googleapis.com/Snapshot';
export const imageType = 'compute.googleapis.com/Image';

/** Of living disks and of some that are long gone. */
export const snapshots: Planter<GcpDetail> = {
  type: snapshotType,
  weight: 10,
  where: 'global',
  plant(random, account, region, count, { now, planted }) {
    const disks = planted<GcpDetail>(diskType, account.id);
    return Array.from({ length: count }, () => {
      const named = gcpName(random, 'snapshot');
      const { name } = named;
      const createdAt = plantCreation(random, now, random.chance(0.5) ? 0.2 : 2);
      const storageBytes = random.int(1, 200) * 1_073_741_824;
      return computeResource(random, {
        kind: 'snapshot',
        collection: 'global/snapshots',
        ...{ account, region, named, name, createdAt, type: snapshotType },
        state: 'READY',
        monthlyDollars: (storageBytes / 1_073_741_824) * 0.05,
        data: () => ({
          status: 'READY',
          ...sourceOf(random, account.id, disks),
          storageBytes: String(storageBytes),
          storageBytesStatus: 'UP_TO_DATE',
          storageLocations: ['us'],
          autoCreated: random.chance(0.6),
        }),
      });
    });
  },
};

/** Another one of the same disk, labelled as that was. */
export function takenAgain(random: Random, { detail, ...snapshot }: GcpResource, at: Date): GcpResource {
  const name = `${snapshot.name}-${random.hex(4)}`;
  const path = `projects/${snapshot.account}/global/snapshots/${name}`;
  const own = { id: computeId(random), name, creationTimestamp: pacific(at), selfLink: selfLink(path) };
  return {
    ...snapshot,
    id: `//compute.googleapis.com/${path}`,
    name,
    createdAt: at,
    detail: { ...detail, data: { ...detail.data, ...own }, updatedAt: at },
  };
}

function sourceOf(random: Random, project: string, disks: readonly PlantedResource<GcpDetail>[]): JsonObject {
  const living = disks.length > 0 && random.chance(0.72) ? random.pick(disks).detail.data : undefined;
  if (living) return { sourceDisk: living.selfLink, sourceDiskId: living.id, diskSizeGb: living.sizeGb };
  const gone = selfLink(`projects/${project}/zones/us-central1-a/disks/retired-${random.hex(4)}`);
  return { sourceDisk: gone, sourceDiskId: computeId(random), diskSizeGb: random.pick(['50', '100', '500']) };
}

export const images: Planter<GcpDetail> = {
  type: imageType,
  weight: 3,
  where: 'global',
  plant(random, account, region, count, { now, planted }) {
    const disks = planted<GcpDetail>(diskType, account.id);
    return Array.from({ length: count }, () => {
      const named = gcpName(random, 'image');
      const { name } = named;
      const createdAt = plantCreation(random, now, 2);
      const archiveBytes = random.int(1, 40) * 1_073_741_824;
      return computeResource(random, {
        kind: 'image',
        collection: 'global/images',
        ...{ account, region, named, name, createdAt, type: imageType },
        state: 'READY',
        monthlyDollars: (archiveBytes / 1_073_741_824) * 0.05,
        data: () => ({
          status: 'READY',
          family: named.application,
          ...sourceOf(random, account.id, disks),
          archiveSizeBytes: String(archiveBytes),
          storageLocations: ['us'],
        }),
      });
    });
  },
};
