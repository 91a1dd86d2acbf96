import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

export interface BucketDetail {
  /** Undefined where versioning was never switched on, which S3 tells apart from suspended. */
  readonly versioning: 'Enabled' | 'Suspended' | undefined;
  readonly lifecycle: readonly LifecycleRule[];
  /** What GetBucketLocation says; some old buckets in Ireland say `EU`, those in Virginia nothing. */
  readonly location: string | undefined;
  readonly bytes: number;
  readonly objects: number;
}

export interface LifecycleRule {
  readonly id: string;
  readonly prefix: string;
  readonly enabled: boolean;
  readonly transition: { readonly days: number; readonly storageClass: string } | undefined;
  readonly expirationDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  readonly abortUploadsAfterDays: number | undefined;
}

export const buckets: Planter<BucketDetail> = {
  type: 's3:bucket',
  weight: 6,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = plantName(random, random.pick(['data', 'logs', 'assets', 'backup', 'exports']));
      // All of AWS shares one space of bucket names; the account keeps them apart.
      const name = unique(`northwind-${named.name}-${account.id.slice(-6)}-${region}`);
      const createdAt = plantCreation(random, now, 6);
      return {
        cloud: 'aws' as const,
        id: `arn:aws:s3:::${name}`,
        type: 's3:bucket',
        account: account.id,
        region,
        name,
        createdAt,
        ...plantTags(random, { ...named, type: 's3:bucket' }),
        taggable: true,
        detail: plantDetail(random, region),
      };
    });
  },
};

function plantDetail(random: Random, region: string): BucketDetail {
  const objects = random.weighted([
    [0, 8],
    [random.int(1, 5000), 42],
    [random.int(5000, 5_000_000), 50],
  ] as const);
  return {
    versioning: random.weighted([
      ['Enabled', 40],
      ['Suspended', 8],
      [undefined, 52],
    ] as const),
    lifecycle: random.chance(0.45)
      ? Array.from({ length: random.int(1, 3) }, (_, index) => plantRule(random, index))
      : [],
    location: locationOf(random, region),
    objects,
    bytes: objects * random.int(2_000, 900_000),
  };
}

function plantRule(random: Random, index: number): LifecycleRule {
  const storageClass = random.pick(['STANDARD_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE', 'INTELLIGENT_TIERING']);
  const transition = random.chance(0.6) ? { days: random.pick([30, 60, 90]), storageClass } : undefined;
  return {
    id: `rule-${index + 1}`,
    prefix: random.pick(['', 'logs/', 'tmp/', 'exports/']),
    enabled: random.chance(0.9),
    transition,
    // A rule without any action is refused, so one that moves nothing expires.
    expirationDays: !transition || random.chance(0.4) ? random.pick([180, 365, 730]) : undefined,
    noncurrentDays: random.chance(0.4) ? random.pick([30, 90]) : undefined,
    abortUploadsAfterDays: random.chance(0.5) ? 7 : undefined,
  };
}

function locationOf(random: Random, region: string): string | undefined {
  if (region === 'us-east-1') return undefined;
  return region === 'eu-west-1' && random.chance(0.1) ? 'EU' : region;
}
