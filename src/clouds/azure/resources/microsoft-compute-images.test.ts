import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeImages } from './microsoft-compute-images.ts';

const TYPE = 'Microsoft.Compute/images';

test('an image in our words', () =>
  expect(
    microsoftComputeImages.normalize(
      rowOf(TYPE, {
        storageProfile: {
          osDisk: { osType: 'Linux', snapshot: { id: '/subscriptions/S/snapshots/Os' } },
          dataDisks: [{ snapshot: { id: '/subscriptions/S/snapshots/Data' } }, {}],
        },
        provisioningState: 'Succeeded',
      }),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    attributes: {
      platform: 'Linux',
      snapshotIds: ['/subscriptions/s/snapshots/os', '/subscriptions/s/snapshots/data'],
    },
  }));

test('one that was made of a machine has no snapshots', () =>
  expect(microsoftComputeImages.normalize(rowOf(TYPE, {}), nothingKnown).attributes).toEqual({
    platform: undefined,
    snapshotIds: [],
  }));
