import type { CollectedDataset, Run } from '../model/run.ts';
import type { RunState } from '../store/state.ts';
import { CollectionBusy } from './busy.ts';
import type { Collection, CollectRequest } from './collection.ts';
import { type CronTime, nextTime } from './cron.ts';
import type { Time } from './time.ts';

export interface ScheduleParts {
  readonly when: CronTime;
  readonly request: Pick<CollectRequest, 'organisation' | 'clouds'> & { readonly what: readonly CollectedDataset[] };
  readonly collection: Pick<Collection, 'run'>;
  readonly runs: Pick<RunState, 'list'>;
  readonly time: Time;
  readonly log: { info(message: string): void; error(message: string, details: { error: unknown }): void };
}

// A machine that slept wakes up late by at most so much, and no timer is longer than the longest that there is.
const MOST_SLEEP_MS = 60_000;
const TRY_AGAIN_MS = 60_000;
const RECENT_RUNS = 50;

/**
 * Collects what is stale whenever it is due, until the signal. What was missed is caught up with once, at the start. Of several
 * processes with one home, one runs and the others find that it did. No failure ends it.
 */
export async function followSchedule(parts: ScheduleParts, signal: AbortSignal): Promise<void> {
  const { when, time, log } = parts;
  try {
    let due = (await tried(parts, signal, () => missed(parts))) ?? nextTime(when, time.now());
    for (;;) {
      while (time.now() < due) {
        await time.sleep(Math.min(MOST_SLEEP_MS, due.getTime() - time.now().getTime()), signal);
        // A clock that was set back meanwhile comes to an earlier time first.
        const next = nextTime(when, time.now());
        if (next < due) due = next;
      }
      signal.throwIfAborted();
      await tried(parts, signal, () => collectDue(parts, due, signal));
      const now = time.now();
      due = nextTime(when, now > due ? now : due);
      log.info(`The next collection is due ${due.toISOString()}.`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What the work gives; a failure of it is logged. @throws the reason of the signal. */
async function tried<T>({ log }: ScheduleParts, signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    log.error('the scheduled collection', { error });
    return undefined;
  }
}

/** Without those of a clock that was ahead when they began: they don't say when to collect next. */
async function recentRuns({ request, runs, time }: ScheduleParts): Promise<Run[]> {
  const recent = await runs.list(request.organisation, RECENT_RUNS);
  const now = time.now();
  return recent.filter(({ startedAt }) => new Date(startedAt) <= now);
}

const hasEnded = ({ status }: Run): boolean => status !== 'running' && status !== 'cancelled';

/** When a collection was due that nobody made; none where nothing was ever collected. */
async function missed(parts: ScheduleParts): Promise<Date | undefined> {
  const { when, time } = parts;
  const recent = await recentRuns(parts);
  const last = recent.find(({ scheduled }) => scheduled) ?? recent[0];
  if (!last) return undefined;
  const startedAt = new Date(last.startedAt);
  if (last.scheduled && !hasEnded(last)) return startedAt;
  const due = nextTime(when, startedAt);
  return due <= time.now() ? due : undefined;
}

async function collectDue(parts: ScheduleParts, due: Date, signal: AbortSignal): Promise<void> {
  const { when, request, collection, time, log } = parts;
  const over = nextTime(when, time.now() > due ? time.now() : due);
  const isMade = (run: Run) => run.scheduled && hasEnded(run) && new Date(run.startedAt) >= due;
  while (!(await recentRuns(parts)).some(isMade)) {
    try {
      const asked = { ...request, staleOnly: true, scheduled: true };
      const { id, status } = await collection.run(asked, { signal, progress: () => {} });
      signal.throwIfAborted();
      return log.info(`The scheduled collection ${id} ended: ${status}.`);
    } catch (error) {
      if (!(error instanceof CollectionBusy)) throw error;
      // Whoever collects may ask something else.
      if (time.now() >= over)
        return log.info(`The collection that was due ${due.toISOString()} is left out. ${error.message}`);
      await time.sleep(TRY_AGAIN_MS, signal);
    }
  }
}
