import { expect, test } from 'vitest';
import { factsOf, nothingKnown, rowOf } from '../../../../test/support/azure.ts';
import { microsoftResourcesSubscriptionsResourcegroups } from './microsoft-resources-subscriptions-resourcegroups.ts';

const TYPE = 'Microsoft.Resources/subscriptions/resourceGroups';

test.each([
  [{}, undefined],
  [{ managedBy: '/subscriptions/S/managedClusters/Aks' }, ['managed-by /subscriptions/s/managedclusters/aks']],
])('a group in our words, %o', (more, flags) =>
  expect(
    microsoftResourcesSubscriptionsResourcegroups.normalize(
      rowOf(TYPE, { provisioningState: 'Succeeded' }, more),
      nothingKnown,
    ),
  ).toEqual({
    ...factsOf(TYPE),
    ...{ state: 'available', providerState: 'Succeeded', flags, attributes: {} },
  }),
);
