import type { ChangeFeed, ResourceChange } from '../cloud.ts';
import type { AzureClients } from './clients.ts';
import { idIn } from './ids.ts';
import { changesQuery } from './queries.ts';
import { graphRows } from './resource-graph.ts';

/** https://learn.microsoft.com/azure/governance/resource-graph/changes/resource-graph-changes */
const DAYS_KEPT = 14;

interface ChangeRow {
  readonly subscriptionId: string;
  readonly changedAt: string;
  readonly properties?: {
    readonly targetResourceId?: string;
    readonly targetResourceType?: string;
    readonly changeType?: string;
  };
}

const CHANGES: Readonly<Record<string, ResourceChange['change']>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
};

/** What Resource Graph noted of changes; types in the words of those that have a collector. */
export const azureChanges = (clients: AzureClients, types: readonly string[]): ChangeFeed => {
  const documented = new Map(types.map((type) => [type.toLowerCase(), type]));
  return {
    days: DAYS_KEPT,
    async *since(accounts, instant) {
      if (accounts.length === 0) return;
      for await (const page of graphRows<ChangeRow>(clients, changesQuery(instant), { subscriptions: accounts }))
        yield page.flatMap(({ subscriptionId, changedAt, properties }) => {
          const { targetResourceId: id, targetResourceType, changeType } = properties ?? {};
          const change = CHANGES[changeType?.toLowerCase() ?? ''];
          const type = targetResourceType?.toLowerCase() ?? '';
          if (!id || !change) return [];
          return [
            {
              account: subscriptionId.toLowerCase(),
              type: documented.get(type) ?? type,
              id: idIn(id),
              change,
              at: new Date(changedAt).toISOString(),
            },
          ];
        });
    },
  };
};
