import type { CloudName } from '../../model/cloud.ts';
import type { UnitKey } from '../../model/run.ts';
import type { ReachRecord } from '../../store/state.ts';
import type { CollectRequest } from '../collection.ts';
import type { CollectionParts } from '../parts.ts';
import { inventoryFreshMs, standsSince } from '../planning/freshness.ts';
import type { SkippedUnit } from '../planning/skips.ts';
import { type PlannedAccount, unitName } from '../planning/units.ts';
import { knownReach } from './known-reach.ts';

/** What of the published inventories still stands. */
export interface Standing {
  /** The unit, where it needs not be asked. */
  skip(unit: UnitKey): SkippedUnit | undefined;
  /** The same of the types of an account that have no collector; undefined where they are to be asked. */
  skipOthers(cloud: CloudName, account: string): readonly SkippedUnit[] | undefined;
}

const NOTHING: Standing = { skip: () => undefined, skipOthers: () => undefined };

/** What a stale-only request needs not ask of connected accounts. Nothing stands for one that asks anew. */
export async function standingUnits(
  parts: CollectionParts,
  request: CollectRequest,
  accounts: readonly PlannedAccount[],
): Promise<Standing> {
  if (!request.staleOnly) return NOTHING;
  const units = new Map<string, SkippedUnit>();
  const others = new Map<string, SkippedUnit[]>();
  for (const [cloud, members] of Map.groupBy(accounts, ({ account }) => account.cloud)) {
    const reach = await knownReach(parts, request.organisation, cloud, 'inventory');
    for (const account of reach?.others ? reach.accounts : []) others.set(`${cloud} ${account}`, []);
    const known = new Map(members.map(({ account }) => [account.id, new Set(account.sources.map(({ type }) => type))]));
    for await (const { unit, skipped } of publishedUnits(parts, request.organisation, cloud, reach)) {
      if (skipped) units.set(unitName(unit), skipped);
      if (known.get(unit.account)?.has(unit.type)) continue;
      // One list tells of all of these: where one is to be asked, all are.
      if (skipped) others.get(`${cloud} ${unit.account}`)?.push(skipped);
      else others.delete(`${cloud} ${unit.account}`);
    }
  }
  return {
    skip: (unit) => units.get(unitName(unit)),
    skipOthers: (cloud, account) => others.get(`${cloud} ${account}`),
  };
}

/** The units of a published inventory, each as skipped where it still stands. */
export async function* publishedUnits(
  { store, settings, time }: CollectionParts,
  organisation: string,
  cloud: CloudName,
  reach: ReachRecord | undefined,
): AsyncIterable<{ unit: UnitKey; skipped: SkippedUnit | undefined }> {
  const snapshot = await store.inventory.latest(organisation, cloud);
  const ms = inventoryFreshMs(settings.freshness);
  for (const unit of snapshot ? await store.inventory.coverage(snapshot) : []) {
    const readAt = standsSince(unit, reach, ms, time.now());
    const { account } = unit;
    yield { unit, skipped: readAt === undefined ? undefined : { cloud, account, dataset: 'inventory', readAt } };
  }
}
