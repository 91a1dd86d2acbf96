import { CloudError } from '../../model/errors.ts';
import type { AccountSettings, UnreachedAccount } from '../cloud.ts';
import { adviceOn } from './advice.ts';
import { type AzureClients, listed } from './clients.ts';
import { ownId } from './ids.ts';
import { SUBSCRIPTIONS_QUERY } from './queries.ts';
import { graphRows, RESOURCE_GRAPH } from './resource-graph.ts';

export const SUBSCRIPTIONS_PERMISSION = 'Microsoft.Resources/subscriptions/read';

export interface Subscription {
  readonly id: string;
  readonly name: string | undefined;
  /** `Enabled`, `Warned`, `PastDue`, `Disabled`, `Deleted`. */
  readonly state: string | undefined;
  readonly tenant: string | undefined;
}

interface FoundSubscriptions {
  readonly subscriptions: readonly Subscription[];
  /** Disabled, deleted, or named in the settings and not there. */
  readonly unreached: readonly UnreachedAccount[];
}

/**
 * Those of the management group, or all that the caller can see; of these the ones that the settings name, if they do.
 * @throws CloudError when there are none, or nobody may be asked.
 */
export async function findSubscriptions(clients: AzureClients, settings: AccountSettings): Promise<FoundSubscriptions> {
  const { management_group: managementGroup, subscriptions: named } = settings;
  const seen =
    managementGroup === undefined ? await visible(clients) : await belowManagementGroup(clients, managementGroup);
  const wanted = named?.length ? new Set(named.map((id) => id.toLowerCase())) : undefined;
  const found = wanted ? seen.filter(({ id }) => wanted.has(id)) : seen;
  const absent = [...(wanted ?? [])].filter((id) => !found.some((one) => one.id === id));
  if (found.length === 0 && absent.length === 0) throw notReached('denied', 'NoSubscriptions');
  const closed = found.filter(({ state }) => isClosed(state));
  return {
    subscriptions: found.filter((subscription) => !closed.includes(subscription)),
    unreached: [
      ...closed.map(({ id, name, state }) => ({ id, name, error: notReached('failed', `Subscription${state}`) })),
      // To whom it is not shown it doesn't exist.
      ...absent.map((id) => ({ id, name: undefined, error: notReached('denied', 'SubscriptionNotFound') })),
    ],
  };
}

function notReached(reason: 'denied' | 'failed', code: string): CloudError {
  const advice = adviceOn({ code });
  const facts = { reason, code, action: SUBSCRIPTIONS_PERMISSION, retryable: false };
  return new CloudError(advice === undefined ? facts : { ...facts, advice });
}

interface ListedSubscription {
  readonly subscriptionId?: string;
  readonly displayName?: string;
  readonly state?: string;
  readonly tenantId?: string;
}

async function visible(clients: AzureClients): Promise<Subscription[]> {
  const subscriptions: Subscription[] = [];
  const request = {
    host: clients.hosts.arm,
    path: '/subscriptions?api-version=2022-12-01',
    service: 'arm',
    action: SUBSCRIPTIONS_PERMISSION,
  } as const;
  for await (const one of listed<ListedSubscription>(clients, request))
    subscriptions.push({
      id: ownId(one.subscriptionId, SUBSCRIPTIONS_PERMISSION),
      name: one.displayName || undefined,
      state: one.state,
      tenant: one.tenantId,
    });
  return subscriptions;
}

/** Which of these are not to be read any more, each with why. */
export async function lostAmong(
  clients: AzureClients,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CloudError>> {
  const states = new Map<string, string | undefined>();
  try {
    for await (const page of graphRows<SubscriptionRow>(clients, SUBSCRIPTIONS_QUERY, { subscriptions: ids }))
      for (const { subscriptionId, properties } of page)
        states.set(ownId(subscriptionId, RESOURCE_GRAPH), properties?.state);
  } catch (error) {
    // It refuses a question about nothing that it shows.
    if (!(error instanceof CloudError) || error.facts.code !== 'BadRequest') throw error;
  }
  return new Map(
    ids.flatMap((id) => {
      if (!states.has(id)) return [[id, notReached('denied', 'SubscriptionNotFound')] as const];
      const state = states.get(id);
      return isClosed(state) ? [[id, notReached('failed', `Subscription${state}`)] as const] : [];
    }),
  );
}

const isClosed = (state: string | undefined): boolean => state === 'Disabled' || state === 'Deleted';

interface SubscriptionRow {
  readonly subscriptionId?: string;
  readonly name?: string;
  readonly tenantId?: string;
  readonly properties?: { readonly state?: string };
}

async function belowManagementGroup(clients: AzureClients, managementGroup: string): Promise<Subscription[]> {
  const subscriptions: Subscription[] = [];
  for await (const page of graphRows<SubscriptionRow>(clients, SUBSCRIPTIONS_QUERY, { managementGroup }))
    for (const { subscriptionId, name, tenantId, properties } of page)
      subscriptions.push({
        id: ownId(subscriptionId, RESOURCE_GRAPH),
        name: name || undefined,
        state: properties?.state,
        tenant: tenantId,
      });
  return subscriptions;
}
