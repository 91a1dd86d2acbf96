import type { PlacedAttributes } from '../../model/kinds/placed.ts';
import type { Tags } from '../../model/resource.ts';
import type { AzureClients } from './clients.ts';
import type { AzureRow } from './collector.ts';
import { GROUPS_TYPE, PLACES_QUERY } from './queries.ts';
import { graphRows } from './resource-graph.ts';
import { tagsOf } from './tags.ts';

/** The subscriptions and resource groups that resources lie in, and what those are tagged with. */
export interface Places {
  readonly groups: readonly AzureRow[];
  /** Where a row lies; a tag that could not be read is undefined. */
  of(row: Pick<AzureRow, 'subscriptionId' | 'resourceGroup'>): PlacedAttributes;
}

/** One query for all of them, shared by the listings that run at about the same time. */
export const placesOf = (clients: AzureClients, subscriptions: readonly string[]): Promise<Places> =>
  clients.once(`places ${subscriptions.toSorted().join(' ')}`, async () => {
    const groups: AzureRow[] = [];
    const tags = new Map<string, Tags>();
    for await (const page of graphRows<AzureRow>(clients, PLACES_QUERY, { subscriptions }))
      for (const row of page) {
        const isGroup = row.type.toLowerCase() === GROUPS_TYPE;
        if (isGroup) groups.push(row);
        tags.set(placeName(row.subscriptionId, isGroup ? row.name : undefined), tagsOf(row.tags));
      }
    return {
      groups,
      of({ subscriptionId, resourceGroup }) {
        const accountTags = tags.get(placeName(subscriptionId, undefined));
        const resourceGroupTags = resourceGroup ? tags.get(placeName(subscriptionId, resourceGroup)) : undefined;
        return {
          ...(resourceGroup ? { resourceGroup } : {}),
          ...(resourceGroupTags ? { resourceGroupTags } : {}),
          ...(accountTags ? { accountTags } : {}),
        };
      },
    };
  });

const placeName = (subscription: string, group: string | undefined): string =>
  `${subscription}/${group ?? ''}`.toLowerCase();
