import { CloudError } from '../model/errors.ts';

/** One load for all who need the same answer at about the same time. */
export type Once = <T>(key: string, load: () => Promise<T>) => Promise<T>;

// Long enough for one run's collectors to meet, too short for the next run to see the last one's answer.
const SHARED_FOR_MS = 60_000;

interface Keeping {
  /** Where ten thousand resources would meet the same failure one after the other, each with all its attempts. */
  readonly keepsFailures?: boolean;
}

/** A failure is not kept unless that is asked for, and never one whose time was up. */
export function sharedLoads({ keepsFailures = false }: Keeping = {}): Once {
  const shared = new Map<string, Promise<unknown>>();
  return async <T>(key: string, load: () => Promise<T>): Promise<T> => {
    for (let known = shared.get(key); known; known = shared.get(key)) {
      try {
        return (await known) as T;
      } catch (error) {
        // Its time was up, and not ours.
        if (!ranOut(error)) throw error;
      }
    }
    const made = load();
    shared.set(key, made);
    const forget = () => shared.delete(key);
    const forgetLater = () => setTimeout(forget, SHARED_FOR_MS).unref();
    made.then(forgetLater, (error: unknown) => (keepsFailures && !ranOut(error) ? forgetLater() : forget()));
    return made;
  };
}

/** Whether a load ended with the time of the unit that began it. */
const ranOut = (error: unknown): boolean =>
  error instanceof CloudError && (error.facts.reason === 'timeout' || error.facts.code === 'DeadlineExceeded');
