import { expect, test } from 'vitest';
import { factsOf, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeVirtualmachines } from './microsoft-compute-virtualmachines.ts';

const TYPE = 'Microsoft.Compute/virtualMachines';
const DISKS = '/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Compute/disks';
const size = { vcpus: 2, memoryGib: 8 };
const known = { sizeOf: (name: string | undefined) => (name === 'Standard_D2s_v3' ? size : undefined) };
const properties = {
  hardwareProfile: { vmSize: 'Standard_D2s_v3' },
  storageProfile: {
    imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    osDisk: { osType: 'Linux', managedDisk: { id: `${DISKS}/os` } },
    dataDisks: [{ managedDisk: { id: `${DISKS}/Data` } }, { managedDisk: null }],
  },
  provisioningState: 'Succeeded',
  timeCreated: '2025-01-02T03:04:05.678+00:00',
  extended: { instanceView: { powerState: { code: 'PowerState/running', displayStatus: 'VM läuft' } } },
};

test('a machine in our words', () =>
  expect(microsoftComputeVirtualmachines.normalize(rowOf(TYPE, properties, { zones: ['2'] }), known)).toEqual({
    ...factsOf(TYPE),
    state: 'running',
    providerState: 'PowerState/running',
    createdAt: '2025-01-02T03:04:05.678Z',
    attributes: {
      instanceType: 'Standard_D2s_v3',
      availabilityZone: '2',
      platform: 'Linux',
      ...size,
      lifecycle: 'on-demand',
      imageId: 'Canonical:ubuntu-24_04-lts:server:latest',
      volumes: [`${DISKS}/os`, `${DISKS}/data`].map((id) => id.toLowerCase()),
    },
  }));

test.each([
  ['PowerState/starting', 'pending'],
  ['PowerState/stopping', 'stopping'],
  ['PowerState/stopped', 'stopped'],
  ['PowerState/deallocating', 'stopping'],
  ['PowerState/deallocated', 'deallocated'],
  ['PowerState/unknown', 'unknown'],
  [undefined, 'unknown'],
])('%s is %s', (code, state) => {
  const extended = { instanceView: { powerState: code === undefined ? {} : { code } } };
  expect(microsoftComputeVirtualmachines.normalize(rowOf(TYPE, { extended }), known)).toMatchObject({
    state,
    providerState: code,
  });
});

test('a licence that was brought, a low price and a scale set show', () => {
  const facts = microsoftComputeVirtualmachines.normalize(
    rowOf(TYPE, {
      licenseType: 'Windows_Server',
      priority: 'Spot',
      virtualMachineScaleSet: { id: '/subscriptions/S/vmss' },
      storageProfile: {
        osDisk: { osType: 'Windows' },
        imageReference: { id: '/subscriptions/S/Images/Golden' },
      },
    }),
    known,
  );
  expect(facts).toMatchObject({
    flags: ['scale-set-member'],
    attributes: { platform: 'Windows (Windows_Server)', lifecycle: 'spot', imageId: '/subscriptions/s/images/golden' },
  });
});

test('what is not told stays unknown', () => {
  const row = rowOf(TYPE, {}, { zones: null, tags: null });
  expect(microsoftComputeVirtualmachines.normalize(row, known)).toMatchObject({
    ...{ state: 'unknown', createdAt: undefined, tags: {} },
    attributes: { instanceType: undefined, vcpus: undefined, memoryGib: undefined, platform: undefined, volumes: [] },
  });
});

test('what a program was started with is not kept', () => {
  const row = rowOf(TYPE, { ...properties, osProfile: { adminUsername: 'root', customData: 'c2VjcmV0' } });
  expect(JSON.stringify(microsoftComputeVirtualmachines.facts(row, known).payload)).not.toMatch(/root|c2VjcmV0/);
});
