import { namedResources } from './named-resources.ts';

export interface DynamodbTableDetail {
  readonly status: 'ACTIVE' | 'UPDATING';
  readonly bytes: number;
  readonly items: number;
}

export interface RedshiftClusterDetail {
  readonly status: 'available' | 'paused';
  readonly nodeType: string;
  readonly nodes: number;
  readonly encrypted: boolean;
  readonly publiclyAccessible: boolean;
  readonly snapshotDays: number;
  readonly availabilityZone: string;
}

export interface SearchDomainDetail {
  readonly status: 'Active' | 'Modifying';
  readonly version: string;
  readonly instanceType: string;
  readonly instances: number;
}

export interface MemorydbClusterDetail {
  readonly status: 'available' | 'updating';
  readonly nodeType: string;
}

export const dynamodbTables = namedResources<DynamodbTableDetail>({
  type: 'dynamodb:table',
  weight: 3,
  roles: ['orders', 'sessions', 'events', 'carts'],
  path: (name) => `table/${name}`,
  detail: (random) => {
    const items = random.int(0, 2_000_000);
    return { status: random.chance(0.97) ? 'ACTIVE' : 'UPDATING', items, bytes: items * random.int(80, 900) };
  },
});

export const redshiftClusters = namedResources<RedshiftClusterDetail>({
  type: 'redshift:cluster',
  weight: 1,
  roles: ['dwh', 'marts'],
  path: (name) => `cluster:${name}`,
  detail: (random, { region }) => ({
    status: random.chance(0.9) ? 'available' : 'paused',
    nodeType: random.pick(['ra3.large', 'ra3.xlplus', 'dc2.large']),
    nodes: random.int(1, 6),
    encrypted: random.chance(0.8),
    publiclyAccessible: random.chance(0.1),
    snapshotDays: random.pick([1, 7, 35]),
    availabilityZone: `${region}${random.pick(['a', 'b', 'c'])}`,
  }),
});

export const searchDomains = namedResources<SearchDomainDetail>({
  type: 'es:domain',
  weight: 1,
  // A domain's name has 28 characters at most.
  roles: ['logs', 'find'],
  path: (name) => `domain/${name}`,
  detail: (random) => ({
    status: random.chance(0.95) ? 'Active' : 'Modifying',
    version: random.pick(['OpenSearch_2.19', 'OpenSearch_3.1', 'Elasticsearch_7.10']),
    instanceType: random.pick(['m6g.large.search', 'r6g.large.search', 't3.medium.search']),
    instances: random.int(1, 6),
  }),
});

export const memorydbClusters = namedResources<MemorydbClusterDetail>({
  type: 'memorydb:cluster',
  weight: 1,
  roles: ['memory', 'ledger'],
  path: (name) => `cluster/${name}`,
  detail: (random) => ({
    status: random.chance(0.95) ? 'available' : 'updating',
    nodeType: random.pick(['db.r7g.large', 'db.t4g.small']),
  }),
});
