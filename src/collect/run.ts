import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Send } from '../clouds/calls.ts';
import { UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { type AccountResult, type Run, type RunStatus, type Suspicion, suspicionText } from '../model/run.ts';
import { type AccountRecord, StaleLease } from '../store/state.ts';
import { runAfter } from './after.ts';
import { CollectionBusy } from './busy.ts';
import { addChanges, addSpent } from './changes.ts';
import { createCloudParts } from './cloud-parts.ts';
import type { CollectProgress, CollectRequest } from './collection.ts';
import { connectAccounts, type Reach } from './connecting/connect.ts';
import { recordAccounts } from './connecting/record-accounts.ts';
import { refusalGaps } from './connecting/refused-accounts.ts';
import { collectCosts } from './costs/costs.ts';
import { createPaidCalls } from './costs/paid-calls.ts';
import { distinctGaps, missingPermissions } from './gaps.ts';
import { collectInventory } from './inventory/inventory.ts';
import { keepReach, stillFresh } from './inventory/known-reach.ts';
import { type HeldLease, holdLease, LEASE_MS } from './lease.ts';
import { collectAllMetrics } from './metrics.ts';
import type { CollectionParts } from './parts.ts';
import { type SkippedUnit, skippedOf } from './planning/skips.ts';
import { everyType, NOTHING_PLANNED, planUnits, wantedOf, wordsOf } from './planning/units.ts';
import { createProgress } from './progress.ts';
import { collectRecommendations } from './recommendations.ts';
import { findUnfinished, newRunId } from './resume.ts';
import { cloudsOf, deadlineMs, type Session } from './session.ts';
import { keepHeapSmall } from './small-heap.ts';
import { createTally, statusOf } from './tally.ts';

export interface RunOptions {
  readonly signal: AbortSignal;
  progress(progress: CollectProgress): void;
}

const NOBODY: Reach = {
  ...{ reached: [], refused: [], payers: [], payerGaps: [], recommendations: [] },
  ...{ disabled: [], passed: [], unlisted: [], known: [] },
};
// Where everything looks wrong, no more is learnt from each.
const MOST_SUSPICIONS = 100;
const KEEP_EVERY_MS = 2_000;
const DROP_STAGED_AFTER_MS = 24 * 3_600_000;

/** Collects what is asked, alone in its organisation. See `Collection.run`. */
export async function runCollection(
  parts: CollectionParts,
  send: Send,
  request: CollectRequest,
  options: RunOptions,
): Promise<Run> {
  const { store, time } = parts;
  const { organisation } = request;
  const holder = `${hostname()} process ${process.pid} ${randomUUID()}`;
  const held = await holdLease(store.state.leases, time, `collect:${organisation}`, holder);
  if (!held) throw new CollectionBusy(await whoCollects(parts, organisation));
  keepHeapSmall();
  try {
    return await runAlone(parts, send, request, options, held);
  } finally {
    await held.release();
  }
}

async function whoCollects({ store }: CollectionParts, organisation: string): Promise<string> {
  const running = (await store.state.runs.list(organisation, 10)).find(({ status }) => status === 'running');
  const who = running
    ? `Run ${running.id} has been collecting since ${running.startedAt} (${running.unitsDone} of ${running.unitsTotal} units).`
    : 'Another collection has just begun.';
  return `${who} Wait for it to end; if its process was killed, try again in ${LEASE_MS / 1000} seconds.`;
}

async function runAlone(
  parts: CollectionParts,
  send: Send,
  request: CollectRequest,
  options: RunOptions,
  held: HeldLease,
): Promise<Run> {
  const { time } = parts;
  const signal = AbortSignal.any([options.signal, held.lost]);
  const session = await begin(parts, send, request, { ...options, signal }, held).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    return undefined;
  });
  // Cancelled before anything was begun: there is nothing to keep.
  if (!session) return cancelledAtOnce(request, time.now().toISOString());
  try {
    await collect(session);
    const accounts = session.tally.results();
    await recordResults(session);
    return await finish(session, statusOf(accounts));
  } catch (error) {
    // Whoever took over goes on with this run; it is theirs to write.
    if (held.lost.aborted || error instanceof StaleLease) return { ...current(session), status: 'cancelled' };
    if (signal.aborted) return await finish(session, 'cancelled');
    await finish(session, 'failed');
    throw error;
  }
}

/** Everything before the first unit. @throws UserError when the request can't be met. */
async function begin(
  parts: CollectionParts,
  send: Send,
  request: CollectRequest,
  { signal, progress: tell }: RunOptions,
  { lease }: HeldLease,
): Promise<Session> {
  const { store, settings, time } = parts;
  const { organisation, what } = request;
  const policy = await parts.policy();
  const progress = createProgress(time, tell);
  const lookedUpAt = time.now().toISOString();
  const still = await stillFresh(parts, request);
  const isAsked = still.ask.length > 0;
  if (isAsked) progress.says('connecting');
  const wanted = wantedOf({ ...request, clouds: still.ask });
  const all = isAsked ? await connectAccounts(parts, send, wanted, signal) : NOBODY;
  await recordAccounts(parts, organisation, all);
  const reach = isAsked ? planUnits(all, request, settings.services, await everyType(parts, request)) : NOTHING_PLANNED;
  if (isAsked && reach.accounts.length + reach.refused.length === 0)
    throw new UserError('Every account that is asked for is disabled.');
  const unfinished = await findUnfinished(store.state.runs, request, parts, time, isAsked);
  const startedAt = unfinished?.startedAt ?? time.now().toISOString();
  const started = { id: unfinished?.id ?? newRunId(request, parts, time.now()), organisation, what, startedAt };
  const scheduled = request.scheduled ? { scheduled: true } : {};
  let run: Run = { ...started, ...scheduled, status: 'running', unitsDone: 0, unitsTotal: 0, accounts: [] };
  // What its first process published is not compared again.
  if (unfinished?.changes) run = { ...run, changes: unfinished.changes };
  if (unfinished) await store.state.runs.update(run);
  else await store.state.runs.start(run);

  const skipped: SkippedUnit[] = [...still.skipped];
  const suspicions: Suspicion[] = [...(unfinished?.suspicions ?? [])];
  const clouds = createCloudParts(request.clouds, progress, unfinished);
  const paid = createPaidCalls(store.state.spend, organisation, settings.dailyLimit, time);
  const counted = () => ({
    ...progress.counts(),
    ...clouds.kept(),
    spent: addSpent(unfinished?.spent ?? [], paid.booked()),
    ...(skipped.length > 0 ? { skipped: skippedOf(skipped) } : {}),
    ...(suspicions.length > 0 ? { suspicions } : {}),
  });
  const tally = createTally(time);
  for (const { account, reached } of reach.accounts) {
    tally.account({ cloud: account.cloud, account: account.id });
    for (const gap of reached.gaps) tally.gap(gap);
  }
  for (const gap of refusalGaps(reach.refused, request)) tally.gap(gap);
  for (const gap of reach.gaps) tally.gap(gap);
  let keptAt = time.now().getTime();
  const keepNow = async () => {
    keptAt = time.now().getTime();
    run = { ...run, ...counted() };
    await store.state.runs.update(run);
  };
  return {
    ...{ parts, request, policy, reach, lease, signal, tally, progress, lookedUpAt, skipped },
    changesRead: new Set(),
    clocksOff: new Set(),
    get run() {
      return { ...run, ...counted() };
    },
    skip(units) {
      for (const unit of units) skipped.push(unit);
    },
    resumed: unfinished !== undefined,
    paid,
    suspect(found) {
      for (const suspicion of found.slice(0, MOST_SUSPICIONS - suspicions.length)) {
        suspicions.push(suspicion);
        progress.says(`suspicious: ${suspicionText(suspicion)}`);
      }
    },
    async changed(cloud, more, updates = []) {
      clouds.changed(cloud, more, updates);
      run = { ...run, changes: addChanges(run.changes, more) };
      await keepNow();
    },
    async keep() {
      if (time.now().getTime() - keptAt >= KEEP_EVERY_MS) await keepNow();
    },
  };
}

async function collect(session: Session): Promise<void> {
  const { parts, request, run, reach, policy, lease, paid, tally, signal, progress, resumed } = session;
  const { store, time, log, settings } = parts;
  const { staleOnly = false } = request;
  if (request.what.includes('inventory')) await collectInventory(session);
  if (request.what.includes('costs')) {
    const { freshness } = settings;
    const costs = {
      organisation: run.organisation,
      store,
      time,
      policy,
      lease,
      paid,
      tally,
      signal,
      freshness,
      staleOnly,
    };
    const updates = await collectCosts(reach.payers, {
      ...costs,
      deadlineMs: deadlineMs(session),
      ...(resumed ? { notSince: run.startedAt } : {}),
      expect: progress.expect,
      done: (cloud, message) => progress.done(cloud, 0, message),
      skip: session.skip,
      suspect: session.suspect,
      ...(log ? { log } : {}),
    });
    for (const cloud of new Set(request.clouds)) {
      const own = updates.filter((update) => update.cloud === cloud).map(({ cloud: _, ...update }) => update);
      await session.changed(cloud, { costUpdates: own.length }, own);
    }
  }
  if (request.what.includes('metrics')) await collectAllMetrics(session);
  if (request.what.includes('recommendations')) await collectRecommendations(session);
  for (const cloud of cloudsOf(session)) for (const dataset of request.what) await keepReach(session, cloud, dataset);
}

const current = ({ run, tally, parts }: Session): Run => ({
  ...run,
  accounts: tally.results(),
  finishedAt: parts.time.now().toISOString(),
});

async function finish(session: Session, status: RunStatus): Promise<Run> {
  const { parts, lease } = session;
  const { store, time, log } = parts;
  const run: Run = { ...current(session), status };
  const { organisation } = run;
  await store.state.runs.update(run);
  if (status !== 'success' && status !== 'partial') return run;
  // What was collected is published and told of; that old files could not be deleted takes nothing from it.
  try {
    const now = time.now();
    await store.inventory.expire(organisation, lease, now);
    await store.state.runs.dropStagedBefore(organisation, new Date(now.getTime() - DROP_STAGED_AFTER_MS).toISOString());
  } catch (error) {
    log?.(error, 'deleting what is no longer kept');
  }
  await runAfter(parts, session.request, run, session.progress.says);
  return run;
}

const isUnnarrowed = ({ regions, resourceTypes }: CollectRequest): boolean =>
  [regions, resourceTypes].every((list) => wordsOf(list) === undefined);

/** The permissions that a run would have missed again if they were still missing. */
function askedAgain({ parts, request, reach, skipped }: Session, { cloud, account, gaps }: AccountResult) {
  const connected = reach.accounts.find((one) => one.account.cloud === cloud && one.account.id === account)?.account;
  // Whoever pays may be another, and no listing misses what it lacks.
  const payers = reach.everyPayer.filter((one) => one.cloud === cloud);
  const ofCosts = new Set(
    payers.flatMap(({ costs, paidBy }) => [...costs.permissions, ...(paidBy ? [paidBy.permission] : [])]),
  );
  const ofMetrics = new Set(connected?.metrics.permissions);
  const ofAdvice = new Set(reach.recommendations.flatMap((one) => (one.cloud === cloud ? one.permissions : [])));
  // A narrowed run doesn't meet every refusal, nor does one that skips what still stands, nor one whose paid questions the
  // day's limit ended.
  const whole = (dataset: NonNullable<Gap['dataset']>) =>
    request.what.includes(dataset) &&
    isUnnarrowed(request) &&
    !skipped.some((one) => one.dataset === dataset && one.cloud === cloud && one.account === account) &&
    !gaps.some((gap) => gap.dataset === dataset && gap.reason === 'not_collected');
  return (permission: string): boolean => {
    if (ofCosts.has(permission)) return whole('costs');
    if (ofMetrics.has(permission)) return whole('metrics');
    if (ofAdvice.has(permission)) return whole('recommendations');
    return whole('inventory') && parts.settings.services === 'all';
  };
}

/** What of an account could not be seen that no listing tells of. Only a run that asks everything shows that it now is. */
function accountGaps({ request, reach }: Session, { cloud, id, gaps = [] }: AccountRecord): Gap[] {
  const now = reach.accounts.find(({ account }) => account.cloud === cloud && account.id === id)?.reached.gaps ?? [];
  const isWhole = request.what.includes('inventory') && isUnnarrowed(request);
  return distinctGaps(isWhole ? now : [...gaps, ...now]);
}

/** When each account was last read, which permissions it lacks, and what of it no listing tells of. */
async function recordResults(session: Session): Promise<void> {
  const { parts, run, tally, skipped } = session;
  const { store, time } = parts;
  const at = time.now().toISOString();
  const asked = (result: AccountResult, record: AccountRecord): AccountRecord => {
    const { cloud, account, status, units, gaps } = result;
    // Nothing was read of it: all of it still stands.
    const isUnread = units === 0 && skipped.some((one) => one.cloud === cloud && one.account === account);
    const isAsked = askedAgain(session, result);
    const before = record.missingPermissions.filter((permission) => !isAsked(permission));
    const missing = [...new Set([...before, ...missingPermissions(gaps)])];
    return {
      ...record,
      missingPermissions: missing,
      gaps: accountGaps(session, record),
      ...(status === 'failed' || isUnread ? {} : { lastCollectedAt: at }),
    };
  };
  await store.state.accounts.change(run.organisation, (records) => ({
    record: tally.results().flatMap((result) => {
      const record = records.find((one) => one.cloud === result.cloud && one.id === result.account);
      return record?.status === 'connected' ? asked(result, record) : [];
    }),
  }));
}

const cancelledAtOnce = (request: CollectRequest, at: string): Run => ({
  id: 'not-begun',
  organisation: request.organisation,
  what: request.what,
  status: 'cancelled',
  startedAt: at,
  finishedAt: at,
  unitsDone: 0,
  unitsTotal: 0,
  accounts: [],
});
