import type { CloudName } from '../model/cloud.ts';
import type { CloudPart } from '../model/run.ts';
import type { CollectProgress } from './collection.ts';
import type { Time } from './time.ts';

type Counts = Pick<CloudPart, 'unitsDone' | 'unitsTotal'>;

export interface Progress {
  /** More units of a cloud are known. */
  expect(cloud: CloudName, units: number): void;
  done(cloud: CloudName, rows: number, message: string): void;
  says(message: string): void;
  counts(): Counts;
  countsOf(cloud: CloudName): Counts;
}

const LEAST_MS_BETWEEN = 100;

/** Counts units and tells of them, at most ten times a second; the last word of each phase is always told. */
export function createProgress(time: Time, tell: (progress: CollectProgress) => void): Progress {
  const clouds = new Map<CloudName, Counts>();
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
  const countsOf = (cloud: CloudName): Counts => clouds.get(cloud) ?? { unitsDone: 0, unitsTotal: 0 };
  function count(cloud: CloudName, done: number, expected: number): void {
    const before = countsOf(cloud);
    clouds.set(cloud, { unitsDone: before.unitsDone + done, unitsTotal: before.unitsTotal + expected });
    unitsDone += done;
    unitsTotal += expected;
  }
  return {
    expect: (cloud, units) => count(cloud, 0, units),
    done(cloud, more, message) {
      count(cloud, 1, 0);
      rows += more;
      report(message, unitsDone === unitsTotal);
    },
    says: (message) => report(message, true),
    counts: () => ({ unitsDone, unitsTotal }),
    countsOf,
  };
}
