import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { type LoadProfile, plantLoad } from '../load.ts';
import { plantName } from '../names.ts';
import type { Planter, PlantingContext } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { daysBefore, plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

export interface DbEngine {
  readonly engine: string;
  readonly engineVersion: string;
  readonly port: number;
}

export interface DbClusterDetail extends DbEngine {
  readonly identifier: string;
  readonly resourceId: string;
  readonly storageGiB: number;
  readonly backupRetentionDays: number;
  readonly encrypted: boolean;
  readonly deletionProtection: boolean;
}

export interface DbInstanceDetail extends DbClusterDetail {
  readonly instanceClass: string;
  readonly status: 'available' | 'stopped';
  readonly availabilityZone: string;
  readonly multiAz: boolean;
  readonly storageType: 'gp2' | 'gp3' | 'io1' | 'aurora';
  readonly iops: number | undefined;
  /** The Aurora cluster that it belongs to. */
  readonly cluster: string | undefined;
  readonly load: LoadProfile;
}

export interface DbSnapshotDetail extends DbEngine {
  readonly identifier: string;
  /** The instance or cluster that it was taken of, which may be gone. */
  readonly source: string;
  readonly sourceResourceId: string;
  readonly kind: 'automated' | 'manual';
  readonly storageGiB: number;
  readonly encrypted: boolean;
}

const auroraEngines: readonly DbEngine[] = [
  { engine: 'aurora-postgresql', engineVersion: '16.6', port: 5432 },
  { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.08.0', port: 3306 },
];

const engines: readonly (readonly [DbEngine, number])[] = [
  [{ engine: 'postgres', engineVersion: '16.8', port: 5432 }, 40],
  [{ engine: 'mysql', engineVersion: '8.0.41', port: 3306 }, 30],
  [{ engine: 'mariadb', engineVersion: '10.11.11', port: 3306 }, 8],
  [{ engine: 'sqlserver-se', engineVersion: '16.00.4175.1.v1', port: 1433 }, 6],
  // Past its standard support, which costs extra.
  [{ engine: 'mysql', engineVersion: '5.7.44', port: 3306 }, 8],
];

const instanceClasses = [
  'db.t3.medium',
  'db.t4g.large',
  'db.m5.large',
  'db.m6g.xlarge',
  'db.r6g.large',
  'db.r5.2xlarge',
];
const auroraClasses = ['db.r6g.large', 'db.r6g.xlarge', 'db.t4g.medium'];

export const dbClusters: Planter<DbClusterDetail> = {
  type: 'rds:cluster',
  weight: 0.6,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = plantName(random, 'aurora');
      const identifier = unique(named.name);
      return {
        ...resourceOf('rds:cluster', account, region, identifier, plantCreation(random, now)),
        ...plantTags(random, { ...named, type: 'rds:cluster' }),
        detail: {
          ...random.pick(auroraEngines),
          ...storageOf(random),
          identifier,
          resourceId: `cluster-${random.code(26)}`,
        },
      };
    });
  },
};

export const dbInstances: Planter<DbInstanceDetail> = {
  type: 'rds:db',
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, context) {
    const clusters = context.planted<DbClusterDetail>('rds:cluster', account.id, region);
    const unique = uniqueNames();
    return Array.from({ length: count }, (_, index) => {
      // A writer for each cluster first, as long as there are instances.
      const cluster = clusters[index] ?? (random.chance(0.15) ? pickOne(random, clusters) : undefined);
      const named = plantName(random, 'db');
      const identifier = unique(cluster ? `${cluster.detail.identifier}-instance-${index + 1}` : named.name);
      const earliest = cluster?.createdAt ?? daysBefore(context.now, 3 * 365);
      return {
        ...resourceOf('rds:db', account, region, identifier, random.moment(earliest, daysBefore(context.now, 1))),
        ...plantTags(random, { ...named, type: 'rds:db' }),
        detail: instanceDetail(random, region, identifier, cluster),
      };
    });
  },
};

export const dbSnapshots: Planter<DbSnapshotDetail> = snapshots('rds:snapshot', 'rds:db', 4);
export const dbClusterSnapshots: Planter<DbSnapshotDetail> = snapshots('rds:cluster-snapshot', 'rds:cluster', 1);

function instanceDetail(
  random: Random,
  region: string,
  identifier: string,
  cluster: PlantedResource<DbClusterDetail> | undefined,
): DbInstanceDetail {
  const stopped = !cluster && random.chance(0.05);
  const storageType = random.weighted([
    ['gp2', 35],
    ['gp3', 55],
    ['io1', 10],
  ] as const);
  const common = {
    identifier,
    resourceId: `db-${random.code(26)}`,
    availabilityZone: `${region}${random.pick(['a', 'b', 'c'])}`,
    status: stopped ? ('stopped' as const) : ('available' as const),
    load: stopped ? { pattern: 'none' as const, level: 0 } : plantLoad(random),
  };
  if (cluster) {
    const { storageGiB: _, ...shared } = cluster.detail;
    return {
      ...shared,
      ...common,
      // What Aurora says of storage that belongs to the cluster.
      storageGiB: 1,
      instanceClass: random.pick(auroraClasses),
      multiAz: false,
      storageType: 'aurora',
      iops: undefined,
      cluster: cluster.detail.identifier,
    };
  }
  return {
    ...random.weighted(engines),
    ...storageOf(random),
    ...common,
    instanceClass: random.pick(instanceClasses),
    multiAz: random.chance(0.35),
    storageType,
    iops: storageType === 'io1' ? random.pick([1000, 3000, 10000]) : undefined,
    cluster: undefined,
  };
}

function snapshots(type: string, sourceType: string, weight: number): Planter<DbSnapshotDetail> {
  return {
    type,
    weight,
    where: 'regions',
    plant(random, account, region, count, context) {
      const sources = context.planted<DbClusterDetail>(sourceType, account.id, region);
      const unique = uniqueNames();
      return Array.from({ length: count }, () =>
        plantSnapshot(random, type, account, region, sources, unique, context),
      );
    },
  };
}

function plantSnapshot(
  random: Random,
  type: string,
  account: PlantedAccount,
  region: string,
  sources: readonly PlantedResource<DbClusterDetail>[],
  unique: (name: string) => string,
  { now }: PlantingContext,
): PlantedResource<DbSnapshotDetail> {
  // One in five outlived what it was taken of.
  const source = random.chance(0.2) ? undefined : pickOne(random, sources);
  const named = plantName(random, 'db');
  const sourceName = source?.detail.identifier ?? `${named.name}-old`;
  // Automated snapshots go with their instance.
  const kind = source && random.chance(0.5) ? 'automated' : 'manual';
  const createdAt = kind === 'automated' ? random.moment(daysBefore(now, 7), now) : plantCreation(random, now);
  const stamp = createdAt.toISOString().slice(0, 16).replace(/[T:]/g, '-');
  const identifier = unique(`${kind === 'automated' ? 'rds:' : ''}${sourceName}-${stamp}`);
  const { engine, engineVersion, port } = source?.detail ?? random.weighted(engines);
  return {
    ...resourceOf(type, account, region, identifier, createdAt),
    ...plantTags(random, { ...named, name: undefined, type }),
    detail: {
      engine,
      engineVersion,
      port,
      identifier,
      source: sourceName,
      sourceResourceId: source?.detail.resourceId ?? `db-${random.code(26)}`,
      kind,
      storageGiB: source?.detail.storageGiB ?? random.pick([20, 100, 500]),
      encrypted: source?.detail.encrypted ?? random.chance(0.5),
    },
  };
}

const resourceOf = (type: string, account: PlantedAccount, region: string, identifier: string, createdAt: Date) => ({
  cloud: 'aws' as const,
  id: `arn:aws:rds:${region}:${account.id}:${type.slice('rds:'.length)}:${identifier}`,
  type,
  account: account.id,
  region,
  name: identifier,
  createdAt,
  taggable: true,
});

const storageOf = (random: Random) => ({
  storageGiB: random.pick([20, 50, 100, 200, 500, 1000]),
  backupRetentionDays: random.pick([0, 1, 7, 7, 14, 35]),
  encrypted: random.chance(0.8),
  deletionProtection: random.chance(0.5),
});

const pickOne = <Item>(random: Random, list: readonly Item[]): Item | undefined =>
  list.length > 0 ? random.pick(list) : undefined;
