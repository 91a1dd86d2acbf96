import { COST_METRICS } from '../../model/charge.ts';
import { UserError } from '../../model/errors.ts';
import type { ChargeQuestion, ChargeSum } from '../charges.ts';
import type { ChargePeriod } from '../state.ts';
import { liveCharges } from './charges-live.ts';
import { literal } from './duckdb.ts';
import type { Parameter } from './duckdb-values.ts';
import type { LakeFiles } from './files.ts';
import type { LakeHome } from './lake-home.ts';

const GROUPS = ['ProviderName', 'BillingAccountId', 'SubAccountId', 'ServiceName', 'RegionId', 'ResourceId'];
const TAG = 'tag:';

const BUCKETS = {
  DAILY: 'ChargePeriodStart',
  MONTHLY: "CAST(date_trunc('month', ChargePeriodStart) AS DATE)",
  NONE: 'CAST(NULL AS DATE)',
} as const;

interface SumRow {
  readonly start: string | null;
  readonly groups: readonly (string | null)[];
  readonly amount: string | null;
  readonly rows: number;
  readonly without: number;
  readonly currency: string;
  readonly estimated: boolean;
}

/** @throws UserError for a name that charges can't be grouped by. */
function columnOf(name: string): string {
  if (name.startsWith(TAG) && name.length > TAG.length)
    return `map_extract_value(Tags, ${literal(name.slice(TAG.length))})`;
  if (GROUPS.includes(name)) return name;
  throw new UserError(`Charges have no "${name.slice(0, 50)}": use one of ${GROUPS.join(', ')} or tag:<key>.`);
}

/** Exact sums over the periods of the question's sources, in the order of their start and group. */
export async function sumCharges(
  home: LakeHome,
  files: LakeFiles,
  { sources, period, granularity, groupBy, filters, metric }: ChargeQuestion,
  periods: readonly ChargePeriod[],
): Promise<ChargeSum[]> {
  const groups = groupBy.map(columnOf);
  const parameters: Record<string, Parameter> = { start: period.start, end: period.end };
  const conditions = ['ChargePeriodStart >= CAST($start AS DATE)', 'ChargePeriodStart < CAST($end AS DATE)'];
  for (const [index, [name, values]] of Object.entries(filters).entries()) {
    parameters[`filter${index}`] = values;
    conditions.push(`list_contains($filter${index}, ${columnOf(name)})`);
  }
  if (!COST_METRICS.includes(metric)) throw new UserError(`There is no cost metric "${metric}".`);
  // Every period of a source: a bill has refunds and corrections of days outside its own month.
  const asked = periods.filter(({ source }) => sources.includes(source));
  if (asked.length === 0) return [];
  const rows = await home.reader().all<SumRow>(
    `SELECT ${BUCKETS[granularity]} AS start, CAST([${groups.join(', ')}] AS VARCHAR[]) AS groups, sum(${metric}) AS amount,
       count(*) AS rows, count(*) - count(${metric}) AS without, BillingCurrency AS currency,
       bool_or(coalesce(x_Estimated, false)) AS estimated
     FROM ${liveCharges(files, asked)}
     WHERE ${conditions.join(' AND ')}
     GROUP BY ALL ORDER BY start, groups, currency`,
    parameters,
  );
  return rows.map(({ start, groups, amount, rows, without, currency, estimated }) => ({
    ...(start === null ? {} : { start }),
    group: groups.map((value) => value ?? undefined),
    amount: amount ?? undefined,
    rows,
    rowsWithoutAmount: without,
    currency,
    estimated,
  }));
}
