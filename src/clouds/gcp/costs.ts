import type { Charge } from '../../model/charge.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import { money } from '../../model/money.ts';
import { addDays, isDay } from '../../model/period.ts';
import type { CostQuery, CostSource } from '../cloud.ts';
import type { BillingTable } from './billing-table.ts';
import type { GcpClients } from './clients.ts';
import {
  bytesOf,
  LEAST_PRICE,
  QUERY_PERMISSIONS,
  type Query,
  type QueryParameter,
  type QueryRow,
  runQuery,
} from './query.ts';

/** What the export calls the columns that charges are grouped by. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['ServiceName', 'service.description'],
  ['SubAccountId', 'project.id'],
  ['RegionId', 'location.region'],
]);

/** One thing that charges are grouped by. */
interface Group {
  readonly name: string;
  readonly tag: string | undefined;
  readonly sql: string;
}

// A row is written when it is known, which for corrections is long after its day. One that is written later than this is left
// out, and no gap says so: to look for it, every later partition would be read, and paid, for each view of each month. It
// only matters to months that are first read that late: one that has settled is not asked again.
const LATE_DAYS = 45;

/** Daily charges by the billing export in BigQuery. */
export const gcpCosts = (clients: GcpClients, table: BillingTable): CostSource => ({
  // The least for the first page; each query tells its own price before it is asked, and further pages are free.
  pricePerPage: LEAST_PRICE,
  permissions: QUERY_PERMISSIONS,
  /** @throws UserError for more than two groups, or one that the export does not have. */
  async *charges(query) {
    const groups = groupsOf(query);
    for await (const page of runQuery(clients, costQuery(table, query, groups)))
      yield page.flatMap((row) => chargesOf(row, groups, table));
  },
  async check(period) {
    await bytesOf(clients, costQuery(table, { period, groupBy: [] }, []));
  },
});

/** @throws UserError when the export can't be grouped so. */
export function groupsOf({ groupBy }: Pick<CostQuery, 'groupBy'>): Group[] {
  if (groupBy.length > 2)
    throw new UserError(`Costs are grouped by two things at most, not by ${groupBy.join(', ')}. Ask twice.`);
  return groupBy.map((name, index): Group => {
    const tag = /^tag:(.+)$/.exec(name)?.[1];
    // Never in the text of the query. A label has one value in a row; a row without it has none.
    if (tag !== undefined)
      return {
        name,
        tag,
        sql: `(SELECT ANY_VALUE(label.value) FROM UNNEST(labels) AS label WHERE label.key = @tag${index})`,
      };
    const sql = COLUMNS.get(name);
    if (sql !== undefined) return { name, tag, sql };
    throw new UserError(
      `Google Cloud's costs can't be grouped by ${name}: use ServiceName, SubAccountId, RegionId or tag:<key>.`,
    );
  });
}

/** One row for each day, group, currency and type of cost. */
export function costQuery({ project, name }: BillingTable, { period }: CostQuery, groups: readonly Group[]): Query {
  const tags = groups.flatMap(({ tag }, index): QueryParameter[] =>
    tag === undefined ? [] : [{ name: `tag${index}`, type: 'STRING', value: tag }],
  );
  const columns = groups.map(({ sql }, index) => `  ${sql} AS group${index},`);
  const sql = [
    'SELECT',
    '  CAST(DATE(usage_start_time) AS STRING) AS day,',
    ...columns,
    '  currency,',
    '  cost_type,',
    // The export has binary fractions. Google makes its invoices of nine decimals, and so its totals are ours.
    '  CAST(SUM(CAST(cost AS NUMERIC)) AS STRING) AS cost,',
    // In a subquery: joined, a charge with two credits would count twice, and one with none not at all.
    '  CAST(SUM(IFNULL((SELECT SUM(CAST(credit.amount AS NUMERIC)) FROM UNNEST(credits) AS credit), 0)) AS STRING) AS credits',
    `FROM ${name}`,
    // The partition is the day of the export, and is what keeps the query from reading all of the table.
    'WHERE _PARTITIONTIME >= TIMESTAMP(@period_start)',
    '  AND _PARTITIONTIME < TIMESTAMP(@exported_before)',
    '  AND usage_start_time >= TIMESTAMP(@period_start)',
    '  AND usage_start_time < TIMESTAMP(@period_end)',
    `GROUP BY ${['day', ...groups.map((_, index) => `group${index}`), 'currency', 'cost_type'].join(', ')}`,
  ].join('\n');
  const dates = { period_start: period.start, period_end: period.end, exported_before: addDays(period.end, LATE_DAYS) };
  return {
    project,
    sql,
    parameters: [
      ...Object.entries(dates).map(([key, value]): QueryParameter => ({ name: key, type: 'DATE', value })),
      ...tags,
    ],
  };
}

// What the export calls them (https://cloud.google.com/billing/docs/how-to/export-data-bigquery-tables/standard-usage).
const CATEGORIES: ReadonlyMap<string, NonNullable<Charge['ChargeCategory']>> = new Map([
  ['regular', 'Usage'],
  ['tax', 'Tax'],
  ['adjustment', 'Adjustment'],
  ['rounding_error', 'Adjustment'],
]);

/** What a row was charged, and apart from it what was credited, which is negative. @throws CloudError when it does not fit. */
export function chargesOf(row: QueryRow, groups: readonly Group[], { payer }: Pick<BillingTable, 'payer'>): Charge[] {
  const { day, currency, cost, credits, cost_type: type } = row;
  if (!day || !isDay(day)) throw unexpected('NoDay');
  if (!currency) throw unexpected('NoCurrency');
  if (!cost || !credits) throw unexpected('NoCost');
  const common = {
    ChargePeriodStart: day,
    ChargePeriodEnd: addDays(day, 1),
    ProviderName: 'Google Cloud',
    BillingAccountId: payer,
    ...named(row, groups),
  };
  const amounts = (text: string) => {
    const { amount } = money(text, currency);
    // Commitments are paid as they run, by the hour, so that what is billed is what is used up.
    return { BilledCost: amount, EffectiveCost: amount, BillingCurrency: currency };
  };
  const category = CATEGORIES.get(type ?? '');
  const credit = amounts(credits);
  return [
    { ...common, ...(category ? { ChargeCategory: category } : {}), ...amounts(cost) },
    ...(credit.BilledCost === '0' ? [] : [{ ...common, ChargeCategory: 'Credit' as const, ...credit }]),
  ];
}

function named(row: QueryRow, groups: readonly Group[]): Partial<Charge> {
  const names: Record<string, string> = {};
  const tags: Record<string, string> = {};
  groups.forEach(({ name, tag }, index) => {
    const value = row[`group${index}`];
    // What has no such label, no project (a subscription, tax) or no region.
    if (!value) return;
    if (tag === undefined) names[name] = value;
    else tags[tag] = value;
  });
  return groups.some(({ tag }) => tag !== undefined) ? { ...names, Tags: tags } : names;
}

const unexpected = (code: string): CloudError =>
  new CloudError({ reason: 'failed', code, action: QUERY_PERMISSIONS[0], retryable: false });
