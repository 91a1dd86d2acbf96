import type { AzureClients } from './clients.ts';
import { idIn } from './ids.ts';
import { changesQuery } from './queries.ts';
import { graphRows } from './resource-graph.ts';

// They are there within five minutes.
const LATE_MS = 15 * 60_000;
// Five pages and the resources themselves by a hundred: more is sooner listed.
const MOST_CHANGES = 5000;

interface ChangeRow {
  readonly subscriptionId?: string;
  readonly properties?: {
    readonly targetResourceId?: string | null;
    readonly targetResourceType?: string | null;
  } | null;
}

/** A resource that was made, changed or deleted. */
export interface ChangedResource {
  readonly account: string;
  /** In lower case. */
  readonly type: string;
  readonly id: string;
}

export interface AzureChanges {
  readonly resources: readonly ChangedResource[];
  /** Subscriptions that were changed themselves, or one of whose resource groups was: the tags of all that lies in them. */
  readonly places: ReadonlySet<string>;
}

/** One question for all families that ask for the same. Undefined where it is more than is worth while. */
export const changesSince = (
  clients: AzureClients,
  subscriptions: readonly string[],
  since: Date,
): Promise<AzureChanges | undefined> => {
  const from = new Date(since.getTime() - LATE_MS);
  return clients.once(`changes ${from.toISOString()} ${subscriptions.toSorted().join(' ')}`, async () => {
    const resources = await rowsOf(clients, changesQuery('resourcechanges', from), subscriptions);
    const containers = await rowsOf(clients, changesQuery('resourcecontainerchanges', from), subscriptions);
    if (!resources || !containers) return undefined;
    return {
      resources: [...new Map(resources.flatMap(changedResource).map((one) => [one.id, one])).values()],
      places: new Set(containers.flatMap(({ subscriptionId }) => subscriptionId?.toLowerCase() ?? [])),
    };
  });
};

async function rowsOf(
  clients: AzureClients,
  query: string,
  subscriptions: readonly string[],
): Promise<ChangeRow[] | undefined> {
  const rows: ChangeRow[] = [];
  for await (const page of graphRows<ChangeRow>(clients, query, { subscriptions })) {
    rows.push(...page);
    if (rows.length > MOST_CHANGES) return undefined;
  }
  return rows;
}

function changedResource({ subscriptionId, properties }: ChangeRow): ChangedResource[] {
  const { targetResourceId: id, targetResourceType: type } = properties ?? {};
  return subscriptionId && id && type ? [{ account: idIn(subscriptionId), type: idIn(type), id: idIn(id) }] : [];
}
