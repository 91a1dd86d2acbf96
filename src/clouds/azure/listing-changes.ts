import type { WideChanges, WideRows, WideUnit, WideWanted } from '../cloud.ts';
import { type AzureChanges, type ChangedResource, UNTOLD_TYPES } from './changes.ts';
import type { AzureRow, AzureRowCollector } from './collector.ts';
import { idIn } from './ids.ts';
import { unitName } from './rows-of-units.ts';

/** Whether a list of changes may miss what happened to a unit. */
export const isUntold = ({ account, type }: WideUnit, { places }: AzureChanges): boolean =>
  UNTOLD_TYPES.has(type.toLowerCase()) || places.has(account);

/** What was changed of what is asked: the resources, and those of them that are there. */
export function wantedChanges(
  changes: AzureChanges,
  { units, others }: WideWanted,
  isKnown: ReadonlySet<string>,
): { readonly resources: readonly ChangedResource[]; readonly rows: readonly AzureRow[] } {
  const asked = new Set(units.map(({ account, type }) => unitName({ account, type: type.toLowerCase() })));
  const isWanted = (one: WideUnit) =>
    (asked.has(unitName(one)) || (others.includes(one.account) && !isKnown.has(one.type))) && !isUntold(one, changes);
  return {
    resources: changes.resources.filter(isWanted),
    rows: changes.rows.filter(({ subscriptionId, type }) =>
      isWanted({ account: idIn(subscriptionId), type: idIn(type) }),
    ),
  };
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
