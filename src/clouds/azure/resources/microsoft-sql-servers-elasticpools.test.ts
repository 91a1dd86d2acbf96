import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftSqlServersElasticpools } from './microsoft-sql-servers-elasticpools.ts';

const TYPE = 'Microsoft.Sql/servers/elasticPools';
const SERVER = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Sql/servers/Main';

test('a pool in our words', () =>
  expect(
    microsoftSqlServersElasticpools.normalize(
      rowOf(
        TYPE,
        {
          ...{ state: 'Ready', creationDate: '2025-01-02T03:04:05Z', licenseType: 'BasePrice' },
          ...{ maxSizeBytes: 1073741824, zoneRedundant: true },
        },
        { id: `${SERVER}/elasticPools/Pool`, sku: { name: 'GP_Gen5', tier: 'GeneralPurpose', capacity: 4 } },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    id: `${SERVER}/elasticPools/Pool`.toLowerCase(),
    state: 'running',
    providerState: 'Ready',
    createdAt: '2025-01-02T03:04:05.000Z',
    attributes: {
      instanceType: 'GP_Gen5',
      engine: 'sqlserver',
      licenceModel: 'BasePrice',
      storageGib: 1,
      multiZone: true,
      clusterId: SERVER.toLowerCase(),
    },
  }));
