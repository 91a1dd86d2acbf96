import { CloudError } from '../model/errors.ts';

/** One load for all who need the same answer at about the same time; a failure is not kept. */
export type Once = <T>(key: string, load: () => Promise<T>) => Promise<T>;

// Long enough for one run's collectors to meet, too short for the next run to see the last one's answer.
const SHARED_FOR_MS = 60_000;

export function sharedLoads(): Once {
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
    made.then(() => setTimeout(forget, SHARED_FOR_MS).unref(), forget);
    return made;
  };
}

/** Whether a load ended with the time of the unit that began it. */
const ranOut = (error: unknown): boolean =>
  error instanceof CloudError && (error.facts.reason === 'timeout' || error.facts.code === 'DeadlineExceeded');
