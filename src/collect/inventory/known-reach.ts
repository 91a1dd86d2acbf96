import { hash } from 'node:crypto';
import type { CloudName } from '../../model/cloud.ts';
import type { CollectedDataset } from '../../model/run.ts';
import type { ReachRecord } from '../../store/state.ts';
import type { CollectRequest } from '../collection.ts';
import { costPayers, costWork } from '../costs/costs.ts';
import { planMetrics } from '../metrics.ts';
import type { CollectionParts } from '../parts.ts';
import {
  costsFreshMs,
  inventoryFreshMs,
  isYounger,
  RECOMMENDATIONS_FRESH_MS,
  standsSince,
} from '../planning/freshness.ts';
import type { SkippedUnit } from '../planning/skips.ts';
import { isWholeRequest, wordsOf } from '../planning/units.ts';
import type { Session } from '../session.ts';

const DAY_MS = 24 * 3_600_000;

/** What decides which accounts, regions and types there are to ask: the settings, and what somebody disabled. */
async function settingsOf({ store, accounts, settings }: CollectionParts, organisation: string, cloud: CloudName) {
  const disabled = (await store.state.accounts.list(organisation))
    .filter((one) => one.cloud === cloud && one.status === 'disabled')
    .map(({ id }) => id);
  const entries = accounts.filter((entry) => entry.cloud === cloud);
  return hash('sha256', JSON.stringify([entries, settings.services, disabled]), 'hex').slice(0, 16);
}

/** How long it stands which accounts, regions and bills there are: as long as what is read of them. */
function knownForMs({ settings: { freshness } }: CollectionParts, cloud: CloudName, dataset: CollectedDataset): number {
  if (dataset === 'inventory') return inventoryFreshMs(freshness);
  if (dataset === 'costs') return costsFreshMs(freshness, cloud);
  return dataset === 'metrics' ? DAY_MS : RECOMMENDATIONS_FRESH_MS;
}

/** Whether what there is to ask was looked up under the settings of now. */
export const hasSameSettings = async (
  parts: CollectionParts,
  { organisation, cloud, settings }: ReachRecord,
): Promise<boolean> => settings === (await settingsOf(parts, organisation, cloud));

/** What is known to be there to ask; undefined where that is to be looked up again. */
export async function knownReach(
  parts: CollectionParts,
  organisation: string,
  cloud: CloudName,
  dataset: CollectedDataset,
): Promise<ReachRecord | undefined> {
  const { store, time } = parts;
  const reach = await store.state.reaches.get(organisation, cloud, dataset);
  if (!reach?.isWhole || !isYounger(reach.lookedUpAt, knownForMs(parts, cloud, dataset), time.now())) return undefined;
  if (!(await hasSameSettings(parts, reach))) return undefined;
  const records = await store.state.accounts.list(organisation);
  const isConnected = (id: string) =>
    records.some((one) => one.cloud === cloud && one.id === id && one.status === 'connected');
  return reach.accounts.length > 0 && reach.accounts.every(isConnected) ? reach : undefined;
}

/**
 * Keeps what there is to ask of a cloud, where the run asked all of it. Where something was left unknown, an account that was
 * refused, a region that nobody told, the next run looks it up again.
 */
export async function keepReach(session: Session, cloud: CloudName, dataset: CollectedDataset): Promise<void> {
  const { parts, request, run, reach, lookedUpAt, skipped, changesRead, clocksOff } = session;
  const { reaches } = parts.store.state;
  const { organisation } = run;
  if (!isWholeRequest(request)) return;
  const reached = reach.accounts.filter(({ account }) => account.cloud === cloud);
  // That nothing runs in an account is known.
  const isUnknown =
    reach.refused.some((one) => one.cloud === cloud && one.status !== 'inactive') ||
    reach.unlisted.some((gap) => gap.cloud === cloud) ||
    reached.some((one) => one.reached.gaps.length > 0);
  const isSkipped = skipped.some((one) => one.cloud === cloud && one.dataset === dataset);
  const before = isSkipped || changesRead.has(cloud) ? await reaches.get(organisation, cloud, dataset) : undefined;
  const listedAt = isSkipped || changesRead.has(cloud) ? before?.listedAt : lookedUpAt;
  const types = reached.flatMap(({ account, units }) =>
    dataset === 'metrics' ? account.metrics.types : units.map(({ type }) => type),
  );
  await reaches.record({
    ...{ organisation, cloud, dataset, lookedUpAt, isWhole: !isUnknown },
    // By a clock that is off nobody knows from when on changes are to be read.
    ...(dataset === 'inventory' && listedAt !== undefined && !clocksOff.has(cloud) ? { listedAt } : {}),
    settings: await settingsOf(parts, organisation, cloud),
    accounts: reached.map(({ account }) => account.id),
    types: [...new Set(types)],
    others:
      parts.settings.services === 'all' &&
      reached.some(({ account }) => account.sources.some(({ wide, others }) => wide?.exhaustive || others)),
    payers: reach.everyPayer
      .filter((payer) => payer.cloud === cloud)
      .map(({ id, costs }) => ({ id, pricePerPage: costs.pricePerPage })),
    recommends: reach.recommendations.some((list) => list.cloud === cloud),
  });
}

/** What of a stale-only request needs no call at all, and the clouds that must be asked. */
export interface StillFresh {
  readonly ask: readonly CloudName[];
  readonly skipped: readonly SkippedUnit[];
}

/** Looks into the store, and asks nobody. */
export async function stillFresh(parts: CollectionParts, request: CollectRequest): Promise<StillFresh> {
  const everything = { ask: request.clouds, skipped: [] };
  const configured = request.clouds.filter((cloud) => parts.accounts.some((entry) => entry.cloud === cloud));
  if (!request.staleOnly || configured.length === 0) return everything;
  const ask: CloudName[] = [];
  const skipped: SkippedUnit[] = [];
  const unknown = narrowingWords(request);
  for (const cloud of configured) {
    const found = await freshCloud(parts, request, cloud, unknown);
    if (found) skipped.push(...found);
    else ask.push(cloud);
  }
  // A word of one cloud is none of another's: whoever is asked must know all of them.
  const isNarrowed = !isWholeRequest(request);
  return unknown.size > 0 || (isNarrowed && ask.length > 0) ? everything : { ask, skipped };
}

const narrowingWords = ({ accounts, regions, resourceTypes }: CollectRequest): Set<string> =>
  new Set([accounts, regions, resourceTypes].flatMap((list) => wordsOf(list) ?? []));

/** Everything that a request would ask of a cloud, where all of it still stands. Takes the words that it knows from `unknown`. */
async function freshCloud(
  parts: CollectionParts,
  request: CollectRequest,
  cloud: CloudName,
  unknown: Set<string>,
): Promise<SkippedUnit[] | undefined> {
  const skipped: SkippedUnit[] = [];
  for (const dataset of request.what) {
    const reach = await knownReach(parts, request.organisation, cloud, dataset);
    const found = reach && (await OF_DATASET[dataset](parts, request, reach, unknown));
    if (!found) return undefined;
    skipped.push(...found);
  }
  return skipped;
}

type FreshOf = (
  parts: CollectionParts,
  request: CollectRequest,
  reach: ReachRecord,
  unknown: Set<string>,
) => Promise<SkippedUnit[] | undefined>;

const OF_DATASET: Readonly<Record<CollectedDataset, FreshOf>> = {
  inventory: freshInventory,
  costs: freshCosts,
  metrics: freshMetrics,
  recommendations: freshRecommendations,
};

async function freshInventory(
  { store, settings, time }: CollectionParts,
  request: CollectRequest,
  reach: ReachRecord,
  unknown: Set<string>,
): Promise<SkippedUnit[] | undefined> {
  const { organisation, cloud } = reach;
  const snapshot = await store.inventory.latest(organisation, cloud);
  if (!snapshot) return undefined;
  const asks = (words: readonly string[] | undefined, name: string): boolean => {
    const list = wordsOf(words);
    if (!list) return true;
    if (list.includes(name)) unknown.delete(name);
    return list.includes(name);
  };
  const skipped: SkippedUnit[] = [];
  for (const unit of await store.inventory.coverage(snapshot)) {
    const { account, region, type } = unit;
    if (!reach.accounts.includes(account) || !(reach.others || reach.types.includes(type))) continue;
    const asked = [asks(request.accounts, account), asks(request.regions, region), asks(request.resourceTypes, type)];
    if (asked.includes(false)) continue;
    const readAt = standsSince(unit, reach, inventoryFreshMs(settings.freshness), time.now());
    if (readAt === undefined) return undefined;
    skipped.push({ cloud, account, dataset: 'inventory', readAt });
  }
  return skipped;
}

async function freshCosts(
  parts: CollectionParts,
  request: CollectRequest,
  reach: ReachRecord,
): Promise<SkippedUnit[] | undefined> {
  if (!isWholeRequest(request)) return undefined;
  const { organisation, cloud } = reach;
  const { store, time, settings } = parts;
  const { freshness } = settings;
  const plan = { organisation, store, time, policy: await parts.policy(), freshness, staleOnly: true };
  const payers = reach.payers.map(({ id, pricePerPage }) => ({ cloud, id, costs: { pricePerPage } }));
  const known = await store.charges.periods(organisation);
  const work = (await costPayers(plan, payers)).map((payer) => costWork(plan, payer, known));
  return work.some(({ questions }) => questions.length > 0) ? undefined : work.flatMap(({ skipped }) => skipped);
}

async function freshMetrics(
  { store, time }: CollectionParts,
  request: CollectRequest,
  reach: ReachRecord,
): Promise<SkippedUnit[] | undefined> {
  if (!isWholeRequest(request)) return undefined;
  const { organisation, cloud } = reach;
  const snapshot = await store.inventory.latest(organisation, cloud);
  const cells = snapshot ? await store.inventory.cells(snapshot) : [];
  if (cells.some(({ account }) => !reach.accounts.includes(account))) return undefined;
  const accounts = reach.accounts.map((id) => ({ cloud, id, metrics: { types: reach.types } }));
  const { units, skipped } = await planMetrics({ organisation, store, time, request }, accounts);
  return units.length > 0 ? undefined : [...skipped];
}

/** What was read lately is not asked again by anybody: there is nothing to ask where all of it is that young. */
async function freshRecommendations(
  { store, time }: CollectionParts,
  request: CollectRequest,
  { organisation, cloud, recommends }: ReachRecord,
): Promise<SkippedUnit[] | undefined> {
  if (!recommends) return [];
  const read = isWholeRequest(request) ? await store.state.recommendations.readAt(organisation, cloud) : undefined;
  return read && isYounger(read.oldest, RECOMMENDATIONS_FRESH_MS, time.now()) ? [] : undefined;
}
