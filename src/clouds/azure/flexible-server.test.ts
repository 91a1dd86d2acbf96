import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../test/support/azure.ts';
import { type FlexibleServer, flexibleServer } from './flexible-server.ts';

const TYPE = 'Microsoft.DBforPostgreSQL/flexibleServers';
const server: FlexibleServer = {
  ...{ state: 'Ready', version: '16', availabilityZone: '1', highAvailability: { mode: 'ZoneRedundant' } },
  storage: { storageSizeGB: 128, iops: 500 },
  backup: { backupRetentionDays: 7 },
  network: { delegatedSubnetResourceId: '/subscriptions/S/virtualNetworks/Hub/subnets/Db' },
};

test('a server in our words', () =>
  expect(
    flexibleServer(rowOf(TYPE, server, { sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' } }), 'postgresql'),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'Ready',
    attributes: {
      instanceType: 'Standard_D2ds_v5',
      engine: 'postgresql',
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
  expect(flexibleServer(rowOf(TYPE, { state: told }), 'mysql')).toMatchObject({ state, providerState: told }),
);

test('what is not told stays unknown', () =>
  expect(flexibleServer(rowOf(TYPE, {}), 'mysql')).toMatchObject({
    ...{ state: 'unknown', providerState: undefined },
    attributes: { multiZone: undefined, networkId: undefined, storageGib: undefined, availabilityZone: undefined },
  }));

test.each([
  ['SameZone', false],
  ['Disabled', false],
  ['ZoneRedundant', true],
])('high availability that is %s is in several zones: %s', (mode, multiZone) =>
  expect(flexibleServer(rowOf(TYPE, { highAvailability: { mode } }), 'mysql').attributes).toMatchObject({ multiZone }),
);
