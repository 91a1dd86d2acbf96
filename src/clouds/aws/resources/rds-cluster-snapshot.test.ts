import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { rdsClusterSnapshot } from './rds-cluster-snapshot.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const snapshot: DBClusterSnapshot = {
  DBClusterSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:shop-1',
  DBClusterSnapshotIdentifier: 'shop-1',
  DBClusterIdentifier: 'shop',
  Status: 'available',
  Engine: 'aurora-mysql',
  SnapshotType: 'automated',
  AllocatedStorage: 64,
  StorageEncrypted: false,
  SnapshotCreateTime: new Date('2025-01-02T03:04:05Z'),
};

test('a snapshot of a cluster in our words', () =>
  expect(rdsClusterSnapshot.normalize(snapshot, scope)).toEqual({
    id: 'arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:shop-1',
    name: 'shop-1',
    state: 'available',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: {},
    attributes: {
      databaseId: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
      engine: 'aurora-mysql',
      snapshotType: 'automated',
      storageGib: 64,
      encrypted: false,
    },
  }));
