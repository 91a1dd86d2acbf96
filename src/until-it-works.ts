import type { Time } from './collect/time.ts';

const TRY_AGAIN_MS = 60_000;

/** Does something until it ends or the signal says so: what fails is told, and tried again a minute later. */
export async function untilItWorks(
  time: Time,
  signal: AbortSignal,
  failed: (error: unknown) => void,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return;
      failed(error);
    }
    // It ends early with the signal.
    await time.sleep(TRY_AGAIN_MS, signal).catch(() => {});
  }
}
