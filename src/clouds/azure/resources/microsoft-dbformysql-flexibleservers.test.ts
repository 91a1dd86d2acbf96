import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftDbformysqlFlexibleservers } from './microsoft-dbformysql-flexibleservers.ts';

const nothing = { sizeOf: () => undefined };

const TYPE = 'Microsoft.DBforMySQL/flexibleServers';

test('a server in our words', () =>
  expect(
    microsoftDbformysqlFlexibleservers.normalize(
      rowOf(
        TYPE,
        {
          ...{ state: 'Ready', version: '16', availabilityZone: '1', highAvailability: { mode: 'ZoneRedundant' } },
          storage: { storageSizeGB: 128, iops: 500 },
          backup: { backupRetentionDays: 7 },
          network: { delegatedSubnetResourceId: '/subscriptions/S/virtualNetworks/Hub/subnets/Db' },
        },
        { sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' } },
      ),
      nothing,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'Ready',
    attributes: {
      instanceType: 'Standard_D2ds_v5',
      engine: 'mysql',
      engineVersion: '16',
      storageType: undefined,
      storageGib: 128,
      iops: 500,
      multiZone: true,
      availabilityZone: '1',
      networkId: '/subscriptions/s/virtualnetworks/hub',
      backupRetentionDays: 7,
    },
  }));

test.each([
  ['Stopped', 'stopped'],
  ['Updating', 'running'],
  ['Dropping', 'deleting'],
  ['Odd', 'unknown'],
])('%s is %s', (told, state) =>
  expect(microsoftDbformysqlFlexibleservers.normalize(rowOf(TYPE, { state: told }), nothing)).toMatchObject({
    ...{ state, attributes: { multiZone: undefined, networkId: undefined, storageGib: undefined } },
  }),
);
