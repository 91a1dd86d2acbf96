import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftDocumentdbDatabaseaccounts } from './microsoft-documentdb-databaseaccounts.ts';

const TYPE = 'Microsoft.DocumentDB/databaseAccounts';

test('an account in our words', () =>
  expect(
    microsoftDocumentdbDatabaseaccounts.normalize(
      rowOf(
        TYPE,
        {
          provisioningState: 'Succeeded',
          locations: [{ isZoneRedundant: false }, { isZoneRedundant: true }],
          systemData: { createdAt: '2025-01-02T03:04:05Z' },
        },
        { kind: 'MongoDB' },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'Succeeded',
    createdAt: '2025-01-02T03:04:05.000Z',
    attributes: { engine: 'cosmosdb-mongodb', multiZone: true },
  }));

test('what is not told stays unknown', () =>
  expect(microsoftDocumentdbDatabaseaccounts.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    ...{ state: 'unknown', attributes: { engine: 'cosmosdb', multiZone: undefined } },
  }));
