import { expect, test } from 'vitest';
import type { LoadProfile } from '../estate/load.ts';
import { bucketAt, type MetricShape } from './series.ts';

const hour = 3_600_000;
const cpu: MetricShape = { name: 'CPUUtilization', unit: 'Percent', peak: 100, floor: 0.2 };
/** A Wednesday. */
const day = Date.UTC(2026, 8, 9);

const meanOf = (load: LoadProfile, from: number, to: number, shape = cpu) => {
  const life = { from: new Date(0), to: new Date(Date.UTC(2027, 0)) };
  const bucket = bucketAt({ source: 'i-1', load, shape, ...life }, from, to);
  return bucket && bucket.sum / bucket.samples.length;
};

test.each([
  ['office hours by day', { pattern: 'office-hours', level: 0.5 }, 9, 17, 40, 60],
  ['office hours by night', { pattern: 'office-hours', level: 0.5 }, 20, 24, 4, 8],
  ['nightly work by night', { pattern: 'nightly', level: 0.6 }, 1, 4, 50, 70],
  ['nightly work by day', { pattern: 'nightly', level: 0.6 }, 8, 18, 1, 3],
  ['idleness', { pattern: 'idle', level: 0.01 }, 0, 24, 0.8, 1.2],
  ['nothing at all', { pattern: 'none', level: 0 }, 0, 24, 0.1, 0.3],
  ['more than everything', { pattern: 'steady', level: 1.5 }, 0, 24, 99, 100],
] as const)('%s', (_, load, from, to, least, most) => {
  const mean = meanOf(load, day + from * hour, day + to * hour);
  expect(mean).toBeGreaterThanOrEqual(least);
  expect(mean).toBeLessThanOrEqual(most);
});

test('offices are closed on Sunday', () => {
  const sunday = day + 4 * 24 * hour;
  expect(meanOf({ pattern: 'office-hours', level: 0.5 }, sunday + 9 * hour, sunday + 17 * hour)).toBeLessThan(8);
});

test('traffic that does not come leaves no data', () => {
  const requests: MetricShape = { name: 'RequestCount', unit: 'Count', peak: 1000 };
  expect(meanOf({ pattern: 'none', level: 0 }, day, day + 24 * hour, requests)).toBeUndefined();
});

test('nothing is measured before a resource exists', () => {
  const life = { from: new Date(day + 6 * hour), to: new Date(day + 8 * hour) };
  const measured = { source: 'i-1', load: { pattern: 'steady', level: 0.5 } as const, shape: cpu, ...life };
  expect(bucketAt(measured, day, day + 24 * hour)?.samples).toHaveLength(24);
  expect(bucketAt(measured, day, day + 6 * hour)).toBeUndefined();
});
