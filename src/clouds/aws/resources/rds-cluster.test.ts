import type { DBCluster } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { rdsCluster } from './rds-cluster.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const cluster: DBCluster = {
  DBClusterArn: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
  DBClusterIdentifier: 'shop',
  Status: 'available',
  Engine: 'aurora-postgresql',
  EngineVersion: '16.4',
  AllocatedStorage: 1,
  StorageEncrypted: true,
  MultiAZ: true,
  DBClusterMembers: [{ DBInstanceIdentifier: 'shop-1', IsClusterWriter: true }],
  BackupRetentionPeriod: 7,
  ClusterCreateTime: new Date('2025-01-02T03:04:05Z'),
  TagList: [],
};

test('a cluster in our words', () => {
  const facts = rdsCluster.normalize(cluster, scope);
  expect(facts).toMatchObject({
    id: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
    name: 'shop',
    state: 'running',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
  });
  expect(facts.attributes).toMatchObject({
    engine: 'aurora-postgresql',
    // It grows by itself.
    storageGib: undefined,
    instanceType: undefined,
    members: ['arn:aws:rds:eu-west-1:123456789012:db:shop-1'],
    backupRetentionDays: 7,
  });
});
