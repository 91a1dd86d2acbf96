import { systemSleep, type Time } from '../time.ts';

/** The machine's time, but so many times faster, from a given instant on; for tests with true I/O beside the waiting. */
export function scaledTime(factor: number, start = '2026-11-21T12:00:00Z', random: () => number = Math.random): Time {
  const begun = performance.now();
  const from = Date.parse(start);
  return {
    now: () => new Date(from + Math.round((performance.now() - begun) * factor)),
    sleep: (ms, signal) => systemSleep(ms / factor, signal),
    random,
  };
}
