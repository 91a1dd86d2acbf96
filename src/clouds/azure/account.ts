import type { Send } from '../calls.ts';
import type {
  AccountSettings,
  ConnectedAccount,
  Connection,
  MetricSource,
  OwnSource,
  Payer,
  RecommendationSource,
  WideListing,
  WideSource,
} from '../cloud.ts';
import type { AnyCollector } from '../collector.ts';
import { detailNoting } from '../detail.ts';
import type { Secrets } from '../secrets.ts';
import { serviceOf } from '../service-of.ts';
import { advisor } from './advisor.ts';
import { type AzureClients, azureClients } from './clients.ts';
import { type AzureRowCollector, type Family, isOfGraph } from './collector.ts';
import { azureCosts } from './costs.ts';
import { azureTokens } from './credentials.ts';
import { azureHosts } from './hosts.ts';
import { azureListing } from './listing.ts';
import { azureMetrics } from './metrics.ts';
import type { Narrowing } from './queries.ts';
import { azureCollectors } from './resources/index.ts';
import { regionOf } from './row-facts.ts';
import { findSubscriptions, type Subscription } from './subscriptions.ts';

/**
 * Asks which subscriptions there are: each of them is an account, and what the directory holds is the tenant's.
 * @throws UserError for settings that can't be met.
 * @throws CloudError when the credentials are refused, nobody answers or no subscription is to be seen.
 */
export async function connectTenant(settings: AccountSettings, send: Send, secrets: Secrets): Promise<Connection> {
  const hosts = azureHosts(settings.endpoint);
  const connection = { tokens: azureTokens(settings, send, secrets), hosts, send };
  const unknown = azureClients({ ...connection, tenant: settings.tenant_id ?? 'unknown' });
  const { subscriptions, unreached } = await findSubscriptions(unknown, settings);
  const tenant = (settings.tenant_id ?? subscriptions[0]?.tenant)?.toLowerCase();
  const asking = tenant === undefined ? unknown : azureClients({ ...connection, tenant });
  const clients = settings.batch_size === undefined ? asking : { ...asking, batchSize: settings.batch_size };
  const sources = graphSources(azureCollectors.filter(isOfGraph), clients, narrowingOf(settings));
  const metrics = azureMetrics(clients);
  const accounts = subscriptions.map(
    ({ id, name }): ConnectedAccount => ({ cloud: 'azure', id, name, sources, metrics }),
  );
  const directory: ConnectedAccount[] =
    tenant === undefined || isNarrowed(settings)
      ? []
      : [{ cloud: 'azure', id: tenant, name: settings.name, sources: directorySources(clients), metrics: NO_METRICS }];
  return {
    accounts: [...accounts, ...directory],
    unreached,
    payers: payersOf(subscriptions, clients, settings),
    recommendations: adviceOf(subscriptions, clients, settings),
    gaps: [],
  };
}

/** Whose directory it is matters to nobody who asks for some subscriptions or groups by name; below a management group lies an estate. */
const isNarrowed = ({ subscriptions, resource_groups }: AccountSettings): boolean =>
  (subscriptions?.length ?? 0) > 0 || (resource_groups?.length ?? 0) > 0;

const NO_METRICS: MetricSource = {
  pricePerSeries: '0',
  permissions: [],
  types: [],
  seriesFor: () => 0,
  async *points() {},
};

const narrowingOf = ({ regions, resource_groups: resourceGroups }: AccountSettings): Narrowing => ({
  ...(regions?.length ? { regions: regions.map(regionOf) } : {}),
  ...(resourceGroups?.length ? { resourceGroups } : {}),
});

/** One listing for each family, shared by all subscriptions. */
function graphSources(
  collectors: readonly AzureRowCollector[],
  clients: AzureClients,
  narrowing: Narrowing,
): WideSource[] {
  const listings = new Map<Family, WideListing>(
    collectors.map(({ family }) => [family, azureListing(family, { clients, collectors, narrowing })]),
  );
  return collectors.flatMap(({ type, kind, reach, taggable, permissions, family }) => {
    const wide = listings.get(family);
    return wide ? [{ type, kind, reach, taggable, service: serviceOf(type), permissions, wide }] : [];
  });
}

const directorySources = (clients: AzureClients): OwnSource[] =>
  azureCollectors
    .filter((collector): collector is AnyCollector<AzureClients> => !isOfGraph(collector))
    .map((collector) => {
      const { type, kind, reach, taggable, permissions } = collector;
      return {
        ...{ type, kind, reach, taggable, service: serviceOf(type), permissions },
        resources: (scope, note) => collector.resources({ clients, scope, detail: detailNoting(note) }),
      };
    });

/** One list of the tenant, or of what of it the settings name. */
function adviceOf(
  subscriptions: readonly Subscription[],
  clients: AzureClients,
  settings: AccountSettings,
): RecommendationSource[] {
  if (subscriptions.length === 0) return [];
  const { management_group: group, subscriptions: named = [], resource_groups: resourceGroups = [] } = settings;
  const tenant = settings.tenant_id ?? subscriptions[0]?.tenant;
  const id = JSON.stringify([tenant, group, named.toSorted(), resourceGroups.toSorted()]);
  const ids = subscriptions.map((subscription) => subscription.id);
  return [advisor(clients, id, ids, narrowingOf(settings))];
}

/** The management group's bill, or each subscription's, or that of the resource groups in it that the settings name. */
function payersOf(subscriptions: readonly Subscription[], clients: AzureClients, settings: AccountSettings): Payer[] {
  const { management_group: group, resource_groups: resourceGroups = [], subscriptions: named = [] } = settings;
  if (group !== undefined && resourceGroups.length === 0 && named.length === 0) {
    const scope = `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}`;
    return [{ cloud: 'azure', id: group, costs: azureCosts(clients, [scope]) }];
  }
  return subscriptions.map(({ id }) => {
    const scope = `/subscriptions/${id}`;
    const scopes = resourceGroups.map((name) => `${scope}/resourceGroups/${encodeURIComponent(name)}`);
    return { cloud: 'azure', id, costs: azureCosts(clients, scopes.length > 0 ? scopes : [scope]) };
  });
}
