import type { Call } from '../../clouds/calls.ts';
import type { Time } from '../time.ts';
import { quotaMap } from './quota-map.ts';
import { type Rate, STARTING_RATES, USUAL_RATE } from './rates.ts';
import { type TokenBucket, tokenBucket } from './token-bucket.ts';

/** Leave to make one call; says what came of it, so that the rate follows. */
export interface Ticket {
  succeeded(): void;
  throttled(retryAfterMs?: number): void;
}

export interface RateLimiter {
  /**
   * Waits for its turn in the quota of the call's account, service and region. Owners take turns, so that one with a thousand
   * calls doesn't make another wait for all of them. @throws the signal's reason when aborted.
   */
  take(call: Call, owner: string, signal: AbortSignal): Promise<Ticket>;
  /** The service asked for fewer calls and hasn't been given the full rate again. */
  slowed(call: Call): boolean;
}

interface Queue {
  readonly bucket: TokenBucket;
  /** Owners in the order of their turns. */
  readonly waiting: Map<string, Set<() => void>>;
  /** Ends the sleep when nobody waits any more. */
  pump: AbortController | undefined;
  /** When the last call was let through; milliseconds. */
  usedAt: number;
}

// No attempt takes so long: whoever was let through before has told what came of it.
const ANSWERED_MS = 120_000;

export function createRateLimiter(
  time: Pick<Time, 'now' | 'sleep'>,
  rates: Readonly<Record<string, Rate>> = STARTING_RATES,
): RateLimiter {
  const now = () => time.now().getTime();
  const queues = quotaMap<Queue>(
    ({ bucket, waiting, pump, usedAt }) =>
      waiting.size === 0 && !pump && now() - usedAt > ANSWERED_MS && bucket.isAsNew(now()),
  );

  const queueOf = ({ account, region, service }: Call): Queue =>
    queues.of(`${account} ${service} ${region}`, () => ({
      bucket: tokenBucket(rates[service] ?? USUAL_RATE, now()),
      waiting: new Map(),
      pump: undefined,
      usedAt: now(),
    }));

  async function pump(queue: Queue, stop: AbortController): Promise<void> {
    while (queue.waiting.size > 0) {
      const wait = queue.bucket.waitMs(now());
      if (wait > 0) await time.sleep(wait, stop.signal);
      else grantNext(queue);
    }
    // At once: whoever comes next must find that nobody serves the queue.
    if (queue.pump === stop) queue.pump = undefined;
  }

  function grantNext(queue: Queue): void {
    const { waiting, bucket } = queue;
    const [turn] = waiting;
    if (!turn) return;
    const [owner, calls] = turn;
    const [first] = calls;
    waiting.delete(owner);
    if (!first) return;
    calls.delete(first);
    if (calls.size > 0) waiting.set(owner, calls);
    bucket.take(now());
    queue.usedAt = now();
    first();
  }

  function start(queue: Queue): void {
    if (queue.pump) return;
    const stop = new AbortController();
    queue.pump = stop;
    // Its sleep is rejected only when the last one who waited has gone.
    pump(queue, stop).catch(() => {});
  }

  function leave(queue: Queue, owner: string, call: () => void): void {
    const calls = queue.waiting.get(owner);
    calls?.delete(call);
    if (calls?.size === 0) queue.waiting.delete(owner);
    if (queue.waiting.size > 0) return;
    queue.pump?.abort();
    queue.pump = undefined;
  }

  return {
    async take(call, owner, signal) {
      signal.throwIfAborted();
      const queue = queueOf(call);
      await new Promise<void>((resolve, reject) => {
        const granted = () => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const abort = () => {
          leave(queue, owner, granted);
          reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        const calls = queue.waiting.get(owner);
        if (calls) calls.add(granted);
        else queue.waiting.set(owner, new Set([granted]));
        start(queue);
      });
      const sentAt = now();
      return {
        succeeded: () => queue.bucket.succeeded(now()),
        throttled: (retryAfterMs) => queue.bucket.throttled(now(), sentAt, retryAfterMs),
      };
    },
    slowed: (call) => queueOf(call).bucket.slowed(),
  };
}
