import type { Charge, CostMetric } from '../model/charge.ts';
import type { Period } from '../model/period.ts';
import type { ChargePeriod, Lease } from './state.ts';

export interface ChargeQuestion {
  readonly organisation: string;
  /** Sources that together hold each charge once. */
  readonly sources: readonly string[];
  readonly period: Period;
  readonly granularity: 'DAILY' | 'MONTHLY' | 'NONE';
  /** `ProviderName`, `BillingAccountId`, `SubAccountId`, `ServiceName`, `RegionId`, `ResourceId` or `tag:<key>`. */
  readonly groupBy: readonly string[];
  /** By the same names as `groupBy`: the row has one of the values. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly metric: CostMetric;
}

export interface ChargeSum {
  /** First day of the bucket, undefined when the granularity is NONE. */
  readonly start?: string;
  /** By position in `groupBy`; undefined where the source has no value. */
  readonly group: readonly (string | undefined)[];
  /** Exact decimal string over the rows that have an amount; undefined when none has, which is not zero. */
  readonly amount: string | undefined;
  readonly rows: number;
  /** Rows whose source does not know this metric: the amount is without them. */
  readonly rowsWithoutAmount: number;
  readonly currency: string;
  readonly estimated: boolean;
}

export interface ChargeLake {
  /**
   * Replaces a period of a source whole. The same content leaves the earlier file. Returns whether anything changed.
   * @throws StaleLease when overtaken, RangeError for an amount that can't be kept exactly.
   */
  publish(
    period: Omit<ChargePeriod, 'file' | 'rows' | 'contentHash'>,
    charges: readonly Charge[],
    lease: Lease,
  ): Promise<boolean>;
  periods(organisation: string): Promise<ChargePeriod[]>;
  sum(question: ChargeQuestion): Promise<ChargeSum[]>;
}
