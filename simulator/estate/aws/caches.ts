import type { PlantedResource } from '../estate.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { type NamedKind, namedIn } from './named-resources.ts';

export interface ReplicationGroupDetail {
  readonly status: 'available' | 'modifying';
  readonly nodeType: string;
}

export interface CacheClusterDetail {
  readonly status: 'available' | 'modifying';
  readonly nodeType: string;
  readonly engine: 'redis' | 'valkey' | 'memcached';
  readonly nodes: number;
  readonly availabilityZone: string;
  /** The group that it is a node of. */
  readonly replicationGroup: string | undefined;
}

const sizeOf = (random: Random) => ({
  status: random.chance(0.97) ? ('available' as const) : ('modifying' as const),
  nodeType: random.pick(['cache.t4g.small', 'cache.m7g.large', 'cache.r7g.large']),
});

const replicationGroup: NamedKind<ReplicationGroupDetail> = {
  type: 'elasticache:replicationgroup',
  roles: ['redis', 'valkey'],
  path: (name) => `replicationgroup:${name}`,
  detail: sizeOf,
};

const cacheCluster = (group: PlantedResource | undefined): NamedKind<CacheClusterDetail> => ({
  type: 'elasticache:cluster',
  roles: group ? ['node'] : ['cache'],
  path: (name) => `cluster:${name}`,
  detail: (random, { region }) => ({
    ...sizeOf(random),
    engine: group ? random.pick(['redis', 'valkey'] as const) : 'memcached',
    nodes: group ? 1 : random.int(1, 4),
    availabilityZone: `${region}${random.pick(['a', 'b', 'c'])}`,
    replicationGroup: group?.name,
  }),
});

/** Groups with their nodes, and clusters that are of no group. */
export const elasticache: Planter<ReplicationGroupDetail | CacheClusterDetail> = {
  type: 'elasticache:cluster',
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const plant = namedIn(random, account, region, now);
    const groups = Array.from({ length: Math.ceil(count / 3) }, () => plant(replicationGroup));
    const clusters = Array.from({ length: count - groups.length }, () =>
      plant(cacheCluster(random.chance(0.6) ? random.pick(groups) : undefined)),
    );
    return [...groups, ...clusters];
  },
};
