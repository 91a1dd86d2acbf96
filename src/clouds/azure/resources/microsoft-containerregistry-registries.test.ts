import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftContainerregistryRegistries } from './microsoft-containerregistry-registries.ts';

const nothing = { sizeOf: () => undefined };

const TYPE = 'Microsoft.ContainerRegistry/registries';

test('one in our words', () =>
  expect(
    microsoftContainerregistryRegistries.normalize(
      rowOf(TYPE, { creationDate: '2025-01-02T03:04:05.678Z', provisioningState: 'Succeeded' }),
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
  expect(microsoftContainerregistryRegistries.normalize(rowOf(TYPE, {}), nothing)).toMatchObject({
    state: 'unknown',
    createdAt: undefined,
  }));
