import type { AccountSettings, ConnectedAccount, Payer, ResourceSource } from '../cloud.ts';
import { detailNoting } from '../detail.ts';
import { serviceOf } from '../service-of.ts';
import { withBatchSize } from './batch-size.ts';
import type { AwsClients } from './clients.ts';
import type { AwsCollector } from './collector.ts';
import { awsCosts } from './costs.ts';
import { awsMetrics } from './metrics.ts';
import { DESCRIBE_ORGANIZATION, managementAccount } from './organization.ts';
import { otherSources } from './others.ts';
import { enabledRegions } from './regions.ts';
import { awsCollectors } from './resources/index.ts';

/** An account as these clients ask it. */
export function connectedAccount(
  clients: AwsClients,
  id: string,
  name: string | undefined,
  settings: Pick<AccountSettings, 'regions' | 'batch_size'>,
): ConnectedAccount {
  const listing = withBatchSize(clients, settings.batch_size);
  const configured = settings.regions?.length ? settings.regions : undefined;
  return {
    cloud: 'aws',
    id,
    name,
    // The rest comes last, after what most questions are about.
    sources: [
      ...awsCollectors.map((collector) => resourceSource(collector, listing)),
      ...otherSources(listing, new Set(awsCollectors.map(({ type }) => type))),
    ],
    metrics: awsMetrics(clients),
    regions: async () => (configured ? { regions: configured } : enabledRegions(clients, id)),
    rest: () => clients.forget(),
  };
}

/** An account's own bill, which is all of its organisation's where it manages one. */
export const ownBill = (clients: AwsClients, id: string): Payer => ({
  ...{ cloud: 'aws', id, costs: awsCosts(clients) },
  paidBy: { permission: DESCRIBE_ORGANIZATION, ask: () => managementAccount(clients) },
});

function resourceSource(collector: AwsCollector, clients: AwsClients): ResourceSource {
  const { type, kind, reach, taggable, permissions } = collector;
  return {
    type,
    kind,
    reach,
    taggable,
    service: serviceOf(type),
    permissions,
    resources: (scope, note) => collector.resources({ clients, scope, detail: detailNoting(note) }),
  };
}
