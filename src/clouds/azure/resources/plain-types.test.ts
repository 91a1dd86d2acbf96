import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftComputeVirtualmachinescalesets } from './microsoft-compute-virtualmachinescalesets.ts';
import { microsoftContainerregistryRegistries } from './microsoft-containerregistry-registries.ts';
import { microsoftEventhubNamespaces } from './microsoft-eventhub-namespaces.ts';
import { microsoftKeyvaultVaults } from './microsoft-keyvault-vaults.ts';
import { microsoftOperationalinsightsWorkspaces } from './microsoft-operationalinsights-workspaces.ts';
import { microsoftRecoveryservicesVaults } from './microsoft-recoveryservices-vaults.ts';
import { microsoftServicebusNamespaces } from './microsoft-servicebus-namespaces.ts';

// What is a type's own is the word for its creation; the rest is proved beside `plain-type.ts`.
test.each([
  ['Microsoft.Compute/virtualMachineScaleSets', microsoftComputeVirtualmachinescalesets, 'timeCreated'],
  ['Microsoft.ContainerRegistry/registries', microsoftContainerregistryRegistries, 'creationDate'],
  ['Microsoft.EventHub/namespaces', microsoftEventhubNamespaces, 'createdAt'],
  ['Microsoft.OperationalInsights/workspaces', microsoftOperationalinsightsWorkspaces, 'createdDate'],
  ['Microsoft.ServiceBus/namespaces', microsoftServicebusNamespaces, 'createdAt'],
])('%s in our words', (type, collector, createdIn) => {
  const properties = { provisioningState: 'Succeeded', [createdIn]: '2025-01-02T03:04:05.678Z' };
  expect(collector.facts(rowOf(type, properties), nothingKnown)).toEqual({
    ...factsOf(type),
    ...{ state: 'available', providerState: 'Succeeded', createdAt: '2025-01-02T03:04:05.678Z', attributes: {} },
  });
});

test.each([
  ['Microsoft.KeyVault/vaults', microsoftKeyvaultVaults],
  ['Microsoft.RecoveryServices/vaults', microsoftRecoveryservicesVaults],
])('%s, which tells no creation, in our words', (type, collector) =>
  expect(collector.facts(rowOf(type, { provisioningState: 'Succeeded' }), nothingKnown)).toEqual({
    ...factsOf(type),
    ...{ state: 'available', providerState: 'Succeeded', attributes: {} },
  }),
);
