import type { DBSnapshot } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { rdsSnapshot } from './rds-snapshot.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const snapshot: DBSnapshot = {
  DBSnapshotArn: 'arn:aws:rds:eu-west-1:123456789012:snapshot:orders-1',
  DBSnapshotIdentifier: 'orders-1',
  DBInstanceIdentifier: 'orders',
  Status: 'available',
  Engine: 'postgres',
  SnapshotType: 'manual',
  AllocatedStorage: 200,
  Encrypted: true,
  SnapshotCreateTime: new Date('2025-01-02T03:04:05Z'),
  TagList: [{ Key: 'team', Value: 'orders' }],
};

test('a snapshot of a database in our words', () =>
  expect(rdsSnapshot.normalize(snapshot, scope)).toEqual({
    id: 'arn:aws:rds:eu-west-1:123456789012:snapshot:orders-1',
    name: 'orders-1',
    state: 'available',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'orders' },
    attributes: {
      databaseId: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
      engine: 'postgres',
      snapshotType: 'manual',
      storageGib: 200,
      encrypted: true,
    },
  }));

test('one that is being made has no time yet', () =>
  expect(
    rdsSnapshot.normalize({ ...snapshot, Status: 'creating', SnapshotCreateTime: undefined }, scope),
  ).toMatchObject({
    state: 'pending',
    createdAt: undefined,
  }));
