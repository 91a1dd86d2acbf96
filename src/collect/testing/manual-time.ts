import { setImmediate as turn } from 'node:timers/promises';
import type { Time } from '../time.ts';

export interface ManualTime extends Time {
  /** Moves the clock, and fires on the way what is due. What that does beside the clock goes on meanwhile. */
  to(instant: string): Promise<void>;
  /** Sets the clock and nothing else: who sleeps does so for as long as before. */
  set(instant: string): void;
}

/** A clock that stands still until it is moved; for tests with true I/O beside the waiting. */
export function manualTime(start: string): ManualTime {
  let now = Date.parse(start);
  const timers = new Set<{ at: number; fire(): void }>();
  return {
    now: () => new Date(now),
    random: () => 0.5,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          timers.delete(timer);
          reject(signal?.reason);
        };
        const timer = {
          at: now + Math.max(0, ms),
          fire() {
            timers.delete(timer);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        timers.add(timer);
      });
    },
    set(instant) {
      const ms = Date.parse(instant) - now;
      now += ms;
      for (const timer of timers) timer.at += ms;
    },
    async to(instant) {
      const target = Date.parse(instant);
      for (;;) {
        for (let idle = 0; idle < 5; idle++) await turn();
        const next = [...timers].sort((a, b) => a.at - b.at)[0];
        if (!next || next.at > target) break;
        now = Math.max(now, next.at);
        next.fire();
      }
      now = target;
    },
  };
}
