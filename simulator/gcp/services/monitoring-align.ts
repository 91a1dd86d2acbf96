import { type Bucket, bucketAt, type Measured } from '../../metrics/series.ts';
import { average, count, latest, maximum, minimum, percentile, total } from '../../metrics/statistics.ts';

/** How the samples of a period become one. */
export const aligners: Readonly<Record<string, (bucket: Bucket, seconds: number) => number>> = {
  ALIGN_NONE: latest,
  ALIGN_MEAN: average,
  ALIGN_MAX: maximum,
  ALIGN_MIN: minimum,
  ALIGN_SUM: total,
  ALIGN_DELTA: total,
  ALIGN_RATE: ({ sum }, seconds) => sum / seconds,
  ALIGN_COUNT: count,
  ALIGN_PERCENTILE_99: percentile(0.99),
  ALIGN_PERCENTILE_95: percentile(0.95),
  ALIGN_PERCENTILE_50: percentile(0.5),
  ALIGN_PERCENTILE_05: percentile(0.05),
};

export interface Alignment {
  readonly from: Date;
  readonly to: Date;
  readonly seconds: number;
  readonly aligner: string;
}

export interface AlignedPoint {
  readonly from: Date;
  readonly to: Date;
  readonly value: number;
}

/** Points from the latest back; periods end where the interval ends. What measured nothing has no point. */
export function aligned(measured: Measured, { from, to, seconds, aligner }: Alignment): readonly AlignedPoint[] {
  const length = seconds * 1000;
  const align = aligners[aligner];
  const points: AlignedPoint[] = [];
  for (let end = to.getTime(); align && end - length >= from.getTime(); end -= length) {
    const bucket = bucketAt(measured, end - length, end);
    if (bucket) points.push({ from: new Date(end - length), to: new Date(end), value: align(bucket, seconds) });
  }
  return points;
}
