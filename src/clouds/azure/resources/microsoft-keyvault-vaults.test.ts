import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftKeyvaultVaults } from './microsoft-keyvault-vaults.ts';

const nothing = { sizeOf: () => undefined };

const TYPE = 'Microsoft.KeyVault/vaults';

test('a vault in our words', () =>
  expect(microsoftKeyvaultVaults.normalize(rowOf(TYPE, { provisioningState: 'Succeeded' }), nothing)).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    attributes: {},
  }));
