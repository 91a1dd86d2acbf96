import { expect, test } from 'vitest';
import { nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftSqlServersElasticpools } from './microsoft-sql-servers-elasticpools.ts';

test('a pool has a state and a size of its own', () =>
  expect(
    microsoftSqlServersElasticpools.normalize(
      rowOf(
        'Microsoft.Sql/servers/elasticPools',
        { state: 'Ready', maxSizeBytes: 1_073_741_824 },
        { sku: { name: 'GP_Gen5', tier: 'GeneralPurpose', capacity: 4 } },
      ),
      nothingKnown,
    ),
  ).toMatchObject({
    ...{ state: 'running', providerState: 'Ready' },
    attributes: { instanceType: 'GP_Gen5', storageGib: 1, engine: 'sqlserver' },
  }));
