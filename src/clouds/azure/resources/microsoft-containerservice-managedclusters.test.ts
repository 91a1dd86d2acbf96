import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftContainerserviceManagedclusters } from './microsoft-containerservice-managedclusters.ts';

const TYPE = 'Microsoft.ContainerService/managedClusters';

test.each([
  ['Succeeded', 'Running', 'running', 'Running'],
  ['Succeeded', 'Stopped', 'stopped', 'Stopped'],
  ['Succeeded', undefined, 'unknown', 'Succeeded'],
  ['Creating', undefined, 'pending', 'Creating'],
  ['Failed', 'Running', 'failed', 'Running'],
])('%s and %s is %s', (provisioningState, code, state, providerState) =>
  expect(
    microsoftContainerserviceManagedclusters.normalize(
      rowOf(TYPE, { provisioningState, powerState: code === undefined ? {} : { code } }),
      nothingKnown,
    ),
  ).toEqual({ ...factsOf(TYPE), state, providerState, attributes: {} }),
);
