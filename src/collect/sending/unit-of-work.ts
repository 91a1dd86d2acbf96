import { AsyncLocalStorage } from 'node:async_hooks';
import type { Call } from '../../clouds/calls.ts';
import type { Time } from '../time.ts';
import { abortable } from './abortable.ts';

/** What is being done, for whoever sends a request on its behalf. */
export interface UnitOfWork {
  /** Units take turns in a quota by it. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Aborted at the deadline, with DeadlinePassed, or when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Before each attempt of each call; what it throws ends the call. */
  beforeAttempt?(call: Call): Promise<void>;
}

export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

// A cloud gets one `Send` for all the units of an account, and clients are shared: the unit travels with the control flow.
const units = new AsyncLocalStorage<UnitOfWork>();

/** The unit that the caller works for; undefined outside of any. */
export const currentUnit = (): UnitOfWork | undefined => units.getStore();

interface Limits {
  readonly id: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  beforeAttempt?(call: Call): Promise<void>;
}

// What the work says of its end tells more than that the time was up: which call, and whether it was throttled.
const LAST_WORDS_MS = 100;
// Nobody sees it. Without a reason, one with a stack would be made each time.
const DONE = 'done';

/**
 * Does the work under a deadline. Ends at it even where the work doesn't listen.
 * @throws DeadlinePassed, or the reason of the given signal.
 */
export async function withinDeadline<T>(
  time: Time,
  { deadlineMs, signal, ...rest }: Limits,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const passed = new AbortController();
  const done = new AbortController();
  const over = new AbortController();
  const unit = {
    ...rest,
    deadline: time.now().getTime() + deadlineMs,
    signal: AbortSignal.any([signal, passed.signal]),
  };
  const end = async () => {
    await time.sleep(deadlineMs, done.signal);
    passed.abort(new DeadlinePassed());
    await time.sleep(LAST_WORDS_MS, done.signal);
    over.abort(passed.signal.reason);
  };
  end().catch(() => {});
  try {
    const result = await units.run(unit, () => abortable(work(unit), AbortSignal.any([signal, over.signal])));
    // Work that stopped because it was told to is not done.
    passed.signal.throwIfAborted();
    return result;
  } finally {
    done.abort(DONE);
  }
}
