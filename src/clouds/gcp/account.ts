import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings, ConnectedAccount, Connection, Payer, WideListing, WideSource } from '../cloud.ts';
import { endpointOf } from '../endpoint.ts';
import type { Secrets } from '../secrets.ts';
import { serviceOf } from '../service-of.ts';
import { billingTable } from './billing-table.ts';
import { gcpClients } from './clients.ts';
import type { GcpCollector } from './collector.ts';
import { gcpCosts } from './costs.ts';
import { gcpCredentials } from './credentials.ts';
import { assetListing } from './listing.ts';
import { gcpMetrics } from './metrics.ts';
import { findProjects, searchScope } from './projects.ts';
import { recommender } from './recommender.ts';
import { gcpCollectors } from './resources/index.ts';

/**
 * Finds the projects that the settings lead to. Each is an account.
 * @throws UserError for settings that can't be met.
 * @throws CloudError when the credentials are refused or nobody answers.
 */
export async function connectAccount(settings: AccountSettings, send: Send, secrets: Secrets): Promise<Connection> {
  const endpoint = settings.endpoint === undefined ? undefined : endpointOf('Google Cloud', settings.endpoint).href;
  const scope = searchScope(settings);
  const table = settings.billing && billingTable(settings.billing);
  const credentials = gcpCredentials(settings, send, secrets);
  const quotaProject = await credentials.quotaProject();
  const clients = gcpClients({
    credentials,
    send,
    account: quotaProject ?? scope ?? 'unknown',
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  const { projects, unreached } = await findProjects(clients, settings);
  const payers: Payer[] = table ? [{ cloud: 'gcp', id: table.payer, costs: gcpCosts(clients, table) }] : [];
  if (projects.length + unreached.length + payers.length === 0)
    throw new UserError(
      `Google Cloud shows these credentials no project${scope ? ` below ${scope}` : ''}: grant them roles/cloudasset.viewer and roles/browser there.`,
    );
  const parts = {
    // What recommendations and bills are read in counts against other quotas, and keeps its own pages.
    clients: settings.batch_size === undefined ? clients : { ...clients, batchSize: settings.batch_size },
    collectors: gcpCollectors,
    regions: settings.regions?.length ? settings.regions : undefined,
    zones: settings.zones?.length ? settings.zones.map((zone) => zone.toLowerCase()) : undefined,
  };
  const isWhole = scope !== undefined && !settings.projects?.length;
  const whole = isWhole ? assetListing({ ...parts, scope, projects }) : undefined;
  const accounts = projects.map((project): ConnectedAccount => {
    // Where projects are named, each is searched for itself, and one that refuses doesn't end the others.
    const listing = whole ?? assetListing({ ...parts, scope: `projects/${project.id}`, projects: [project] });
    return {
      cloud: 'gcp',
      id: project.id,
      name: project.name,
      sources: gcpCollectors.map((collector) => wideSource(collector, listing)),
      metrics: gcpMetrics(clients),
    };
  });
  const recommendations = whole
    ? [recommender(clients, scope ?? '', projects)]
    : projects.map((project) => recommender(clients, `projects/${project.id}`, [project]));
  return { accounts, unreached, payers, recommendations, gaps: [] };
}

function wideSource({ type, kind, reach, taggable, permissions }: GcpCollector, wide: WideListing): WideSource {
  return { type, kind, reach, taggable, service: serviceOf(type), permissions, wide };
}
