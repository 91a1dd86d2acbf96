import type { Bucket, MetricShape } from '../../metrics/series.ts';
import { AwsError } from '../service.ts';

/** Reads a statistic's name once, for many buckets. */
export function statisticNamed(name: string, shape: MetricShape): (bucket: Bucket) => number {
  const known = Object.hasOwn(statistics, name) ? statistics[name] : percentileNamed(name);
  if (!known) {
    throw new AwsError('ValidationError', `The value ${name} for parameter Stat is not supported.`);
  }
  if (!shape.events) return known;
  if (name === 'Sum' || name === 'SampleCount') return ({ sum }) => sum;
  return () => 1;
}

const statistics: Readonly<Record<string, (bucket: Bucket) => number>> = {
  Average: ({ sum, samples }) => sum / samples.length,
  Sum: ({ sum }) => sum,
  SampleCount: ({ samples }) => samples.length,
  Minimum: ({ samples }) => samples.reduce((a, b) => Math.min(a, b)),
  Maximum: ({ samples }) => samples.reduce((a, b) => Math.max(a, b)),
};

/** `p95`, `p99.9`: the value that so many percent of the samples don't exceed. */
function percentileNamed(name: string): ((bucket: Bucket) => number) | undefined {
  const percent = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1];
  if (percent === undefined) return undefined;
  return ({ samples }) => {
    const ordered = samples.toSorted((a, b) => a - b);
    const rank = Math.ceil((Number(percent) / 100) * ordered.length);
    return ordered[Math.max(rank, 1) - 1] ?? 0;
  };
}
