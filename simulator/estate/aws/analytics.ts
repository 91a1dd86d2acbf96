import { namedResources } from './named-resources.ts';

export interface EmrClusterDetail {
  readonly state: 'RUNNING' | 'WAITING';
  readonly release: string;
}

export interface GlueJobDetail {
  readonly workerType: string;
  readonly workers: number;
}

export interface GlueDatabaseDetail {
  readonly description: string;
}

export interface GlueCrawlerDetail {
  readonly state: 'READY' | 'RUNNING';
  readonly database: string;
}

export interface WorkgroupDetail {
  readonly state: 'ENABLED' | 'DISABLED';
}

export const emrClusters = namedResources<EmrClusterDetail>({
  type: 'elasticmapreduce:cluster',
  weight: 2,
  roles: ['spark', 'hive'],
  path: (_, random) => `cluster/j-${random.code(13)}`,
  detail: (random) => ({
    state: random.chance(0.4) ? 'RUNNING' : 'WAITING',
    release: random.pick(['emr-6.15.0', 'emr-7.9.0', 'emr-7.10.0']),
  }),
});

export const glueJobs = namedResources<GlueJobDetail>({
  type: 'glue:job',
  weight: 2,
  roles: ['etl', 'export', 'import'],
  path: (name) => `job/${name}`,
  detail: (random) => ({ workerType: random.pick(['G.1X', 'G.2X', 'G.025X']), workers: random.int(2, 10) }),
});

export const glueDatabases = namedResources<GlueDatabaseDetail>({
  type: 'glue:database',
  weight: 1,
  roles: ['lake', 'raw'],
  path: (name) => `database/${name}`,
  detail: (_, { name }) => ({ description: `Tables of ${name}` }),
});

export const glueCrawlers = namedResources<GlueCrawlerDetail>({
  type: 'glue:crawler',
  weight: 1,
  roles: ['crawler'],
  path: (name) => `crawler/${name}`,
  detail: (random, { name }) => ({ state: random.chance(0.95) ? 'READY' : 'RUNNING', database: `${name}-db` }),
});

export const workgroups = namedResources<WorkgroupDetail>({
  type: 'athena:workgroup',
  weight: 1,
  roles: ['analysts', 'reports'],
  path: (name) => `workgroup/${name}`,
  detail: (random) => ({ state: random.chance(0.95) ? 'ENABLED' : 'DISABLED' }),
});
