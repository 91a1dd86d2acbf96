import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';
import { projectNumber } from './organization.ts';
import { type GcpDetail, gcpName, gcpResource, type JsonObject } from './resource.ts';

export const bucketType = 'storage.googleapis.com/Bucket';

export const buckets: Planter<GcpDetail> = {
  type: bucketType,
  weight: 6,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = gcpName(random, random.pick(['data', 'logs', 'assets', 'backup', 'exports']));
      // All of Google shares one space of bucket names; the project keeps them apart.
      const name = unique(`northwind-${named.name}-${account.id.slice(-6)}`);
      const createdAt = plantCreation(random, now, 6);
      const updatedAt = random.moment(createdAt, now);
      // A multi-region is no region of the company's, and the bucket is in none.
      const location = random.chance(0.15) ? multiRegionOf(region) : region;
      const gigabytes = random.weighted([
        [0, 10] as const,
        [random.int(1, 400), 60] as const,
        [random.int(400, 6000), 30] as const,
      ]);
      return gcpResource(random, {
        ...{ account, region: location, named, name, createdAt, updatedAt, type: bucketType },
        path: `storage.googleapis.com/${name}`,
        monthlyDollars: gigabytes * 0.02 + 0.2,
        attributes: { locationType: location === region ? 'region' : 'multi-region' },
        data: (labels) => ({
          ...{ kind: 'storage#bucket', id: name, name, etag: 'CAE=', metageneration: String(random.int(1, 9)) },
          projectNumber: projectNumber(account.id),
          // The storage API shouts where the others whisper.
          location: location.toUpperCase(),
          locationType: location === region ? 'region' : 'multi-region',
          storageClass: random.weighted([
            ['STANDARD', 70] as const,
            ['NEARLINE', 14] as const,
            ['COLDLINE', 8] as const,
            ['ARCHIVE', 8] as const,
          ]),
          timeCreated: createdAt.toISOString(),
          updated: updatedAt.toISOString(),
          versioning: random.chance(0.35) ? { enabled: true } : undefined,
          lifecycle: random.chance(0.45) ? { rule: [plantRule(random)] } : undefined,
          softDeletePolicy: { retentionDurationSeconds: '604800' },
          autoclass: random.chance(0.1) ? { enabled: true } : undefined,
          iamConfiguration: { uniformBucketLevelAccess: { enabled: random.chance(0.8) } },
          labels,
          selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
        }),
      });
    });
  },
};

const multiRegionOf = (region: string): string => {
  const [continent = ''] = region.split(/-|(?<=europe)/);
  return ({ europe: 'eu', asia: 'asia' } as Readonly<Record<string, string>>)[continent] ?? 'us';
};

function plantRule(random: Random): JsonObject {
  if (random.chance(0.4)) return { action: { type: 'Delete' }, condition: { age: random.pick([180, 365, 730]) } };
  const storageClass = random.pick(['NEARLINE', 'COLDLINE', 'ARCHIVE']);
  return { action: { type: 'SetStorageClass', storageClass }, condition: { age: random.pick([30, 60, 90]) } };
}
