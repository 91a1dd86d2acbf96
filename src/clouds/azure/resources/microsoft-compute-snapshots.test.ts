import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeSnapshots } from './microsoft-compute-snapshots.ts';

const TYPE = 'Microsoft.Compute/snapshots';

test('a snapshot in our words', () =>
  expect(
    microsoftComputeSnapshots.normalize(
      rowOf(
        TYPE,
        {
          diskSizeGB: 64,
          creationData: { createOption: 'Copy', sourceResourceId: '/subscriptions/S/disks/Data' },
          encryption: { type: 'EncryptionAtRestWithPlatformKey' },
          incremental: true,
          timeCreated: '2025-01-02T03:04:05Z',
          provisioningState: 'Succeeded',
        },
        { sku: { name: 'Standard_ZRS' } },
      ),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    state: 'available',
    providerState: 'Succeeded',
    createdAt: '2025-01-02T03:04:05.000Z',
    flags: ['incremental'],
    attributes: {
      volumeId: '/subscriptions/s/disks/data',
      volumeSizeGib: 64,
      encrypted: true,
      storageTier: 'Standard_ZRS',
    },
  }));

test('what is not told stays unknown', () =>
  expect(microsoftComputeSnapshots.normalize(rowOf(TYPE, {}), nothingKnown)).toMatchObject({
    ...{ state: 'unknown', createdAt: undefined, flags: undefined },
    attributes: { volumeId: undefined, volumeSizeGib: undefined, encrypted: undefined },
  }));
