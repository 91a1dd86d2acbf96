import type { ConnectedAccount, OtherSource, OwnSource } from '../../clouds/cloud.ts';
import type { CloudName } from '../../model/cloud.ts';
import type { UnitCoverage, UnitOutcome } from '../../model/run.ts';
import type { KeptAccount } from '../../store/inventory.ts';
import { StaleLease } from '../../store/state.ts';
import { tagKeys } from '../costs/cost-views.ts';
import { regionsOf } from '../planning/region-words.ts';
import { isWholeInventory, type PlannedAccount, type PlannedUnit, unitName, wordsOf } from '../planning/units.ts';
import { eachOf, eachOfQueues } from '../pool.ts';
import { isClockOff } from '../provider-clock.ts';
import { cloudsOf, deadlineMs, isFresh, type Session } from '../session.ts';
import { inventorySuspicions } from './inventory-suspicions.ts';
import { type OthersBefore, othersBefore } from './others-before.ts';
import { regionalPart } from './regional-part.ts';
import { collectOthers } from './run-others.ts';
import { collectUnit, type UnitConditions } from './run-unit.ts';
import { collectWide, type WideJob, type WideUnitEnd } from './run-wide.ts';
import { type Standing, standingUnits } from './standing-units.ts';
import { readChanges, unitsReadBefore } from './wide-changes.ts';

/** Lists every unit, stages each as it ends, and publishes each cloud. @throws the reason of the signal; StaleLease. */
export async function collectInventory(session: Session): Promise<void> {
  const { parts, run, reach, signal, tally, progress } = session;
  const { store, settings } = parts;
  const published = await alreadyPublished(session);
  const staged = await store.state.runs.staged(run.organisation, run.id, 'inventory');
  const fresh = new Map(
    staged.filter((outcome) => isFresh(session, outcome)).map((outcome) => [unitName(outcome), outcome]),
  );
  const asked = reach.accounts.filter(({ account }) => !published.has(account.cloud));
  const standing = await standingUnits(parts, session.request, asked);
  const accounts = asked.map((one) => ({ ...one, units: withoutStanding(session, one.units, fresh, standing) }));
  const wide = await wideJobs(session, accounts, fresh, standing);
  const before = await othersBefore(session, accounts, staged);
  for (const { cloud, others } of wide) progress.expect(cloud, [...others.values()].flat().length);
  for (const { account, units } of accounts) progress.expect(account.cloud, units.length);

  async function done(outcome: UnitOutcome): Promise<void> {
    tally.unit(outcome, outcome);
    progress.done(outcome.cloud, outcome.rows, `${outcome.account} ${outcome.region} ${outcome.type}`);
    await session.keep();
  }
  /** Those of the types without a source first, each of which is one more than was planned. */
  async function doneBefore(unit: PlannedUnit, known: UnitOutcome): Promise<void> {
    for (const other of unit.source.others ? before.staged(unit) : []) {
      progress.expect(other.cloud, 1);
      await done(other);
    }
    await done(known);
  }
  const collectOwn = async ({ account, units }: PlannedAccount) => {
    await eachOf(units, settings.maxParallelRegions, signal, async (unit) => {
      const known = fresh.get(unitName(unit));
      const { source } = unit;
      if (known) await doneBefore(unit, known);
      else if (source.others) await collectAndStageOthers(session, { ...unit, source }, before, done);
      else if (!source.wide) await done(await collectAndStage(session, { ...unit, source }));
    });
    account.rest?.();
  };
  const atOnce = settings.maxParallelAccounts;
  // A listing of many accounts waits for its own quota, and must not hold the place of an account meanwhile.
  const queues = [
    { items: wide, atOnce },
    { items: accounts, atOnce },
  ];
  await eachOfQueues<WideJob | PlannedAccount>(queues, signal, (job) =>
    'listing' in job ? collectAndStageWide(session, job, done) : collectOwn(job),
  );
  signal.throwIfAborted();
  await stageRefused(session, published);
  const failures: unknown[] = [];
  for (const cloud of cloudsOf(session)) {
    if (published.has(cloud)) continue;
    try {
      await publish(session, cloud);
    } catch (error) {
      // What one cloud's rows break doesn't keep the others' from being seen.
      if (signal.aborted || error instanceof StaleLease) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** The units that are to be asked. One that this run has read already counts as its own. */
function withoutStanding(
  session: Session,
  units: readonly PlannedUnit[],
  fresh: ReadonlyMap<string, UnitOutcome>,
  standing: Standing,
): PlannedUnit[] {
  return units.filter((unit) => {
    const skipped = fresh.has(unitName(unit)) ? undefined : standing.skip(unit);
    if (skipped) session.skip([skipped]);
    return !skipped;
  });
}

const conditionsOf = (session: Session): UnitConditions => {
  const { parts, run, signal } = session;
  const { time, log } = parts;
  const conditions = { organisation: run.organisation, time, deadlineMs: deadlineMs(session), signal };
  return log ? { ...conditions, log } : conditions;
};

async function collectAndStage(session: Session, unit: PlannedUnit<OwnSource>): Promise<UnitOutcome> {
  const { parts, run } = session;
  const { store } = parts;
  const { outcome, rows } = await collectUnit(unit, conditionsOf(session));
  const encoded = await store.inventory.encode(outcome, unit.source, rows);
  await store.state.runs.stage(run.organisation, run.id, 'inventory', outcome, encoded);
  return outcome;
}

async function collectAndStageOthers(
  session: Session,
  unit: PlannedUnit<OtherSource>,
  before: OthersBefore,
  done: (outcome: UnitOutcome) => Promise<void>,
): Promise<void> {
  const { parts, run, progress } = session;
  const { store } = parts;
  await collectOthers(unit, before.types(unit), conditionsOf(session), async ({ outcome, taggable = false, rows }) => {
    const encoded = await store.inventory.encode(outcome, { kind: 'other', taggable }, rows);
    await store.state.runs.stage(run.organisation, run.id, 'inventory', outcome, encoded);
    if (outcome.type !== unit.type) progress.expect(outcome.cloud, 1);
    await done(outcome);
  });
}

/** The wide listings to ask, each with what of it is not fresh. */
async function wideJobs(
  { parts, run, request, skip }: Session,
  accounts: readonly PlannedAccount[],
  fresh: ReadonlyMap<string, UnitOutcome>,
  standing: Standing,
): Promise<WideJob[]> {
  const { store, settings } = parts;
  const sources = accounts.flatMap(({ account, units }) =>
    account.sources.flatMap((source) => (source.wide ? [{ account, units, listing: source.wide }] : [])),
  );
  // Types without a source have no service and no name that a request could know.
  const withOthers = settings.services === 'all' && isWholeInventory({ ...request, accounts: [] });
  const jobs: WideJob[] = [];
  for (const [listing, members] of Map.groupBy(sources, (one) => one.listing)) {
    const [first] = members;
    if (!first) continue;
    const { cloud } = first.account;
    const units = new Set(members.flatMap((one) => one.units.filter(({ source }) => source.wide === listing)));
    const wanted = [...units].filter((unit) => !fresh.has(unitName(unit)));
    const snapshot = listing.exhaustive && withOthers && (await store.inventory.latest(run.organisation, cloud));
    const before = snapshot ? await store.inventory.coverage(snapshot) : [];
    const others = new Map<string, readonly string[]>();
    if (listing.exhaustive && withOthers)
      for (const account of new Map(members.map(({ account }) => [account.id, account])).values()) {
        const skipped = standing.skipOthers(cloud, account.id);
        if (skipped) skip(skipped);
        else others.set(account.id, typesWithoutSource(account, before));
      }
    if (wanted.length > 0 || others.size > 0) jobs.push({ cloud, listing, units: wanted, others });
  }
  return jobs;
}

function typesWithoutSource({ id, sources }: ConnectedAccount, before: readonly UnitCoverage[]): string[] {
  const known = new Set(sources.map(({ type }) => type));
  return before.flatMap(({ account, type }) => (account === id && !known.has(type) ? [type] : []));
}

async function collectAndStageWide(
  session: Session,
  job: WideJob,
  done: (outcome: UnitOutcome) => Promise<void>,
): Promise<void> {
  const { parts, run, progress } = session;
  const { store } = parts;
  const expected = new Set([
    ...job.units.map(({ account, type }) => `${account} ${type}`),
    ...[...job.others].flatMap(([account, types]) => types.map((type) => `${account} ${type}`)),
  ]);
  async function ended(end: WideUnitEnd, kept = end.outcome): Promise<void> {
    const { outcome, facts, rows } = end;
    if (isClockOff(job.listing, parts.time.now())) session.clocksOff.add(job.cloud);
    const encoded = await store.inventory.encode(outcome, facts ?? NO_ROWS, rows);
    await store.state.runs.stage(run.organisation, run.id, 'inventory', kept, encoded);
    // Of a type that nobody knew of, or for the second time.
    if (!expected.delete(`${outcome.account} ${outcome.type}`)) progress.expect(outcome.cloud, 1);
    await done(outcome);
  }
  const before = await unitsReadBefore(session, job.cloud);
  const left = await readChanges(job, before, conditionsOf(session), session.clocksOff, ended);
  if (left !== job) session.changesRead.add(job.cloud);
  if (left.units.length + left.others.size === 0) return;
  const part = await regionalPart(session, job.cloud);
  await collectWide(left, conditionsOf(session), async (whole) => {
    if (!part) return ended(whole);
    const { end, kept } = part(whole);
    return ended(end, kept);
  });
}

// Kind and taggability are facts of rows, and there are none.
const NO_ROWS = { kind: 'other', taggable: false } as const;

/**
 * What an earlier snapshot has of an account that could not be asked stays, marked as not read this time. An entry that
 * could be anybody's may have led to any of those that no other led to.
 */
async function stageRefused({ parts, run, reach, request }: Session, published: ReadonlySet<CloudName>): Promise<void> {
  const { store, time } = parts;
  const told = [
    ...reach.accounts.map(({ account: { cloud, id } }) => ({ cloud, account: id })),
    ...reach.refused.filter(({ identified }) => identified),
    ...reach.disabled,
  ];
  const isTold = (cloud: CloudName, id: string) => told.some((one) => one.cloud === cloud && one.account === id);
  const asks = (words: readonly string[] | undefined, name: string) => wordsOf(words)?.includes(name) ?? true;
  // One list tells of all regions of such a cloud, and nothing of any came.
  const asksRegion = (cloud: CloudName, region: string) =>
    asks(request.regions, region) || (cloud !== 'aws' && regionsOf(cloud, request.regions ?? []).length > 0);
  // Those that nobody could list may be any, as an entry's that nobody could identify.
  const unlisted = reach.unlisted.map((gap) => ({ cloud: gap.cloud, account: '', identified: false, gap }));
  for (const { cloud, account, identified, gap } of [...reach.refused, ...unlisted]) {
    const isMeant = (id: string) => id === account || !(identified || wordsOf(request.accounts) || isTold(cloud, id));
    const snapshot = published.has(cloud) ? undefined : await store.inventory.latest(run.organisation, cloud);
    if (!snapshot) continue;
    for (const unit of await store.inventory.coverage(snapshot)) {
      const { account: id, region, type } = unit;
      if (!isMeant(id) || !asksRegion(cloud, region) || !asks(request.resourceTypes, type)) continue;
      const outcome: UnitOutcome = {
        ...{ cloud, account: id, region, type, status: 'failed', durationMs: 0, rows: 0 },
        collectedAt: time.now().toISOString(),
        gaps: [{ ...gap, account: id, region, resourceType: type, dataset: 'inventory' }],
      };
      const none = await store.inventory.encode(outcome, NO_ROWS, []);
      await store.state.runs.stage(run.organisation, run.id, 'inventory', outcome, none);
    }
  }
}

/**
 * What the snapshot may hold, where the run asked for everything: the accounts that are configured, in the regions that
 * they have. Undefined where the settings lead to an account that nobody could identify or list, and which must not be lost.
 */
function keptOf({ request, reach }: Session, cloud: CloudName): KeptAccount[] | undefined {
  const refused = reach.refused.filter((one) => one.cloud === cloud);
  const isUnlisted = reach.unlisted.some((gap) => gap.cloud === cloud);
  if (!isWholeInventory(request) || isUnlisted || refused.some(({ identified }) => !identified)) return undefined;
  return [
    ...refused.map(({ account }) => ({ account })),
    ...reach.disabled.filter((one) => one.cloud === cloud).map(({ account }) => ({ account })),
    ...reach.accounts
      .filter(({ account }) => account.cloud === cloud)
      .map(({ account: { id }, reached: { regions, everyRegion } }) => ({
        account: id,
        ...(everyRegion ? { regions } : {}),
      })),
  ];
}

/** An account that is no longer configured is no longer one of the organisation's; one that somebody disabled stays so. */
async function forgetAccounts({ parts, run }: Session, cloud: CloudName, kept: readonly KeptAccount[]): Promise<void> {
  await parts.store.state.accounts.change(run.organisation, (records) => ({
    remove: records.filter(
      ({ id, cloud: of, status }) =>
        of === cloud && status !== 'disabled' && !kept.some(({ account }) => account === id),
    ),
  }));
}

async function publish(session: Session, cloud: CloudName): Promise<void> {
  const { parts, run, policy, lease, tally, progress } = session;
  const { store, time } = parts;
  const { organisation, id } = run;
  if (!(await store.state.runs.stagedClouds(organisation, id, 'inventory')).includes(cloud)) return;
  progress.says(`publishing the inventory of ${cloud}`);
  const promotedTags = policy ? tagKeys(cloud, [...policy.requiredTags, ...policy.optionalTags]) : [];
  const keep = keptOf(session, cloud);
  const published = { organisation, id, cloud, promotedTags, ...(keep ? { keep } : {}) };
  const before = await store.inventory.latest(organisation, cloud);
  const was = before?.detail === 'full' ? await store.inventory.cells(before) : [];
  const { snapshot, changes, repeats } = await store.inventory.publish(published, lease, time.now());
  for (const { account, rows } of repeats) tally.repeated({ cloud, account }, rows);
  if (keep) await forgetAccounts(session, cloud, keep);
  const accounts = new Set(session.reach.accounts.map(({ account }) => account.id));
  session.suspect(inventorySuspicions(cloud, was, await store.inventory.cells(snapshot), accounts));
  await session.changed(cloud, changes);
}

/** The clouds that this run published before its process died; what they had is counted again. */
async function alreadyPublished(session: Session): Promise<Set<CloudName>> {
  const { parts, run, resumed, tally } = session;
  const published = new Set<CloudName>();
  if (!resumed) return published;
  for (const cloud of cloudsOf(session)) {
    const snapshot = await parts.store.inventory.latest(run.organisation, cloud);
    if (snapshot?.runId !== run.id) continue;
    published.add(cloud);
    const planned = new Set(session.reach.accounts.flatMap(({ units }) => units.map((unit) => unitName(unit))));
    const cells = await parts.store.inventory.cells(snapshot);
    const rowsOf = new Map(cells.map((cell) => [unitName({ cloud, ...cell }), cell.resources]));
    for (const unit of await parts.store.inventory.coverage(snapshot))
      if (planned.has(unitName(unit))) tally.unit(unit, { ...unit, rows: rowsOf.get(unitName(unit)) ?? 0 });
  }
  return published;
}
