import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeVirtualmachinescalesets } from './microsoft-compute-virtualmachinescalesets.ts';

const nothing = { sizeOf: () => undefined };

const TYPE = 'Microsoft.Compute/virtualMachineScaleSets';

test('one in our words', () =>
  expect(
    microsoftComputeVirtualmachinescalesets.normalize(
      rowOf(TYPE, { timeCreated: '2025-01-02T03:04:05.678Z', provisioningState: 'Succeeded' }),
      nothing,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    createdAt: '2025-01-02T03:04:05.678Z',
    attributes: {},
  }));

test('what is not told stays unknown', () =>
  expect(microsoftComputeVirtualmachinescalesets.normalize(rowOf(TYPE, {}), nothing)).toMatchObject({
    state: 'unknown',
    createdAt: undefined,
  }));
