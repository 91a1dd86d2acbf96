import type { Day } from './period.ts';

/** The cost metrics of FOCUS. One answer uses one of them and names it. */
export const COST_METRICS = ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'] as const;
export type CostMetric = (typeof COST_METRICS)[number];

/**
 * One day of one bill line in FOCUS columns (https://focus.finops.org), as far as a source knows it.
 * A column that the source does not have is undefined, never an empty string or zero.
 */
export interface Charge {
  /** Inclusive first day and exclusive last day, UTC. */
  readonly ChargePeriodStart: Day;
  readonly ChargePeriodEnd: Day;
  readonly ProviderName: string;
  readonly BillingAccountId?: string;
  readonly SubAccountId?: string;
  readonly ServiceName?: string;
  readonly RegionId?: string;
  readonly ResourceId?: string;
  readonly Tags?: Readonly<Record<string, string>>;
  /** What kind of line it is; absent where the source doesn't tell, or says a word that nobody knows yet. */
  readonly ChargeCategory?: 'Usage' | 'Purchase' | 'Tax' | 'Credit' | 'Adjustment';
  /** Exact decimal strings. */
  readonly BilledCost?: string;
  readonly EffectiveCost?: string;
  readonly BillingCurrency: string;
  readonly ConsumedQuantity?: string;
  readonly ConsumedUnit?: string;
  /** The provider may still change it. */
  readonly x_Estimated?: boolean;
}
