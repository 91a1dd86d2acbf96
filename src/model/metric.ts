import type { Day } from './period.ts';

/** Kept apart: an average hides a batch job of two hours, and a maximum of averages is neither. */
export const METRIC_STATISTICS = ['average', 'p95', 'p99', 'maximum', 'sum'] as const;
export type MetricStatistic = (typeof METRIC_STATISTICS)[number];

/** One statistic of one metric of one resource over one day. No row where the provider has no data. */
export interface MetricPoint {
  readonly resourceId: string;
  /** Ours: `cpu-percent`, `network-in-bytes`. */
  readonly metric: string;
  readonly statistic: MetricStatistic;
  readonly day: Day;
  readonly value: number;
}
