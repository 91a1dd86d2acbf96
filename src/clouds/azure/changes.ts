import type { AzureClients } from './clients.ts';
import type { AzureRow } from './collector.ts';
import { idIn } from './ids.ts';
import { byIdQuery, changesQuery, GROUPS_TYPE, inGroupsQuery, type Narrowing } from './queries.ts';
import { graphRows } from './resource-graph.ts';

// They are there within five minutes.
const LATE_MS = 15 * 60_000;
// Five pages and the resources themselves: more is sooner listed.
const MOST_CHANGES = 5000;
// Ids are long, and a query has its limits.
const WORDS_AT_ONCE = 250;

// Their state changes without anybody writing them, so that no change tells of it.
export const UNTOLD_TYPES: ReadonlySet<string> = new Set(['microsoft.compute/virtualmachines']);

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
  /** Those that are still there, as they are now, and whatever lies in a resource group that was changed. */
  readonly rows: readonly AzureRow[];
  /** Subscriptions that were changed themselves: the tags of all that lies in them. */
  readonly places: ReadonlySet<string>;
}

/** Asked once for all families. Undefined where it is more than is worth while. */
export const changesSince = (
  clients: AzureClients,
  subscriptions: readonly string[],
  narrowing: Narrowing,
  since: Date,
): Promise<AzureChanges | undefined> => {
  const from = new Date(since.getTime() - LATE_MS);
  return clients.once(`changes ${from.toISOString()} ${subscriptions.toSorted().join(' ')}`, async () => {
    const resources = await changedIn(clients, changesQuery('resourcechanges', from), subscriptions);
    const containers = await changedIn(clients, changesQuery('resourcecontainerchanges', from), subscriptions);
    if (!resources || !containers) return undefined;
    const groups = containers.filter(({ type }) => type === GROUPS_TYPE);
    const told = resources.filter(({ type }) => !UNTOLD_TYPES.has(type));
    const queries = [
      ...inParts(told).map((part) =>
        byIdQuery(
          part.map(({ id }) => id),
          narrowing,
        ),
      ),
      ...inParts(groups).map((part) => inGroupsQuery(part.map(({ account, id }) => [account, nameIn(id)]))),
    ];
    const rows = new Map<string, AzureRow>();
    for (const query of queries)
      for await (const page of graphRows<AzureRow>(clients, query, { subscriptions }))
        for (const row of page) rows.set(idIn(row.id), row);
    const places = containers.filter(({ type }) => type !== GROUPS_TYPE).map(({ account }) => account);
    return { resources: told, rows: [...rows.values()], places: new Set(places) };
  });
};

const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function inParts<T>(list: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < list.length; start += WORDS_AT_ONCE) parts.push(list.slice(start, start + WORDS_AT_ONCE));
  return parts;
}

/** Whether an id lies in a subscription, or is its own. */
const isIn = (account: string, id: string): boolean => `${id}/`.startsWith(`/subscriptions/${account}/`);

/** Each once, however often it was changed. Undefined for more than is worth while, and for a list that can't be believed. */
async function changedIn(
  clients: AzureClients,
  query: string,
  subscriptions: readonly string[],
): Promise<ChangedResource[] | undefined> {
  const found = new Map<string, ChangedResource>();
  let rows = 0;
  for await (const page of graphRows<ChangeRow>(clients, query, { subscriptions })) {
    rows += page.length;
    if (rows > MOST_CHANGES) return undefined;
    for (const { subscriptionId, properties } of page) {
      const { targetResourceId: id, targetResourceType: type } = properties ?? {};
      if (!subscriptionId || !id || !type) continue;
      const one = { account: idIn(subscriptionId), type: idIn(type), id: idIn(id) };
      // Another's would be gone from this one.
      if (!isIn(one.account, one.id)) return undefined;
      found.set(one.id, one);
    }
  }
  return [...found.values()];
}
