import type { DBSnapshot } from '@aws-sdk/client-rds';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { allocatedGib, snapshotState } from '../database-state.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Snapshots of managed databases, manual and automated; those that others share are not listed. */
export const rdsSnapshot = defineAwsCollector({
  type: 'rds:snapshot',
  kind: 'database-snapshot',
  reach: 'regional',
  taggable: true,
  permissions: ['rds:DescribeDBSnapshots'],
  async *list({ clients, scope }): AsyncIterable<DBSnapshot> {
    const { paginateDescribeDBSnapshots } = await import('@aws-sdk/client-rds');
    const client = await clients.client('rds', scope.region);
    const pages = paginateDescribeDBSnapshots({ client, pageSize: 100 }, {});
    for await (const page of pages) yield* page.DBSnapshots ?? [];
  },
  normalize(snapshot, scope) {
    return {
      id: idOf(snapshot.DBSnapshotArn, 'rds:DescribeDBSnapshots'),
      name: snapshot.DBSnapshotIdentifier,
      state: snapshotState(snapshot.Status),
      providerState: snapshot.Status,
      createdAt: snapshot.SnapshotCreateTime?.toISOString(),
      tags: tagsOf(snapshot.TagList),
      attributes: {
        databaseId: snapshot.DBInstanceIdentifier && arn('rds', scope, `db:${snapshot.DBInstanceIdentifier}`),
        engine: snapshot.Engine,
        snapshotType: snapshot.SnapshotType,
        storageGib: allocatedGib(snapshot.AllocatedStorage),
        encrypted: snapshot.Encrypted,
      },
    };
  },
});
