import { expect, test } from 'vitest';
import { nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftSqlServersDatabases } from './microsoft-sql-servers-databases.ts';

const TYPE = 'Microsoft.Sql/servers/databases';
const SERVER = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Sql/servers/Main';
const properties = { status: 'Online', currentServiceObjectiveName: 'GP_Gen5_2' };

test('a database belongs to its server, and has a size of its own', () =>
  expect(
    microsoftSqlServersDatabases.normalize(rowOf(TYPE, properties, { id: `${SERVER}/databases/Orders` }), nothingKnown),
  ).toMatchObject({
    ...{ state: 'running', providerState: 'Online', taggable: undefined },
    attributes: { instanceType: 'GP_Gen5_2', clusterId: SERVER.toLowerCase() },
  }));

test('one of a pool belongs to it', () => {
  const elasticPoolId = `${SERVER}/elasticPools/Pool`;
  expect(microsoftSqlServersDatabases.normalize(rowOf(TYPE, { elasticPoolId }), nothingKnown).attributes).toMatchObject(
    { clusterId: elasticPoolId.toLowerCase(), storageGib: undefined },
  );
});

test('what every server has of itself can’t be tagged', () =>
  expect(
    microsoftSqlServersDatabases.normalize(rowOf(TYPE, properties, { name: 'master' }), nothingKnown).taggable,
  ).toBe(false));
