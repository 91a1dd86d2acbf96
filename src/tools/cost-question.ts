import { askedPeriod, daysIn } from '../analyze/costs/asked-period.ts';
import { dimensionOf } from '../analyze/costs/dimensions.ts';
import type { CostMetric } from '../model/charge.ts';
import { UserError } from '../model/errors.ts';
import { monthsOf, type Period } from '../model/period.ts';
import type { ChargeQuestion } from '../store/charges.ts';
import type { ScopeInput } from './scope.ts';
import type { ToolContext } from './tool.ts';

// The year in which the first of the clouds began to sell.
const FIRST_DAY = '2006-01-01';
// Commitments are paid for at most so long ahead.
const MOST_YEARS_AHEAD = 5;

/** An answer about costs has at most so many rows. */
export const MOST_ROWS = 500;

interface AskedPeriod {
  readonly Start: string;
  readonly End?: string | undefined;
}

/** What may be asked about costs, in the caller's words. */
export interface AskedCosts extends Pick<ScopeInput, 'accounts' | 'regions' | 'filters'> {
  readonly period?: AskedPeriod | undefined;
  readonly time_period?: AskedPeriod | undefined;
  readonly metric?: CostMetric | undefined;
}

/** What is asked, in the store's words. */
export interface CostQuestion {
  readonly period: Period;
  readonly groupBy: readonly string[];
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly metric: ChargeQuestion['metric'];
}

// A slip in a year asks for thousands of months, and the calendar that we reckon with ends in 9999.
function refuseFarOff(field: keyof AskedPeriod, day: string | undefined, now: Date): void {
  const last = `${now.getUTCFullYear() + MOST_YEARS_AHEAD}-12-31`;
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) || (day >= FIRST_DAY && day <= last)) return;
  throw new UserError(`period.${field}: ${day} lies outside ${FIRST_DAY} to ${last}, the days that charges can be of.`);
}

export function periodOf(asked: AskedCosts, now: Date): Period {
  const { period: own, time_period: alias } = asked;
  if (own && alias && (own.Start !== alias.Start || own.End !== alias.End))
    throw new UserError('period and time_period are two names of one thing and differ: give one of them.');
  const wanted: Partial<AskedPeriod> = own ?? alias ?? {};
  refuseFarOff('Start', wanted.Start, now);
  refuseFarOff('End', wanted.End, now);
  return askedPeriod(wanted, now);
}

/** @throws UserError for a metric that is not collected. */
export function metricOf(asked: AskedCosts, { settings }: ToolContext): ChargeQuestion['metric'] {
  const metric = asked.metric ?? settings.costMetric;
  if (metric === 'BilledCost' || metric === 'EffectiveCost') return metric;
  throw new UserError(`${metric} is not collected: ask for BilledCost or EffectiveCost.`);
}

const FILTER_ALIASES: ReadonlyMap<string, string> = new Map([
  ['subscription_id', 'SubAccountId'],
  ['project_id', 'SubAccountId'],
]);

/** What must be so at once; a dimension that is named twice keeps what both allow. */
export function filtersOf({ accounts, regions, filters = {} }: AskedCosts): Record<string, readonly string[]> {
  const merged: Record<string, readonly string[]> = {};
  const narrow = (dimension: string, values: readonly string[]) => {
    if (values.includes('all')) return;
    const before = merged[dimension];
    merged[dimension] = before ? before.filter((value) => values.includes(value)) : values;
  };
  if (accounts) narrow('SubAccountId', accounts);
  if (regions) narrow('RegionId', regions);
  for (const [key, value] of Object.entries(filters))
    narrow(FILTER_ALIASES.get(key) ?? dimensionOf(key), typeof value === 'string' ? [value] : value);
  return merged;
}

export function bucketsOf(asked: Period, granularity: ChargeQuestion['granularity']): number {
  const buckets = granularity === 'DAILY' ? daysIn(asked) : granularity === 'MONTHLY' ? monthsOf(asked).length : 1;
  if (buckets > MOST_ROWS)
    throw new UserError(
      `${granularity} over this period makes ${buckets} rows; at most ${MOST_ROWS} are answered. Ask for MONTHLY, or a shorter period.`,
    );
  return buckets;
}
