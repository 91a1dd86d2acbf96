import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftSqlServersDatabases } from './microsoft-sql-servers-databases.ts';

const TYPE = 'Microsoft.Sql/servers/databases';
const SERVER = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Sql/servers/Main';
const properties = {
  status: 'Online',
  creationDate: '2025-01-02T03:04:05Z',
  currentServiceObjectiveName: 'GP_Gen5_2',
  licenseType: 'LicenseIncluded',
  maxSizeBytes: 34359738368,
  zoneRedundant: false,
};

test('a database in our words', () =>
  expect(
    microsoftSqlServersDatabases.normalize(rowOf(TYPE, properties, { id: `${SERVER}/databases/Orders` }), nothingKnown),
  ).toEqual({
    ...factsOf(TYPE),
    id: `${SERVER}/databases/Orders`.toLowerCase(),
    state: 'running',
    providerState: 'Online',
    createdAt: '2025-01-02T03:04:05.000Z',
    taggable: undefined,
    attributes: {
      instanceType: 'GP_Gen5_2',
      engine: 'sqlserver',
      licenceModel: 'LicenseIncluded',
      storageGib: 32,
      multiZone: false,
      clusterId: SERVER.toLowerCase(),
    },
  }));

test('one of a pool belongs to it', () => {
  const elasticPoolId = `${SERVER}/elasticPools/Pool`;
  expect(microsoftSqlServersDatabases.normalize(rowOf(TYPE, { elasticPoolId }), nothingKnown).attributes).toMatchObject(
    {
      clusterId: elasticPoolId.toLowerCase(),
      storageGib: undefined,
    },
  );
});

test('what every server has of itself can’t be tagged', () =>
  expect(
    microsoftSqlServersDatabases.normalize(rowOf(TYPE, properties, { name: 'master' }), nothingKnown).taggable,
  ).toBe(false));
