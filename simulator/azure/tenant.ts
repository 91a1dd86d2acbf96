import type { Estate, PlantedAccount } from '../estate/estate.ts';
import { companyName } from '../estate/policy.ts';

/** The company's directory and the tree above its subscriptions. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly subscriptions: readonly PlantedAccount[];
  /** Parents before children; the first is the tenant's own root. */
  readonly groups: readonly ManagementGroup[];
  /** The company's own topmost group. */
  readonly rootGroup: string;
}

export interface ManagementGroup {
  readonly id: string;
  readonly name: string;
  readonly parent: string | undefined;
  readonly subscriptions: readonly PlantedAccount[];
}

const rootGroup = 'northwind';

export function tenantOf({ accounts }: Estate): Tenant {
  const subscriptions = accounts.filter(({ cloud }) => cloud === 'azure');
  const id = subscriptions[0]?.tenantId ?? '';
  const holder = Map.groupBy(subscriptions, groupOf);
  const group = (own: string, name: string, parent: string | undefined): ManagementGroup => ({
    ...{ id: own, name, parent },
    subscriptions: holder.get(own) ?? [],
  });
  return {
    ...{ id, subscriptions, rootGroup, name: companyName, domain: 'northwind.onmicrosoft.example' },
    groups: [
      group(id, 'Tenant Root Group', undefined),
      group(rootGroup, companyName, id),
      group('northwind-platform', 'Platform', rootGroup),
      group('northwind-workloads', 'Workloads', rootGroup),
      group('northwind-production', 'Production', 'northwind-workloads'),
      group('northwind-nonproduction', 'Non-production', 'northwind-workloads'),
      // Nobody has moved anything into it yet.
      group('northwind-sandbox', 'Sandbox', rootGroup),
    ],
  };
}

function groupOf({ name }: PlantedAccount): string {
  if (name.endsWith('-management')) return 'northwind-platform';
  if (name.endsWith('-development')) return 'northwind-nonproduction';
  return name.endsWith('-production') || name.endsWith('-data') ? 'northwind-production' : 'northwind-workloads';
}

/** A group with all below it, parents first; undefined for a name that is none. Names have no case. */
export function branchOf({ groups }: Tenant, id: string): readonly ManagementGroup[] | undefined {
  const top = groups.find((group) => group.id.toLowerCase() === id.toLowerCase());
  if (!top) return undefined;
  const branch = [top];
  for (const group of groups) if (branch.some((member) => member.id === group.parent)) branch.push(group);
  return branch;
}
