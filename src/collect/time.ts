import { setTimeout as timer } from 'node:timers/promises';

/** The clock, as everything here gets it. */
export interface Time {
  now(): Date;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}

/** The machine's own timers, for `Time.sleep`. @throws the signal's reason when it is aborted first. */
export async function systemSleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await timer(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    // Node wraps the reason into an AbortError of its own.
    signal?.throwIfAborted();
    throw error;
  }
}
