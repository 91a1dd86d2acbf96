import { expect, test } from 'vitest';
import { assetOf } from '../../../../test/support/asset.ts';
import { sqladminInstance } from './sqladmin-instance.ts';

const at = { name: '//cloudsql.googleapis.com/projects/atlas/instances/orders', location: 'europe-west1' };
const database = {
  ...{ state: 'RUNNABLE', databaseVersion: 'POSTGRES_15', gceZone: 'europe-west1-c' },
  createTime: '2025-01-02T03:04:05.678Z',
  settings: {
    ...{ tier: 'db-custom-4-15360', activationPolicy: 'ALWAYS', availabilityType: 'REGIONAL' },
    ...{ dataDiskSizeGb: '100', dataDiskType: 'PD_SSD' },
    backupConfiguration: { enabled: true, backupRetentionSettings: { retainedBackups: 7 } },
  },
};

test('a database in our words', () =>
  expect(sqladminInstance.normalize(assetOf(database, at))).toMatchObject({
    name: 'orders',
    region: 'europe-west1',
    state: 'running',
    providerState: 'RUNNABLE',
    createdAt: '2025-01-02T03:04:05.678Z',
    attributes: {
      instanceType: 'db-custom-4-15360',
      engine: 'postgres',
      engineVersion: '15',
      storageType: 'PD_SSD',
      storageGib: 100,
      multiZone: true,
      availabilityZone: 'europe-west1-c',
      backupRetentionDays: 7,
    },
  }));

test.each([
  ['RUNNABLE', 'NEVER', 'stopped'],
  ['RUNNABLE', undefined, 'running'],
  ['MAINTENANCE', 'ALWAYS', 'running'],
  ['SUSPENDED', 'ALWAYS', 'suspended'],
  ['PENDING_CREATE', 'ALWAYS', 'pending'],
  ['PENDING_DELETE', 'ALWAYS', 'deleting'],
  ['FAILED', 'ALWAYS', 'failed'],
  ['REPAIRING', 'ALWAYS', 'unknown'],
])('%s with the policy %s is %s', (state, activationPolicy, ours) =>
  expect(
    sqladminInstance.normalize(assetOf({ state, settings: { ...(activationPolicy ? { activationPolicy } : {}) } }, at))
      .state,
  ).toBe(ours),
);

test.each([
  ['MYSQL_8_0', 'mysql', '8.0'],
  ['MYSQL_8_0_36', 'mysql', '8.0 36'],
  ['SQLSERVER_2022_STANDARD', 'sqlserver', '2022 STANDARD'],
  ['POSTGRES_9_6', 'postgres', '9.6'],
  [undefined, undefined, undefined],
])('%s is %s %s', (databaseVersion, engine, engineVersion) =>
  expect(
    sqladminInstance.normalize(assetOf({ ...(databaseVersion ? { databaseVersion } : {}) }, at)).attributes,
  ).toMatchObject({
    engine,
    engineVersion,
  }),
);

test('backups that are off are kept for no day; what is not told is unknown', () => {
  const backups = (settings: object) => sqladminInstance.normalize(assetOf({ settings }, at)).attributes;
  expect(backups({ backupConfiguration: { enabled: false } }).backupRetentionDays).toBe(0);
  expect(backups({})).toMatchObject({ backupRetentionDays: undefined, multiZone: undefined, storageGib: undefined });
});
