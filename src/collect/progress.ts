import type { CollectProgress } from './collection.ts';
import type { Time } from './time.ts';

export interface Progress {
  /** More units are known. */
  expect(units: number): void;
  done(rows: number, message: string): void;
  says(message: string): void;
  counts(): { unitsDone: number; unitsTotal: number };
}

const LEAST_MS_BETWEEN = 100;

/** Counts units and tells of them, at most ten times a second; the last word of each phase is always told. */
export function createProgress(time: Time, tell: (progress: CollectProgress) => void): Progress {
  let unitsDone = 0;
  let unitsTotal = 0;
  let rows = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const report = (message: string, always: boolean) => {
    const now = time.now().getTime();
    if (!always && now - toldAt < LEAST_MS_BETWEEN) return;
    toldAt = now;
    tell({ unitsDone, unitsTotal, rows, message });
  };
  return {
    expect(units) {
      unitsTotal += units;
    },
    done(more, message) {
      unitsDone += 1;
      rows += more;
      report(message, unitsDone === unitsTotal);
    },
    says: (message) => report(message, true),
    counts: () => ({ unitsDone, unitsTotal }),
  };
}
