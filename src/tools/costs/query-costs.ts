import * as z from 'zod';
import { csvOf } from '../../analyze/costs/csv.ts';
import { dimensionOf } from '../../analyze/costs/dimensions.ts';
import { mergeSums } from '../../analyze/costs/merge-sums.ts';
import { type CurrencySums, topGroups } from '../../analyze/costs/top-groups.ts';
import { COST_METRICS } from '../../model/charge.ts';
import type { Period } from '../../model/period.ts';
import { namesOf } from '../account-names.ts';
import { qualityOfCharges, type Told } from '../charge-quality.ts';
import type { ChargeViews } from '../charge-views.ts';
import { mergeViews, sumsOfCloud, viewsOfClouds } from '../cloud-costs.ts';
import { filtersByCloud } from '../cost-filters.ts';
import { bucketsOf, type CostQuestion, filtersOf, MOST_ROWS, metricOf, periodOf } from '../cost-question.ts';
import { dataQuality } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { moneyOutput, moneyText } from '../money-output.ts';
import { cloudsOf, scopeInput } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const GRANULARITIES = ['DAILY', 'MONTHLY', 'NONE'] as const;

const word = z.string().max(512);
const period = z.strictObject({ Start: z.string(), End: z.string().optional() });
const input = z.strictObject({
  period: period.optional().describe('YYYY-MM-DD, End exclusive; default this month to date'),
  // An alias is described once: it is any object on the wire, and the same period here.
  time_period: z.looseObject({}).pipe(period).optional(),
  granularity: z.enum(GRANULARITIES).default('NONE'),
  group_by: z
    .array(word)
    .max(2, 'at most two, because costs are collected by no more')
    .default([])
    .describe('service, account, region, tag:<key>'),
  metric: z.enum(COST_METRICS).optional(),
  cloud_provider: scopeInput.cloud_provider,
  accounts: scopeInput.accounts,
  regions: scopeInput.regions,
  filters: scopeInput.filters.describe('Same names as group_by'),
  top_n: z.int().min(1).max(MOST_ROWS).default(25),
  csv: z.boolean().default(false),
});
interface Row extends Record<string, unknown> {
  readonly amount: string | null;
  readonly currency: string;
  readonly percent: number | null;
}

interface Rows {
  readonly rows: Row[];
  readonly csv: string;
}

function describeSums(
  sums: readonly CurrencySums[],
  question: Pick<CostQuestion, 'groupBy' | 'metric'>,
  names: ReadonlyMap<string, string>,
): Rows {
  const { groupBy, metric } = question;
  const account = groupBy.indexOf('SubAccountId');
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : names.get(id));
  const rows = sums.flatMap(({ rows: own }) =>
    own.map(({ start, group, amount, currency, percent, estimated }) => {
      const name = nameOf(group[account]);
      return {
        ...(start === undefined ? {} : { start }),
        ...Object.fromEntries(groupBy.map((dimension, index) => [dimension, group[index] ?? null])),
        ...(name === undefined ? {} : { account_name: name }),
        ...{ amount: amount ?? null, currency, percent: percent ?? null },
        ...(estimated ? { estimated } : {}),
      };
    }),
  );
  const header = ['start', ...groupBy, metric, 'currency', 'estimated'];
  const cells = sums.flatMap(({ currency, rows: own, other }) => [
    ...own.map(({ start = '', group, amount = '', estimated }) => [
      ...[start, ...groupBy.map((_, index) => group[index] ?? '')],
      ...[amount, currency, estimated ? 'true' : 'false'],
    ]),
    ...(other?.byStart ?? []).map(({ start, money }) => [
      start,
      ...groupBy.map(() => 'other'),
      money?.amount ?? '',
      currency,
      '',
    ]),
  ]);
  return { rows, csv: csvOf([header, ...cells]) };
}

const otherOf = ({ currency, other }: CurrencySums) =>
  other && {
    ...{ amount: other.money?.amount ?? null, currency, groups: other.groups },
    ...(other.byStart.some(({ start }) => start !== '')
      ? { by_start: other.byStart.map(({ start, money }) => ({ start, amount: money?.amount ?? null })) }
      : {}),
  };

const totalOf = (sums: CurrencySums) => ({
  ...{ amount: sums.total?.amount ?? null, currency: sums.currency },
  other: otherOf(sums) ?? null,
});

const NOTHING_TOLD = { through: undefined, estimated: false, unpriced: [], untold: [] } as const;

/** No charge was found of accounts that nobody has seen: unknown, which is not zero. */
function unseenOnly(views: ChargeViews, accounts: readonly string[] = []): ChargeViews | undefined {
  const gaps = views.gaps.filter(({ account }) => accounts.includes(account));
  return gaps.length === 0 ? undefined : { ...views, views: [], gaps };
}

const unknownCosts = <T>(answer: T, told: Told, wanted: Period, context: ToolContext) => ({
  ...answer,
  ...{ total: null, rows: [], other: null, data_through: null, estimated: false },
  data_quality: qualityOfCharges(told, wanted, context),
});

export const queryCosts = defineTool({
  name: 'query_costs',
  title: 'Costs',
  toolset: 'costs',
  core: true,
  description: 'Collected costs by service, account, region or tag. Exactly, total = rows + other.',
  input,
  output: z.object({
    period: z.object({ Start: z.string(), End: z.string() }),
    metric: z.string(),
    granularity: z.string(),
    group_by: z.array(z.string()),
    total: moneyOutput.nullable(),
    rows: z.array(
      z.looseObject({ amount: z.string().nullable(), currency: z.string(), percent: z.number().nullable() }),
    ),
    other: z.looseObject({ amount: z.string().nullable(), currency: z.string(), groups: z.int() }).nullable(),
    totals: z.array(z.looseObject({})).optional(),
    data_through: z.string().nullable(),
    estimated: z.boolean(),
    csv: z.string().optional(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(asked, context) {
    const { organisation, store, settings } = context;
    const wanted = periodOf(asked, context.now());
    const metric = metricOf(asked, context);
    const buckets = bucketsOf(wanted, asked.granularity);
    const groups = [...new Set(asked.group_by.map(dimensionOf))];
    const narrowed = filtersOf(asked);
    const dimensions = [...groups, ...Object.keys(narrowed)];
    const clouds = await viewsOfClouds(cloudsOf(asked.cloud_provider, context), dimensions, wanted, context);
    const views = mergeViews(clouds);
    // The first cloud's word for a tag stands for all of them in the answer.
    const nameOf = (dimension: string): string => clouds[0]?.nameOf(dimension) ?? dimension;
    const groupBy = groups.map(nameOf);
    const answer = {
      period: { Start: wanted.start, End: wanted.end },
      ...{ metric, granularity: asked.granularity, group_by: [...groupBy] },
    };
    if (views.views.length === 0) return unknownCosts(answer, { views, ...NOTHING_TOLD }, wanted, context);
    const filters = await filtersByCloud(clouds, { period: wanted, metric, filters: narrowed }, context);
    const question = { period: wanted, granularity: asked.granularity, metric, groupBy: groups };
    const parts = await Promise.all(
      clouds.map((cloud, index) => sumsOfCloud(cloud, { ...question, filters: filters[index] ?? {} }, context)),
    );
    const sums = mergeSums(parts.map((part) => part.sums));
    const byCurrency = topGroups(sums, Math.max(1, Math.min(asked.top_n, Math.floor(MOST_ROWS / buckets))));
    const records = await store.state.accounts.list(organisation);
    const { rows, csv } = describeSums(byCurrency, { groupBy, metric }, namesOf(records));
    const [first, ...more] = byCurrency;
    const estimated = sums.some((row) => row.estimated);
    const [through] = parts.flatMap((part) => part.through ?? []).sort();
    const unpriced = parts.flatMap((part) => part.unpriced);
    const untold = parts.flatMap((part) => part.untold);
    const unseen =
      sums.length === 0
        ? unseenOnly(
            views,
            filters.flatMap((own) => own.SubAccountId ?? []),
          )
        : undefined;
    if (unseen) return unknownCosts(answer, { views: unseen, ...NOTHING_TOLD }, wanted, context);
    return {
      ...answer,
      // Collected and charged nothing is zero; two currencies have no total.
      total: more.length > 0 ? null : first ? (first.total ?? null) : { amount: '0', currency: settings.currency },
      rows,
      other: more.length > 0 || !first ? null : (otherOf(first) ?? null),
      ...(more.length > 0 ? { totals: byCurrency.map(totalOf) } : {}),
      data_through: through ?? null,
      estimated,
      ...(asked.csv ? { csv } : {}),
      data_quality: qualityOfCharges({ views, through, estimated, unpriced, untold }, wanted, context),
    };
  },
  text: ({ period: { Start, End }, metric, group_by, total, totals, rows, other, csv, data_quality }) => {
    const sum = total
      ? moneyText(total)
      : totals
        ? `${totals.map(({ amount, currency }) => `${amount ?? 'unknown'} ${currency}`).join(' and ')}, not to be added`
        : 'unknown';
    const head = `${metric} from ${Start} to ${End} (end exclusive): ${sum}.`;
    const lines = rows.map(({ start, amount, currency, percent, account_name, estimated, ...row }) => {
      const group = group_by.map((name) => groupWords(name, row[name]));
      const name = typeof account_name === 'string' ? [fenced(account_name, 40)] : [];
      const share = percent === null ? '' : ` (${percent} %)`;
      const mark = estimated ? ' estimated' : '';
      return `${[...(start === undefined ? [] : [start]), ...group, ...name].join(' ')}: ${amount ?? 'unknown'} ${currency}${share}${mark}`;
    });
    const rest = other ? [`other (${other.groups} groups): ${other.amount ?? 'unknown'} ${other.currency}`] : [];
    const told = csv === undefined ? lines : csv.split('\r\n').filter((line) => line !== '');
    const shown = group_by.length === 0 && rows.length < 2 && csv === undefined ? [] : told;
    return shortText(
      head,
      shown,
      [...rest, data_quality.note].join('\n'),
      (count) => `… ${shown.length - count} more rows in the structured content.`,
    );
  },
});

function groupWords(dimension: string, value: unknown): string {
  if (typeof value === 'string') return fenced(value, 60);
  return dimension.startsWith('tag:') ? `(no ${fenced(dimension, 40)})` : `(no ${dimension})`;
}
