import type { Cluster } from '@aws-sdk/client-eks';
import type { ResourceState } from '../../../model/resource.ts';
import { parallel } from '../../parallel.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { eksClusterNames } from '../eks-clusters.ts';
import { idOf } from '../id-of.ts';

interface NamedCluster {
  readonly name: string;
  readonly cluster: Cluster | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  CREATING: 'pending',
  PENDING: 'pending',
  ACTIVE: 'running',
  UPDATING: 'running',
  DELETING: 'deleting',
  FAILED: 'failed',
};

const LISTING = 'eks:ListClusters';

/** Kubernetes clusters. The list has only their names. */
export const eksCluster = defineAwsCollector({
  type: 'eks:cluster',
  kind: 'cluster',
  reach: 'regional',
  taggable: true,
  permissions: [LISTING, 'eks:DescribeCluster'],
  async *list({ clients, scope, detail }): AsyncIterable<NamedCluster> {
    const { DescribeClusterCommand } = await import('@aws-sdk/client-eks');
    const client = await clients.client('eks', scope.region);
    yield* parallel(eksClusterNames(clients, scope.region), 8, async (name) => {
      const answer = await detail('eks:DescribeCluster', () => client.send(new DescribeClusterCommand({ name })));
      return { name, cluster: answer?.cluster };
    });
  },
  normalize({ name, cluster }, scope) {
    return {
      id: arn('eks', scope, `cluster/${idOf(name, LISTING)}`),
      name,
      ...(cluster ? { state: STATES[cluster.status ?? ''] ?? 'unknown' } : {}),
      providerState: cluster?.status,
      createdAt: cluster?.createdAt?.toISOString(),
      tags: cluster && { ...cluster.tags },
      attributes: {},
    };
  },
});
