import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { uuid } from '../uuid.ts';
import { type NamedKind, namedIn, namedResources } from './named-resources.ts';

export interface EcsClusterDetail {
  readonly status: 'ACTIVE' | 'PROVISIONING';
}

export interface EcsServiceDetail {
  readonly clusterArn: string;
  readonly status: 'ACTIVE' | 'DRAINING';
  readonly launchType: 'FARGATE' | 'EC2';
  readonly desiredCount: number;
}

export interface EksClusterDetail {
  readonly status: 'ACTIVE' | 'UPDATING';
  readonly version: string;
}

export interface EksNodegroupDetail {
  readonly clusterName: string;
  readonly status: 'ACTIVE' | 'DEGRADED';
  readonly instanceType: string;
  readonly size: number;
}

export interface EcrRepositoryDetail {
  readonly mutable: boolean;
}

/** Most is run in one cluster. */
const homeAmong = <Item>(random: Random, clusters: readonly Item[]): Item =>
  random.chance(0.6) ? (clusters[0] ?? random.pick(clusters)) : random.pick(clusters);

const ecsCluster: NamedKind<EcsClusterDetail> = {
  type: 'ecs:cluster',
  roles: ['apps', 'batch', 'tools'],
  path: (name) => `cluster/${name}`,
  detail: (random) => ({ status: random.chance(0.97) ? 'ACTIVE' : 'PROVISIONING' }),
};

const ecsService = ({ id, name }: { id: string; name: string | undefined }): NamedKind<EcsServiceDetail> => ({
  type: 'ecs:service',
  roles: ['api', 'worker', 'web', 'consumer'],
  path: (own) => `service/${name}/${own}`,
  detail: (random) => ({
    clusterArn: id,
    status: random.chance(0.97) ? 'ACTIVE' : 'DRAINING',
    launchType: random.chance(0.7) ? 'FARGATE' : 'EC2',
    desiredCount: random.int(0, 6),
  }),
});

/** Clusters with their services, because a service is found by its cluster alone. */
export const ecs: Planter<EcsClusterDetail | EcsServiceDetail> = {
  type: 'ecs:cluster',
  weight: 4,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const plant = namedIn(random, account, region, now);
    const clusters = Array.from({ length: Math.ceil(count / 3) }, () => plant(ecsCluster));
    const services = Array.from({ length: count - clusters.length }, () =>
      plant(ecsService(homeAmong(random, clusters))),
    );
    return [...clusters, ...services];
  },
};

const eksCluster: NamedKind<EksClusterDetail> = {
  type: 'eks:cluster',
  roles: ['k8s', 'platform'],
  path: (name) => `cluster/${name}`,
  detail: (random) => ({
    status: random.chance(0.95) ? 'ACTIVE' : 'UPDATING',
    version: random.pick(['1.31', '1.32', '1.33', '1.34']),
  }),
};

const eksNodegroup = (cluster: string): NamedKind<EksNodegroupDetail> => ({
  type: 'eks:nodegroup',
  roles: ['nodes', 'spot', 'gpu'],
  path: (name, random) => `nodegroup/${cluster}/${name}/${uuid(random)}`,
  detail: (random) => ({
    clusterName: cluster,
    status: random.chance(0.95) ? 'ACTIVE' : 'DEGRADED',
    instanceType: random.pick(['m6i.large', 'm7g.xlarge', 'r6g.large']),
    size: random.int(1, 8),
  }),
});

/** Clusters with their groups of nodes. */
export const eks: Planter<EksClusterDetail | EksNodegroupDetail> = {
  type: 'eks:cluster',
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const plant = namedIn(random, account, region, now);
    const clusters = Array.from({ length: Math.ceil(count / 2) }, () => plant(eksCluster));
    const groups = Array.from({ length: count - clusters.length }, () =>
      plant(eksNodegroup(homeAmong(random, clusters).name ?? '')),
    );
    return [...clusters, ...groups];
  },
};

export const ecrRepositories = namedResources<EcrRepositoryDetail>({
  type: 'ecr:repository',
  weight: 2,
  roles: ['api', 'worker', 'web', 'base'],
  path: (name) => `repository/${name}`,
  detail: (random) => ({ mutable: random.chance(0.7) }),
});
