/** Items in their order, and how many of them at a time. */
export interface Queue<T> {
  readonly items: readonly T[];
  readonly atOnce: number;
}

/**
 * Works on the items of several queues beside each other. Begins no further one of any once the signal is aborted or one has
 * thrown; waits for those under way. @throws the first error.
 */
export async function eachOfQueues<T>(
  queues: readonly Queue<T>[],
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const workersOf = ({ items, atOnce }: Queue<T>): Promise<void>[] => {
    let next = 0;
    const worker = async () => {
      while (next < items.length && errors.length === 0 && !signal.aborted) {
        const item = items[next++] as T;
        try {
          await work(item);
        } catch (error) {
          errors.push(error);
        }
      }
    };
    return Array.from({ length: Math.min(Math.max(1, atOnce), items.length) }, worker);
  };
  await Promise.all(queues.flatMap(workersOf));
  if (errors.length > 0) throw errors[0];
}

/** The same for a single queue. */
export const eachOf = <T>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> => eachOfQueues([{ items, atOnce }], signal, work);
