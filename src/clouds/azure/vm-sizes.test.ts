import { expect, test } from 'vitest';
import { localAzure, refusal, rowOf } from '../../../test/support/azure.ts';
import type { AzureRow } from './collector.ts';
import { vmSizes } from './vm-sizes.ts';

const azure = localAzure();
const vm = (vmSize: string | undefined, location = 'westeurope'): AzureRow =>
  rowOf('Microsoft.Compute/virtualMachines', { hardwareProfile: { vmSize } }, { location });

const sku = (name: string, capabilities: Readonly<Record<string, string>>) => ({
  resourceType: 'virtualMachines',
  name,
  capabilities: Object.entries(capabilities).map(([key, value]) => ({ name: key, value })),
});

test('a size has what its region tells, and constrained ones have fewer processors', async () => {
  azure.answer(() => ({
    body: {
      value: [
        sku('Standard_D2s_v3', { vCPUs: '2', MemoryGB: '8' }),
        sku('Standard_E8-2s_v5', { vCPUs: '8', vCPUsAvailable: '2', MemoryGB: '64' }),
        sku('Standard_Odd', { vCPUs: 'many' }),
      ],
    },
  }));
  const sizes = vmSizes(azure.clients());
  expect(sizes.sizeOf('Standard_D2s_v3')).toBeUndefined();
  await sizes.learn([vm('standard_d2S_v3')]);
  expect(sizes.sizeOf('Standard_D2s_v3')).toEqual({ vcpus: 2, memoryGib: 8 });
  expect(sizes.sizeOf('Standard_E8-2s_v5')).toEqual({ vcpus: 2, memoryGib: 64 });
  expect(sizes.sizeOf('Standard_Odd')).toEqual({ vcpus: undefined, memoryGib: undefined });
  expect(azure.requests[0]?.query.get('$filter')).toBe("location eq 'westeurope'");
});

test('a region is asked once, and not at all for what is known or has no size', async () => {
  azure.answer(() => ({ body: { value: [sku('Standard_D2s_v3', { vCPUs: '2' })] } }));
  const sizes = vmSizes(azure.clients());
  await sizes.learn([vm('Standard_D2s_v3'), vm('Standard_Retired'), vm(undefined, 'northeurope')]);
  await sizes.learn([vm('Standard_D2s_v3', 'northeurope'), vm('Standard_Retired')]);
  expect(azure.requests).toHaveLength(1);
});

test('a list of sizes without end is a failure, told to all who need it and not asked for again', async () => {
  azure.answer(({ query }) => {
    const next = Number(query.get('page') ?? 0) + 1;
    return { body: { value: [], nextLink: `${azure.url}/skus?page=${next}` } };
  });
  const sizes = vmSizes(azure.clients());
  const failure = { facts: { code: 'TooManyPages', action: 'Microsoft.Compute/skus/read', retryable: false } };
  await expect(sizes.learn([vm('Standard_D2s_v3')])).rejects.toMatchObject(failure);
  const { length } = azure.requests;
  expect(length).toBeLessThanOrEqual(20);
  await expect(sizes.learn([vm('Standard_D2s_v3')])).rejects.toMatchObject(failure);
  expect(azure.requests).toHaveLength(length);
});

test('where one region’s sizes can’t be had, those of another can', async () => {
  azure.answer(({ query }) =>
    query.get('$filter')?.includes('westeurope')
      ? refusal(400, 'Broken')
      : { body: { value: [sku('Standard_D2s_v3', { vCPUs: '2' })] } },
  );
  const sizes = vmSizes(azure.clients());
  const machines = [vm('Standard_Odd'), vm('Standard_D2s_v3', 'northeurope')];
  await expect(sizes.learn(machines)).rejects.toMatchObject({ facts: { code: 'Broken' } });
  expect(sizes.sizeOf('Standard_D2s_v3')).toMatchObject({ vcpus: 2 });
});

test('where one subscription is refused the next may ask', async () => {
  azure.answer(() => refusal(403, 'AuthorizationFailed'));
  const sizes = vmSizes(azure.clients());
  await expect(sizes.learn([vm('Standard_D2s_v3')])).rejects.toMatchObject({ facts: { reason: 'denied' } });
  azure.answer(() => ({ body: { value: [sku('Standard_D2s_v3', { vCPUs: '2' })] } }));
  await sizes.learn([vm('Standard_D2s_v3')]);
  expect(sizes.sizeOf('Standard_D2s_v3')).toMatchObject({ vcpus: 2 });
});
