import { expect, test } from 'vitest';
import type { Run } from '../../model/run.ts';
import { estimateSeconds } from './plan.ts';

/** A run of so many units that took so many seconds. */
const took = (seconds: number, units: number, changes: Partial<Run> = {}): Run => ({
  ...{ id: 'x', organisation: 'acme', what: ['inventory'], status: 'success', accounts: [] },
  ...{ startedAt: '2026-11-21T12:00:00.000Z', unitsDone: units, unitsTotal: units },
  finishedAt: new Date(Date.parse('2026-11-21T12:00:00Z') + seconds * 1000).toISOString(),
  ...changes,
});

test.each<[string, readonly Run[], number | undefined]>([
  ['nothing was collected yet', [], undefined],
  ['the last one took a second a unit', [took(10, 10)], 20],
  // A resumed run has hours between its start and its end.
  ['one of three was resumed', [took(10, 10), took(36_000, 10), took(20, 10)], 40],
  ['only others failed', [took(10, 10, { status: 'failed' })], undefined],
  ['what was collected was something else', [took(10, 10, { what: ['costs'] })], undefined],
  ['it was more than this', [took(10, 10, { what: ['inventory', 'costs'] })], undefined],
  ['it had no units', [took(10, 0)], undefined],
  ['it took no time at all', [took(0, 10)], 1],
  ['only the last five count', [...Array.from({ length: 5 }, () => took(10, 10)), took(90, 1), took(90, 1)], 20],
])('how long twenty units take when %s', (_, runs, seconds) =>
  expect(estimateSeconds(runs, ['inventory'], 20)).toBe(seconds),
);

test('a run that is still going says nothing of its end', () => {
  const { finishedAt: _, ...unended } = took(10, 10);
  expect(estimateSeconds([unended], ['inventory'], 20)).toBeUndefined();
});
