import type { WideChanges, WideRequest, WideRows, WideUnit } from '../cloud.ts';
import type { AzureChanges, ChangedResource } from './changes.ts';
import type { AzureClients } from './clients.ts';
import type { AzureRow, AzureRowCollector } from './collector.ts';
import { byIdQuery, type Narrowing } from './queries.ts';
import { graphRows } from './resource-graph.ts';
import { distinct, inUnits, type RowsOfUnit, unitName } from './rows-of-units.ts';

// Their state changes without anybody writing them, so that no change tells of it.
const UNTOLD_TYPES: ReadonlySet<string> = new Set(['microsoft.compute/virtualmachines']);

// Ids are long, and a query has its limits.
const IDS_AT_ONCE = 100;

/** Whether a list of changes may miss what happened to a unit. */
export const isUntold = ({ account, type }: WideUnit, { places }: AzureChanges): boolean =>
  UNTOLD_TYPES.has(type.toLowerCase()) || places.has(account);

/** What was changed of what is asked. */
export function wantedChanges(
  changes: AzureChanges,
  { units, others }: WideRequest,
  isKnown: ReadonlySet<string>,
): ChangedResource[] {
  const asked = new Set(units.map(({ account, type }) => unitName({ account, type: type.toLowerCase() })));
  const isWanted = (one: ChangedResource) =>
    asked.has(unitName(one)) || (others.includes(one.account) && !isKnown.has(one.type));
  return changes.resources.filter((one) => isWanted(one) && !isUntold(one, changes));
}

/** The resources as they are now, by the unit that they belong to. */
export async function partsByIds(
  clients: AzureClients,
  wanted: readonly ChangedResource[],
  narrowing: Narrowing,
  known: ReadonlyMap<string, AzureRowCollector>,
): Promise<RowsOfUnit[]> {
  const subscriptions = distinct(wanted.map(({ account }) => account));
  const found: RowsOfUnit[] = [];
  for (let start = 0; start < wanted.length; start += IDS_AT_ONCE) {
    const ids = wanted.slice(start, start + IDS_AT_ONCE).map(({ id }) => id);
    for await (const page of graphRows<AzureRow>(clients, byIdQuery(ids, narrowing), { subscriptions }))
      found.push(...inUnits(page, known));
  }
  return [...Map.groupBy(found, unitName).values()].flatMap(([first, ...more]) =>
    first ? [{ ...first, rows: [first, ...more].flatMap(({ rows }) => rows) }] : [],
  );
}

/** By unit: what there is, and what was changed and is no more. */
export function withDeleted(
  told: readonly WideRows[],
  wanted: readonly ChangedResource[],
  byType: ReadonlyMap<string, AzureRowCollector>,
): WideChanges['changed'] {
  const there = new Set(told.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const gone = Map.groupBy(
    wanted.filter(({ id }) => !there.has(id)),
    ({ account, type }) => unitName({ account, type: byType.get(type)?.type ?? type }),
  );
  const deletedOf = (unit: WideUnit) => (gone.get(unitName(unit)) ?? []).map(({ id }) => id);
  const named = new Set(told.map(unitName));
  const emptied = [...gone.values()].flatMap(([one]) => {
    if (!one) return [];
    const collector = byType.get(one.type);
    const unit = { account: one.account, type: collector?.type ?? one.type };
    if (named.has(unitName(unit))) return [];
    const facts = { kind: collector?.kind ?? 'other', taggable: collector?.taggable ?? true } as const;
    return [{ ...unit, ...facts, rows: [], deleted: deletedOf(unit) }];
  });
  return [...told.map((part) => ({ ...part, deleted: deletedOf(part) })), ...emptied];
}
