import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftStorageStorageaccounts } from './microsoft-storage-storageaccounts.ts';

const TYPE = 'Microsoft.Storage/storageAccounts';

test('an account in our words', () =>
  expect(
    microsoftStorageStorageaccounts.normalize(
      rowOf(
        TYPE,
        {
          accessTier: 'Hot',
          allowBlobPublicAccess: true,
          creationTime: '2025-01-02T03:04:05.1234567Z',
          provisioningState: 'Succeeded',
        },
        { sku: { name: 'Standard_LRS', tier: 'Standard' }, kind: 'StorageV2' },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    createdAt: '2025-01-02T03:04:05.123Z',
    flags: ['public-access-allowed'],
    attributes: { storageClass: 'Standard_LRS Hot' },
  }));

test('what is not told stays unknown', () =>
  expect(microsoftStorageStorageaccounts.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    ...{ flags: undefined, attributes: { storageClass: undefined } },
  }));
