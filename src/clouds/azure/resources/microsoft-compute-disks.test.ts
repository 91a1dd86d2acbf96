import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeDisks } from './microsoft-compute-disks.ts';

const TYPE = 'Microsoft.Compute/disks';
const VM = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/Web';
const properties = {
  diskSizeGB: 128,
  diskState: 'Attached',
  diskIOPSReadWrite: 500,
  diskMBpsReadWrite: 100,
  encryption: { type: 'EncryptionAtRestWithPlatformKey' },
  creationData: { createOption: 'Empty' },
  timeCreated: '2025-01-02T03:04:05Z',
  LastOwnershipUpdateTime: '2025-02-03T00:00:00Z',
};
const more = { sku: { name: 'Premium_LRS', tier: 'Premium' }, zones: ['1'], managedBy: VM };

test('a disk in our words', () =>
  expect(microsoftComputeDisks.normalize(rowOf(TYPE, properties, more), nothingKnown)).toEqual({
    ...factsOf(TYPE),
    state: 'in-use',
    providerState: 'Attached',
    createdAt: '2025-01-02T03:04:05.000Z',
    attributes: {
      storageType: 'Premium_LRS',
      sizeGib: 128,
      iops: 500,
      throughputMibps: 95.37,
      encrypted: true,
      attachedTo: [VM.toLowerCase()],
      attachedAt: '2025-02-03T00:00:00.000Z',
      availabilityZone: '1',
      snapshotId: undefined,
    },
  }));

test.each([
  ['Reserved', 'in-use'],
  ['Frozen', 'in-use'],
  ['Unattached', 'available'],
  ['ActiveSAS', 'available'],
  ['ReadyToUpload', 'pending'],
  ['SomethingNew', 'unknown'],
])('%s is %s', (diskState, state) =>
  expect(microsoftComputeDisks.normalize(rowOf(TYPE, { diskState }), nothingKnown)).toMatchObject({
    state,
    providerState: diskState,
  }),
);

test('a loose disk has nobody, and nobody knows since when', () =>
  expect(
    microsoftComputeDisks.normalize(
      rowOf(TYPE, { ...properties, diskState: 'Unattached' }, { managedBy: '' }),
      nothingKnown,
    ).attributes,
  ).toMatchObject({ attachedTo: [], attachedAt: undefined }));

test('a shared disk has several', () =>
  expect(
    microsoftComputeDisks.normalize(
      rowOf(TYPE, { shareInfo: [{ vmUri: VM }, { vmUri: `${VM}2` }] }, { managedBy: VM }),
      nothingKnown,
    ).attributes,
  ).toMatchObject({ attachedTo: [VM.toLowerCase(), `${VM}2`.toLowerCase()] }));

test('what is not told stays unknown', () =>
  expect(microsoftComputeDisks.normalize(rowOf(TYPE, {}, { sku: null }), nothingKnown)).toMatchObject({
    ...{ state: 'unknown', createdAt: undefined },
    attributes: { sizeGib: undefined, throughputMibps: undefined, encrypted: undefined, storageType: undefined },
  }));
