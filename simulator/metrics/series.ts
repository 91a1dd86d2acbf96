import type { LoadProfile } from '../estate/load.ts';

/** What a resource measures under one metric's name. */
export interface Measured {
  /** What its numbers are drawn from: the resource and the metric. */
  readonly source: string;
  readonly load: LoadProfile;
  readonly shape: MetricShape;
  /** When it exists and runs; there are no data outside. */
  readonly from: Date;
  readonly to: Date;
}

export interface MetricShape {
  readonly name: string;
  readonly unit: 'Percent' | 'Count' | 'Bytes' | 'Milliseconds' | 'None';
  /** The value of five minutes (or of a day) at full load; a percentage stops there. */
  readonly peak: number;
  /** What it measures when nothing goes on. Without it, idle minutes have no data at all. */
  readonly floor?: number;
  /** Its values don't follow the load: sizes and free space. */
  readonly constant?: boolean;
  /** Every event is a sample of 1, so that only the sum and the number of samples tell anything. */
  readonly events?: boolean;
  /** Measured once a day, at midnight. */
  readonly daily?: boolean;
}

export interface Bucket {
  readonly sum: number;
  readonly samples: readonly number[];
}

const hour = 3_600_000;
const slot = 300_000;
const slotsInHour = hour / slot;

/** How the five minutes of an hour differ from its mean; they add up to nothing. */
const ripple = [1, 0.4, 0.1, -0.1, -0.3, -0.2, 0.2, -0.4, -0.3, -0.1, -0.2, -0.1] as const;

/** The measurements that fall between two moments. The same question always gets the same answer. */
export function bucketAt(measured: Measured, start: number, end: number): Bucket | undefined {
  const { from, to, shape } = measured;
  const step = shape.daily ? 24 * hour : slot;
  const first = Math.ceil(Math.max(start, from.getTime()) / step) * step;
  const last = Math.min(end, to.getTime());
  const seed = hash(measured.source);
  const samples: number[] = [];
  for (let moment = first; moment < last; moment += step) {
    const value = valueAt(measured, seed, moment);
    if (value !== undefined) samples.push(value);
  }
  if (samples.length === 0) return undefined;
  return { sum: samples.reduce((left, right) => left + right, 0), samples };
}

function valueAt({ load, shape }: Measured, seed: number, moment: number): number | undefined {
  const hourNumber = Math.floor(moment / hour);
  const chance = mixed(seed, hourNumber);
  if (shape.constant) return Math.round(shape.peak * (0.5 + fraction(seed) / 2));
  const activity = activityAt(load, hourNumber, chance);
  const turn = Math.floor(chance * slotsInHour);
  const wave = ripple[(Math.floor((moment % hour) / slot) + turn) % slotsInHour] ?? 0;
  const value = shape.peak * activity * (1 + 0.35 * wave);
  if (value <= 0 && shape.floor === undefined) return undefined;
  const floored = Math.max(value, (shape.floor ?? 0) * (1 + 0.2 * wave));
  if (shape.unit === 'Percent') return Math.min(Number(floored.toFixed(4)), 100);
  return Math.round(floored);
}

/** How busy an hour is, from 0 to 1. Offices here work in UTC, Monday to Friday. */
function activityAt({ pattern, level }: LoadProfile, hourNumber: number, chance: number): number {
  const hourOfDay = hourNumber % 24;
  // The first day of the epoch was a Thursday.
  const weekday = (Math.floor(hourNumber / 24) + 3) % 7;
  const noise = 0.9 + 0.2 * chance;
  switch (pattern) {
    case 'none':
      return 0;
    case 'idle':
    case 'steady':
      return level * noise;
    case 'office-hours':
      return level * noise * (weekday < 5 && hourOfDay >= 8 && hourOfDay < 18 ? 1 : 0.12);
    case 'nightly':
      return level * noise * (hourOfDay >= 1 && hourOfDay < 4 ? 1 : 0.03);
    case 'bursty':
      return level * noise * (chance < 0.08 ? 1.25 : 0.15);
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  return value >>> 0;
}

const fraction = (value: number): number => (value >>> 0) / 4_294_967_296;

/** A number from 0 to 1 for a seed and an hour. */
function mixed(seed: number, number: number): number {
  let value = Math.imul(seed ^ Math.imul(number, 2_654_435_761), 2_246_822_519);
  value = Math.imul(value ^ (value >>> 15), 3_266_489_917);
  return fraction(value ^ (value >>> 13));
}
