import type { MetricShape } from '../../metrics/series.ts';
import { average, count, maximum, minimum, percentile, type Statistic, total } from '../../metrics/statistics.ts';
import { AwsError } from '../service.ts';

/** Reads a statistic's name once, for many buckets. */
export function statisticNamed(name: string, shape: MetricShape): Statistic {
  const known = Object.hasOwn(statistics, name) ? statistics[name] : percentileNamed(name);
  if (!known) {
    throw new AwsError('ValidationError', `The value ${name} for parameter Stat is not supported.`);
  }
  if (!shape.events) return known;
  if (name === 'Sum' || name === 'SampleCount') return total;
  return () => 1;
}

const statistics: Readonly<Record<string, Statistic>> = {
  Average: average,
  Sum: total,
  SampleCount: count,
  Minimum: minimum,
  Maximum: maximum,
};

/** `p95`, `p99.9`: the value that so many percent of the samples don't exceed. */
function percentileNamed(name: string): Statistic | undefined {
  const percent = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1];
  return percent === undefined ? undefined : percentile(Number(percent) / 100);
}
