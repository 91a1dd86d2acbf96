import type { WideChanges, WideUnit } from '../../clouds/cloud.ts';
import type { NotedGap } from '../../clouds/collector.ts';
import type { CloudName } from '../../model/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Gap } from '../../model/gap.ts';
import type { UnitCoverage, UnitOutcome } from '../../model/run.ts';
import { GLOBAL_REGION } from '../../model/scope.ts';
import { distinctGaps } from '../gaps.ts';
import { isYounger } from '../planning/freshness.ts';
import { isClockOff } from '../provider-clock.ts';
import { withinDeadline } from '../sending/unit-of-work.ts';
import type { Session } from '../session.ts';
import { createRowCheck } from './check-rows.ts';
import { hasSameSettings } from './known-reach.ts';
import type { UnitConditions } from './run-unit.ts';
import type { WideJob, WideUnitEnd } from './run-wide.ts';

/** What a list of changes misses is found at the latest so long afterwards: everything is listed once a day. */
const LISTED_WITHIN_MS = 24 * 3_600_000;

/** The units of which it is enough to read what changed, each with when it was read. */
export type ReadBefore = ReadonlyMap<string, string>;

const UNCHANGED: Partial<WideChanges['changed'][number]> = {};

const placeOf = (cloud: CloudName, { account, type }: WideUnit) =>
  ({ cloud, account, resourceType: type, dataset: 'inventory' }) as const;

const nameOf = ({ account, type }: WideUnit): string => `${account} ${type}`;

/**
 * What was read whole before, where a request takes it over: one that leaves what is still fresh, less than a day after all was
 * listed under the same settings.
 */
export async function unitsReadBefore({ parts, request, run }: Session, cloud: CloudName): Promise<ReadBefore> {
  const { store, time } = parts;
  const { organisation } = run;
  const reach = request.staleOnly ? await store.state.reaches.get(organisation, cloud, 'inventory') : undefined;
  const { listedAt } = reach ?? {};
  if (!reach || listedAt === undefined || !isYounger(listedAt, LISTED_WITHIN_MS, time.now())) return new Map();
  const snapshot = (await hasSameSettings(parts, reach)) && (await store.inventory.latest(organisation, cloud));
  const coverage = snapshot ? await store.inventory.coverage(snapshot) : [];
  // One that lacks fields is to be asked for them again.
  const isWhole = ({ status, region, collectedAt = '' }: UnitCoverage) =>
    status === 'ok' && region === GLOBAL_REGION && collectedAt >= listedAt;
  return new Map(coverage.filter(isWhole).map((unit) => [nameOf(unit), unit.collectedAt ?? '']));
}

/**
 * Reads what changed of a listing's units since they were read, and hands on each of them. Returns what is still to be
 * listed: all of it where the provider keeps no list of changes, can't be asked for it, or has another clock than we have.
 * @throws the reason of the signal, and what `ended` throws.
 */
export async function readChanges(
  job: WideJob,
  before: ReadBefore,
  conditions: UnitConditions,
  clocksOff: Session['clocksOff'],
  ended: (unit: WideUnitEnd) => Promise<void>,
): Promise<WideJob> {
  const { cloud } = job;
  const { time } = conditions;
  const units = job.units.filter((unit) => before.has(nameOf(unit)));
  const others = new Map(
    [...job.others].filter(([account, types]) => types.every((type) => before.has(nameOf({ account, type })))),
  );
  const named = [...units, ...unitsOf(others)];
  if (named.length === 0) return job;
  const begun = time.now();
  const gaps = new Map<string, Gap[]>();
  const note = (unit: WideUnit, gap: NotedGap) => {
    const noted = { ...placeOf(cloud, unit), ...gap, fieldsOnly: true };
    gaps.set(nameOf(unit), [...(gaps.get(nameOf(unit)) ?? []), noted]);
  };
  // The same for all lists of a cloud, which may be told by one.
  const since = [...before.values()].reduce((a, b) => (a < b ? a : b));
  // A clock that has been set back since: nobody knows when that was.
  if (new Date(since) > begun) return job;
  const wanted = { organisation: conditions.organisation, units, others: [...others.keys()], note };
  const changes = await changesOf(job, wanted, new Date(since), conditions);
  if (isClockOff(job.listing, time.now())) clocksOff.add(cloud);
  if (!changes || clocksOff.has(cloud)) return job;
  const isListed = new Set(changes.relist.map(nameOf));
  const listedOthers = new Set(changes.relistOthers);
  const changed = new Map(changes.changed.map((unit) => [nameOf(unit), unit]));
  const taken = [...units.filter((unit) => !isListed.has(nameOf(unit))), ...unitsOf(others, listedOthers)];
  // Types that nobody knew of.
  const known = new Set(named.map(nameOf));
  const found = changes.changed.filter((unit) => !known.has(nameOf(unit)) && !listedOthers.has(unit.account));
  for (const unit of [...taken, ...found]) {
    const { rows: told = [], deleted = [], kind, taggable } = changed.get(nameOf(unit)) ?? UNCHANGED;
    const check = createRowCheck(placeOf(cloud, unit));
    const rows = told.flatMap((row) => check.checked(row) ?? []);
    const noted = distinctGaps([...(gaps.get(nameOf(unit)) ?? []), ...check.gaps()]);
    const outcome: UnitOutcome = {
      ...{ cloud, account: unit.account, region: GLOBAL_REGION, type: unit.type },
      ...{ status: check.lost() ? 'failed' : noted.length > 0 ? 'partial' : 'ok', collectedAt: begun.toISOString() },
      ...{ durationMs: time.now().getTime() - begun.getTime(), rows: rows.length, gaps: noted },
      changesOnly: { deleted },
    };
    await ended({ outcome, facts: kind && taggable !== undefined ? { kind, taggable } : undefined, rows });
  }
  return {
    ...job,
    units: job.units.filter((unit) => !before.has(nameOf(unit)) || isListed.has(nameOf(unit))),
    others: new Map([...job.others].filter(([account]) => !others.has(account) || listedOthers.has(account))),
  };
}

const unitsOf = (others: WideJob['others'], without: ReadonlySet<string> = new Set()): WideUnit[] =>
  [...others].flatMap(([account, types]) => (without.has(account) ? [] : types.map((type) => ({ account, type }))));

/** Undefined where everything is to be listed, for whatever reason: a listing tells what is wrong for itself. */
async function changesOf(
  { listing }: WideJob,
  request: Parameters<NonNullable<WideJob['listing']['changes']>>[0],
  since: Date,
  { time, deadlineMs, signal, log }: UnitConditions,
): Promise<WideChanges | undefined> {
  const read = listing.changes;
  if (!read) return undefined;
  try {
    const limits = { id: listing.name, deadlineMs, signal };
    return await withinDeadline(time, limits, () => read(request, since));
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof CloudError)) log?.(error, `changes of ${listing.name}`);
    return undefined;
  }
}
