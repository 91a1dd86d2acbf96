import { setImmediate as turn } from 'node:timers/promises';
import type { Time } from '../time.ts';

export interface FakeTime extends Time {
  /** Goes from timer to timer until the promise is settled. @throws when it waits for something that is no timer. */
  until<T>(promise: Promise<T>): Promise<T>;
}

interface Timer {
  readonly at: number;
  fire(): void;
}

/** A clock that stands still until it is moved. Random numbers are the given one. */
export function fakeTime(start = '2026-11-21T12:00:00Z', random = () => 0.5): FakeTime {
  let now = Date.parse(start);
  const timers = new Set<Timer>();
  return {
    now: () => new Date(now),
    random,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const end = () => {
          timers.delete(timer);
          signal?.removeEventListener('abort', abort);
        };
        const timer: Timer = {
          at: now + Math.max(0, ms),
          fire() {
            end();
            resolve();
          },
        };
        const abort = () => {
          end();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
        timers.add(timer);
      });
    },
    async until(promise) {
      let settled = false;
      const watched = promise.finally(() => {
        settled = true;
      });
      watched.catch(() => {});
      for (;;) {
        for (let idle = 0; idle < 3 && !settled; idle++) await turn();
        if (settled) return watched;
        const next = [...timers].sort((a, b) => a.at - b.at)[0];
        if (!next) throw new Error('nothing is left to wait for');
        now = Math.max(now, next.at);
        next.fire();
      }
    },
  };
}
