import type { Bucket } from './series.ts';

/** What becomes of the samples of a bucket. One without samples is none, so all of these have an answer. */
export type Statistic = (bucket: Bucket) => number;

export const average: Statistic = ({ sum, samples }) => sum / samples.length;
export const total: Statistic = ({ sum }) => sum;
export const count: Statistic = ({ samples }) => samples.length;
export const minimum: Statistic = ({ samples }) => samples.reduce((a, b) => Math.min(a, b));
export const maximum: Statistic = ({ samples }) => samples.reduce((a, b) => Math.max(a, b));
export const latest: Statistic = ({ samples }) => at(samples, samples.length);

/** The value that such a part of the samples doesn't exceed. */
export const percentile =
  (part: number): Statistic =>
  ({ samples }) =>
    at(
      samples.toSorted((a, b) => a - b),
      Math.max(1, Math.ceil(part * samples.length)),
    );

function at(samples: readonly number[], rank: number): number {
  const sample = samples[rank - 1];
  if (sample === undefined) throw new RangeError(`of ${samples.length} samples, none is number ${rank}`);
  return sample;
}
