import { applicationType, credentialType } from '../estate/azure/applications.ts';
import { groupType } from '../estate/azure/groups.ts';
import { machineSizes } from '../estate/azure/machine-sizes.ts';
import { virtualMachineType } from '../estate/azure/networks.ts';
import type { Estate } from '../estate/estate.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';

const rowsInPage = 1000;
const subscriptionsInPage = 50;
const skusInPage = 5;
const applicationsInPage = 999;

export function leastOfAzure(estate: Estate): readonly LeastCalls[] {
  const subscriptions = estate.accounts.filter(({ cloud }) => cloud === 'azure');
  if (subscriptions.length === 0) return [];
  const enabled = subscriptions.filter(({ state }) => state !== 'Disabled').map(({ id }) => id);
  const ofGraph = estate.resources.filter(
    ({ cloud, account, type }) =>
      cloud === 'azure' && enabled.includes(account) && type !== applicationType && type !== credentialType,
  );
  const groups = ofGraph.filter(({ type }) => type === groupType).length;
  const machines = ofGraph.some(({ type }) => type === virtualMachineType);
  // A size is the same in every region. Beside those of machines there is one of disks.
  const skus = machines ? pagesOf(machineSizes.length + 1, skusInPage) : 0;
  const applications = estate.of(applicationType).length;
  const least = (service: string, operation: string, calls: number): LeastCalls => ({
    ...{ cloud: 'azure', service, operation, calls },
  });
  return [
    // For Resource Manager and for Graph.
    least('Entra', 'Token', 2),
    least('Microsoft.Resources', 'ListSubscriptions', pagesOf(subscriptions.length, subscriptionsInPage)),
    // Resources are one table; subscriptions and the groups in them another.
    least(
      'Microsoft.ResourceGraph',
      'Resources',
      pagesOf(ofGraph.length - groups, rowsInPage) + pagesOf(groups + enabled.length, rowsInPage),
    ),
    least('Microsoft.Compute', 'ListSkus', skus),
    least('Microsoft.Graph', 'ListApplications', pagesOf(applications, applicationsInPage)),
  ];
}
