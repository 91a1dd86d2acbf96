import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftRecoveryservicesVaults } from './microsoft-recoveryservices-vaults.ts';

const nothing = { sizeOf: () => undefined };

const TYPE = 'Microsoft.RecoveryServices/vaults';

test('a vault in our words', () =>
  expect(microsoftRecoveryservicesVaults.normalize(rowOf(TYPE, { provisioningState: 'Succeeded' }), nothing)).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    attributes: {},
  }));
