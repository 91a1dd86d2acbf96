import type { Call } from '../clouds/calls.ts';
import type { RecommendationPart, RecommendationSource, ResourcesOf } from '../clouds/cloud.ts';
import { CloudError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Recommendation } from '../model/recommendation.ts';
import type { UnitOutcome } from '../model/run.ts';
import { StaleLease } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { createRecommendationCheck } from './check-recommendations.ts';
import { gapOf } from './gaps.ts';
import { resourcesIn } from './metric-packs.ts';
import { isYounger, RECOMMENDATIONS_FRESH_MS } from './planning/freshness.ts';
import { eachOf } from './pool.ts';
import { withinDeadline } from './sending/unit-of-work.ts';
import { cloudsOf, deadlineMs, type Session } from './session.ts';
import type { Time } from './time.ts';

/** Before a call that the provider would count: its reads of the day are taken. */
class ReadsUsedUp extends Error {
  override readonly name = 'ReadsUsedUp';
}

/**
 * Asks the providers for what they recommend, part by part, each published as it is read. What could not be read stays as it
 * was. @throws the reason of the signal; StaleLease.
 */
export async function collectRecommendations(session: Session): Promise<void> {
  const { parts, run, reach, lease, signal } = session;
  const { settings, store } = parts;
  const { organisation } = run;
  await eachOf(reach.recommendations, settings.maxParallelAccounts, signal, (source) => readList(session, source));
  signal.throwIfAborted();
  // A list of an account that could not be reached, or that was not asked for, may be there again the next time.
  const mayBeMore = reach.refused.some(({ status }) => status !== 'inactive') || reach.unlisted.length > 0;
  if (session.request.accounts?.length || mayBeMore) return;
  // Of a cloud that was not asked, because all of it is still fresh, nobody told which lists there are.
  for (const cloud of cloudsOf(session)) {
    const lists = reach.recommendations.filter((source) => source.cloud === cloud);
    const named = lists.map(({ name, id }) => ({ source: name, id }));
    await store.state.recommendations.keepLists(organisation, cloud, named, lease);
  }
}

interface Reading {
  readonly organisation: string;
  readonly store: Store;
  readonly time: Pick<Time, 'now'>;
}

/** The parts of a list, and those of them that were not read lately. */
export async function partsToRead(
  { organisation, store, time }: Reading,
  source: RecommendationSource,
): Promise<Record<'all' | 'wanted', readonly RecommendationPart[]>> {
  const { cloud, name, id } = source;
  const all = await source.parts(resourcesOf(organisation, store, source));
  const before = await store.state.recommendations.parts({ organisation, cloud, source: name, id });
  const isFresh = (readAt: string | undefined) =>
    readAt !== undefined && isYounger(readAt, RECOMMENDATIONS_FRESH_MS, time.now());
  return { all, wanted: all.filter((part) => !isFresh(before.get(part.name))) };
}

async function readList(session: Session, source: RecommendationSource): Promise<void> {
  const { parts, run, lease, signal, tally, progress } = session;
  const { store, settings, time, log } = parts;
  const { recommendations } = store.state;
  const { cloud, name, id } = source;
  const list = { organisation: run.organisation, cloud, source: name, id };
  const place = { cloud, dataset: 'recommendations' } as const;
  const check = createRecommendationCheck(place, source);
  // Whose list it is may be nobody whom the answers know.
  const told = (status: UnitOutcome['status'], failed: readonly Omit<Gap, 'account'>[]) => {
    for (const account of source.accounts) {
      const leftOut = check.gaps(account);
      const gaps = [...failed.map((gap) => ({ ...gap, account })), ...leftOut];
      tally.unit(
        { cloud, account },
        { status: status === 'ok' && leftOut.length > 0 ? 'partial' : status, rows: 0, gaps },
      );
    }
  };
  const { all, wanted } = await partsToRead({ organisation: run.organisation, store, time }, source);
  await recommendations.keepParts(
    list,
    all.map((part) => part.name),
    lease,
  );
  progress.expect(cloud, wanted.length);
  const failures: Omit<Gap, 'account'>[] = [];
  let leftOut = 0;
  let published = 0;

  async function read(part: RecommendationPart): Promise<void> {
    const what = `recommendations of ${name}`;
    try {
      const readAt = time.now().toISOString();
      const rows = check.checked(await rowsOf(session, source, part));
      await recommendations.publish(list, { part: part.name, readAt, recommendations: rows }, lease);
      published += 1;
    } catch (error) {
      if (signal.aborted || error instanceof StaleLease) throw error;
      if (error instanceof ReadsUsedUp) {
        leftOut += 1;
        return;
      }
      if (!(error instanceof CloudError)) log?.(error, what);
      failures.push(withoutAccount(gapOf(error, { ...place, account: '' }, what)));
    } finally {
      progress.done(cloud, 0, `${what}: ${part.name}`);
    }
  }
  await eachOf(wanted, settings.maxParallelRegions, signal, read);
  if (leftOut > 0)
    failures.push({
      ...{ ...place, reason: 'not_collected' },
      detail: `${name} gives ${source.readsPerDay?.most} reads a day, and they are used up: ${leftOut} of ${all.length} questions were not asked`,
    });
  const isRead = failures.length === 0 ? 'ok' : published > 0 ? 'partial' : 'failed';
  told(isRead, failures);
}

const withoutAccount = ({ account: _, ...gap }: Gap): Omit<Gap, 'account'> => gap;

async function rowsOf(
  session: Session,
  source: RecommendationSource,
  part: RecommendationPart,
): Promise<Recommendation[]> {
  const { parts, signal } = session;
  const { time } = parts;
  const rows: Recommendation[] = [];
  const limits = {
    id: `${source.cloud} ${source.id} ${source.name}`,
    ...{ deadlineMs: deadlineMs(session), signal },
    beforeAttempt: countingReads(session, source),
  };
  await withinDeadline(time, limits, async (unit) => {
    for await (const page of part.list()) {
      if (unit.signal.aborted) return;
      for (const row of page) rows.push(row);
    }
  });
  return rows;
}

/** Every attempt counts, as it does for the provider; what lies beside (a sign-in) does not. */
function countingReads(
  { parts, run }: Session,
  { cloud, id, name, permissions, readsPerDay }: RecommendationSource,
): (call: Call) => Promise<void> {
  return async ({ action }) => {
    if (!readsPerDay || !permissions.includes(action)) return;
    const { most, timeZone } = readsPerDay;
    const { recommendations } = parts.store.state;
    const day = dayIn(timeZone, parts.time);
    const counter = JSON.stringify([cloud, name, id]);
    if (!(await recommendations.takeRead(run.organisation, counter, day, most))) throw new ReadsUsedUp();
  };
}

/** YYYY-MM-DD where the provider's day begins. */
const dayIn = (timeZone: string, time: Pick<Time, 'now'>): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(time.now());

/** The latest inventory of a list's accounts. */
function resourcesOf(
  organisation: string,
  { inventory }: Store,
  { cloud, accounts }: RecommendationSource,
): ResourcesOf {
  return async function* (types) {
    const snapshot = await inventory.latest(organisation, cloud);
    if (snapshot) yield* await resourcesIn({ inventory, snapshot }, { accounts, types });
  };
}
