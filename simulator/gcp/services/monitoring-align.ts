import { bucketAt, type Measured } from '../../metrics/series.ts';

const percentile = (part: number) => (samples: readonly number[]) => {
  const ordered = samples.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.ceil(part * ordered.length) - 1)] ?? 0;
};

const sum = (samples: readonly number[]) => samples.reduce((total, sample) => total + sample, 0);

/** How the samples of a period become one. */
export const aligners: Readonly<Record<string, (samples: readonly number[], seconds: number) => number>> = {
  ALIGN_NONE: (samples) => samples.at(-1) ?? 0,
  ALIGN_MEAN: (samples) => sum(samples) / samples.length,
  ALIGN_MAX: (samples) => Math.max(...samples),
  ALIGN_MIN: (samples) => Math.min(...samples),
  ALIGN_SUM: sum,
  ALIGN_DELTA: sum,
  ALIGN_RATE: (samples, seconds) => sum(samples) / seconds,
  ALIGN_COUNT: (samples) => samples.length,
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
    const samples = bucketAt(measured, end - length, end)?.samples;
    if (samples) points.push({ from: new Date(end - length), to: new Date(end), value: align(samples, seconds) });
  }
  return points;
}
