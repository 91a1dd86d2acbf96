import type { DBInstance } from '@aws-sdk/client-rds';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { allocatedGib, databaseState } from '../database-state.ts';
import { idOf } from '../id-of.ts';
import { tagsOf } from '../tags.ts';

/** Managed databases; the API lists those of Aurora, Neptune and DocumentDB as well. */
export const rdsDb = defineAwsCollector({
  type: 'rds:db',
  kind: 'database',
  reach: 'regional',
  taggable: true,
  permissions: ['rds:DescribeDBInstances'],
  async *list({ clients, scope }): AsyncIterable<DBInstance> {
    const { paginateDescribeDBInstances } = await import('@aws-sdk/client-rds');
    const client = await clients.client('rds', scope.region);
    for await (const page of paginateDescribeDBInstances({ client, pageSize: 100 }, {})) yield* page.DBInstances ?? [];
  },
  normalize(database, scope) {
    return {
      id: idOf(database.DBInstanceArn, 'rds:DescribeDBInstances'),
      name: database.DBInstanceIdentifier,
      state: databaseState(database.DBInstanceStatus),
      providerState: database.DBInstanceStatus,
      createdAt: database.InstanceCreateTime?.toISOString(),
      tags: tagsOf(database.TagList),
      flags: database.PubliclyAccessible ? ['publicly-accessible'] : undefined,
      attributes: {
        instanceType: database.DBInstanceClass,
        engine: database.Engine,
        engineVersion: database.EngineVersion,
        licenceModel: database.LicenseModel,
        storageType: database.StorageType,
        storageGib: allocatedGib(database.AllocatedStorage),
        iops: database.Iops || undefined,
        throughputMibps: database.StorageThroughput || undefined,
        encrypted: database.StorageEncrypted,
        multiZone: database.MultiAZ,
        availabilityZone: database.AvailabilityZone,
        networkId: database.DBSubnetGroup?.VpcId,
        clusterId: database.DBClusterIdentifier && arn('rds', scope, `cluster:${database.DBClusterIdentifier}`),
        backupRetentionDays: database.BackupRetentionPeriod,
      },
    };
  },
});
