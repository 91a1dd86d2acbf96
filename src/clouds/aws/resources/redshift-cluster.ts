import type { Cluster } from '@aws-sdk/client-redshift';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

// https://docs.aws.amazon.com/redshift/latest/mgmt/rs-mgmt-cluster-status.html
const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'pending',
  available: 'running',
  'available, prep-for-resize': 'running',
  'available, resize-cleanup': 'running',
  'cancelling-resize': 'running',
  modifying: 'running',
  rebooting: 'running',
  renaming: 'running',
  resizing: 'running',
  'rotating-keys': 'running',
  'updating-hsm': 'running',
  pausing: 'stopping',
  paused: 'stopped',
  resuming: 'pending',
  'final-snapshot': 'deleting',
  deleting: 'deleting',
  'hardware-failure': 'failed',
  'incompatible-hsm': 'failed',
  'incompatible-network': 'failed',
  'incompatible-parameters': 'failed',
  'incompatible-restore': 'failed',
  'storage-full': 'failed',
};

/** Data warehouses with nodes of their own. */
export const redshiftCluster = defineAwsCollector({
  type: 'redshift:cluster',
  kind: 'database',
  reach: 'regional',
  taggable: true,
  permissions: ['redshift:DescribeClusters'],
  async *list({ clients, scope }): AsyncIterable<Cluster> {
    const { paginateDescribeClusters } = await import('@aws-sdk/client-redshift');
    const client = await clients.client('redshift', scope.region);
    for await (const page of paginateDescribeClusters({ client, pageSize: 100 }, {})) yield* page.Clusters ?? [];
  },
  normalize(cluster, scope) {
    return {
      id: arn('redshift', scope, `cluster:${idOf(cluster.ClusterIdentifier, 'redshift:DescribeClusters')}`),
      name: cluster.ClusterIdentifier,
      state: STATES[cluster.ClusterStatus ?? ''] ?? 'unknown',
      providerState: cluster.ClusterStatus,
      createdAt: cluster.ClusterCreateTime?.toISOString(),
      tags: tagsOf(cluster.Tags),
      flags: cluster.PubliclyAccessible ? ['publicly-accessible'] : undefined,
      attributes: {
        instanceType: cluster.NodeType,
        engineVersion: cluster.ClusterVersion,
        encrypted: cluster.Encrypted,
        availabilityZone: cluster.AvailabilityZone,
        networkId: cluster.VpcId || undefined,
        backupRetentionDays: cluster.AutomatedSnapshotRetentionPeriod,
      },
    };
  },
});
