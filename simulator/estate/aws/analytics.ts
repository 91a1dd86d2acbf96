import { namedPlanter } from './named-resource.ts';

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

export const emrClusters = namedPlanter<EmrClusterDetail>(
  {
    type: 'elasticmapreduce:cluster',
    roles: ['spark', 'hive'],
    path: (_, random) => `cluster/j-${random.code(13)}`,
    detail: (random) => ({
      state: random.chance(0.4) ? 'RUNNING' : 'WAITING',
      release: random.pick(['emr-6.15.0', 'emr-7.9.0', 'emr-7.10.0']),
    }),
  },
  2,
);

export const glueJobs = namedPlanter<GlueJobDetail>(
  {
    type: 'glue:job',
    roles: ['etl', 'export', 'import'],
    path: (name) => `job/${name}`,
    detail: (random) => ({ workerType: random.pick(['G.1X', 'G.2X', 'G.025X']), workers: random.int(2, 10) }),
  },
  2,
);

export const glueDatabases = namedPlanter<GlueDatabaseDetail>(
  {
    type: 'glue:database',
    roles: ['lake', 'raw'],
    path: (name) => `database/${name}`,
    detail: (_, name) => ({ description: `Tables of ${name}` }),
  },
  1,
);

export const glueCrawlers = namedPlanter<GlueCrawlerDetail>(
  {
    type: 'glue:crawler',
    roles: ['crawler'],
    path: (name) => `crawler/${name}`,
    detail: (random, name) => ({ state: random.chance(0.95) ? 'READY' : 'RUNNING', database: `${name}-db` }),
  },
  1,
);

export const workgroups = namedPlanter<WorkgroupDetail>(
  {
    type: 'athena:workgroup',
    roles: ['analysts', 'reports'],
    path: (name) => `workgroup/${name}`,
    detail: (random) => ({ state: random.chance(0.95) ? 'ENABLED' : 'DISABLED' }),
  },
  1,
);
