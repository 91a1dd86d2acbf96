import type { DBInstance } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { rdsDb } from './rds-db.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const database: DBInstance = {
  DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
  DBInstanceIdentifier: 'orders',
  DBInstanceStatus: 'available',
  DBInstanceClass: 'db.r6g.large',
  Engine: 'postgres',
  EngineVersion: '16.4',
  LicenseModel: 'postgresql-license',
  StorageType: 'gp3',
  AllocatedStorage: 200,
  Iops: 3000,
  StorageThroughput: 125,
  StorageEncrypted: true,
  MultiAZ: true,
  AvailabilityZone: 'eu-west-1a',
  DBSubnetGroup: { VpcId: 'vpc-1' },
  BackupRetentionPeriod: 0,
  InstanceCreateTime: new Date('2025-01-02T03:04:05Z'),
  PubliclyAccessible: false,
  TagList: [{ Key: 'team', Value: 'orders' }],
};

test('a database in our words', () =>
  expect(rdsDb.normalize(database, scope)).toEqual({
    id: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
    name: 'orders',
    state: 'running',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { team: 'orders' },
    flags: undefined,
    attributes: {
      instanceType: 'db.r6g.large',
      engine: 'postgres',
      engineVersion: '16.4',
      licenceModel: 'postgresql-license',
      storageType: 'gp3',
      storageGib: 200,
      iops: 3000,
      throughputMibps: 125,
      encrypted: true,
      multiZone: true,
      availabilityZone: 'eu-west-1a',
      networkId: 'vpc-1',
      clusterId: undefined,
      backupRetentionDays: 0,
    },
  }));

test('the storage of a member of Aurora is not its own', () =>
  expect(
    rdsDb.normalize(
      { ...database, DBClusterIdentifier: 'shop', StorageType: 'aurora', AllocatedStorage: 1, StorageThroughput: 0 },
      scope,
    ).attributes,
  ).toMatchObject({
    clusterId: 'arn:aws:rds:eu-west-1:123456789012:cluster:shop',
    storageGib: undefined,
    throughputMibps: undefined,
  }));

test('one that the internet reaches is flagged', () =>
  expect(rdsDb.normalize({ ...database, PubliclyAccessible: true }, scope).flags).toEqual(['publicly-accessible']));
