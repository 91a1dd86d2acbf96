import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { allocatedGib, snapshotState } from '../database-state.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Snapshots of clusters of managed databases, manual and automated; those that others share are not listed. */
export const rdsClusterSnapshot = defineAwsCollector({
  type: 'rds:cluster-snapshot',
  kind: 'database-snapshot',
  reach: 'regional',
  taggable: true,
  permissions: ['rds:DescribeDBClusterSnapshots'],
  async *list({ clients, scope }): AsyncIterable<DBClusterSnapshot> {
    const { paginateDescribeDBClusterSnapshots } = await import('@aws-sdk/client-rds');
    const client = await clients.client('rds', scope.region);
    const pages = paginateDescribeDBClusterSnapshots({ client, pageSize: 100 }, {});
    for await (const page of pages) yield* page.DBClusterSnapshots ?? [];
  },
  normalize(snapshot, scope) {
    return {
      id: idOf(snapshot.DBClusterSnapshotArn, 'rds:DescribeDBClusterSnapshots'),
      name: snapshot.DBClusterSnapshotIdentifier,
      state: snapshotState(snapshot.Status),
      providerState: snapshot.Status,
      createdAt: snapshot.SnapshotCreateTime?.toISOString(),
      tags: tagsOf(snapshot.TagList),
      attributes: {
        databaseId: snapshot.DBClusterIdentifier && arn('rds', scope, `cluster:${snapshot.DBClusterIdentifier}`),
        engine: snapshot.Engine,
        snapshotType: snapshot.SnapshotType,
        storageGib: allocatedGib(snapshot.AllocatedStorage),
        encrypted: snapshot.StorageEncrypted,
      },
    };
  },
});
