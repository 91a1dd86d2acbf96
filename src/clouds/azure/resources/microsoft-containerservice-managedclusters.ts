import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly powerState?: { readonly code?: string };
  readonly provisioningState?: string;
}

/** Kubernetes clusters (AKS). */
export const microsoftContainerserviceManagedclusters = defineAzureCollector({
  type: 'Microsoft.ContainerService/managedClusters',
  kind: 'cluster',
  family: 'platform',
  taggable: true,
  permissions: ['Microsoft.ContainerService/managedClusters/read'],
  normalize(row: AzureRow<Properties>) {
    const { powerState, provisioningState } = row.properties;
    const { state, providerState } = provisioned(provisioningState);
    const [running, stopped] = [powerState?.code === 'Running', powerState?.code === 'Stopped'];
    return {
      ...rowFacts(row),
      // Whether it runs is told only of one that was set up.
      state: state !== 'available' ? state : running ? 'running' : stopped ? 'stopped' : 'unknown',
      providerState: powerState?.code ?? providerState,
      attributes: {},
    };
  },
});
