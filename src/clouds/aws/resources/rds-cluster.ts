import type { DBCluster } from '@aws-sdk/client-rds';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { allocatedGib, databaseState } from '../database-state.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Clusters of managed databases; the API lists those of Neptune and DocumentDB as well. */
export const rdsCluster = defineAwsCollector({
  type: 'rds:cluster',
  kind: 'database-cluster',
  reach: 'regional',
  taggable: true,
  permissions: ['rds:DescribeDBClusters'],
  async *list({ clients, scope }): AsyncIterable<DBCluster> {
    const { paginateDescribeDBClusters } = await import('@aws-sdk/client-rds');
    const client = await clients.client('rds', scope.region);
    for await (const page of paginateDescribeDBClusters({ client, pageSize: 100 }, {})) yield* page.DBClusters ?? [];
  },
  normalize(cluster, scope) {
    return {
      id: idOf(cluster.DBClusterArn, 'rds:DescribeDBClusters'),
      name: cluster.DBClusterIdentifier,
      state: databaseState(cluster.Status),
      providerState: cluster.Status,
      createdAt: cluster.ClusterCreateTime?.toISOString(),
      tags: tagsOf(cluster.TagList),
      flags: cluster.PubliclyAccessible ? ['publicly-accessible'] : undefined,
      attributes: {
        instanceType: cluster.DBClusterInstanceClass,
        engine: cluster.Engine,
        engineVersion: cluster.EngineVersion,
        storageType: cluster.StorageType,
        storageGib: allocatedGib(cluster.AllocatedStorage),
        iops: cluster.Iops || undefined,
        throughputMibps: cluster.StorageThroughput || undefined,
        encrypted: cluster.StorageEncrypted,
        multiZone: cluster.MultiAZ,
        members: cluster.DBClusterMembers?.flatMap(({ DBInstanceIdentifier }) =>
          DBInstanceIdentifier ? [arn('rds', scope, `db:${DBInstanceIdentifier}`)] : [],
        ),
        backupRetentionDays: cluster.BackupRetentionPeriod,
      },
    };
  },
});
