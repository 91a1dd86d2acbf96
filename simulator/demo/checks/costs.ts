import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists } from '../check.ts';
import { decimal, micros } from '../decimals.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import {
  type CostEntry,
  type CostMetric,
  comparedMonths,
  comparedPeriod,
  costLines,
  costMetrics,
  regionCosts,
  serviceCosts,
  tagCosts,
} from '../truth-costs.ts';
import { cloudsOf, truthOfCloud } from '../truth-of-cloud.ts';

interface CostRow {
  readonly start?: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly ServiceName?: string | null;
  readonly SubAccountId?: string | null;
  readonly RegionId?: string | null;
  readonly [column: string]: string | null | undefined;
}

interface Costs extends Answered {
  readonly total: { readonly amount: string; readonly currency: string } | null;
  readonly rows: readonly CostRow[];
  /** The columns of the rows; a tag's is named as the cloud that is asked alone names it. */
  readonly group_by: readonly string[];
  readonly other: object | null;
}

interface Question {
  /** Empty for the sum of all. */
  readonly by: string;
  readonly groups: readonly string[];
  readonly names: (row: CostRow, columns: readonly string[]) => readonly (string | null | undefined)[];
  readonly entries: (truth: Truth, metric: CostMetric) => readonly CostEntry[];
  readonly kept: (names: CostEntry['names']) => CostEntry['names'];
  /** Of each cloud by itself: of all of them there are more rows than one answer has. */
  readonly byCloud?: boolean;
}

const all = (names: CostEntry['names']) => names;
const byTag = (tag: string): Question => ({
  by: `tag ${tag}`,
  groups: [`tag:${tag}`],
  names: (row, columns) => columns.map((column) => row[column]),
  entries: (truth, metric) => tagCosts(truth, metric, tag),
  kept: all,
});

const questions: readonly Question[] = [
  { by: '', groups: [], names: () => [], entries: serviceCosts, kept: () => [] },
  {
    ...{ by: 'account', groups: ['account'], entries: serviceCosts },
    names: ({ SubAccountId }) => [SubAccountId],
    kept: ([account]) => [account ?? null],
  },
  {
    ...{ by: 'service', groups: ['service'], entries: serviceCosts },
    names: ({ ServiceName }) => [ServiceName],
    kept: ([, service]) => [service ?? null],
  },
  {
    ...{ by: 'account and service', groups: ['account', 'service'], entries: serviceCosts, kept: all, byCloud: true },
    names: ({ SubAccountId, ServiceName }) => [SubAccountId, ServiceName],
  },
  {
    ...{ by: 'region', groups: ['region'], entries: regionCosts, kept: all },
    names: ({ RegionId }) => [RegionId],
  },
  byTag('Team'),
  byTag('Environment'),
];

const tool = 'query_costs';

/** Every sum of every month to the last millionth, in both metrics. */
export async function checkCosts(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const metric of Object.keys(costMetrics) as CostMetric[]) {
    for (const question of questions) {
      const parts = question.byCloud ? partsOf(truth) : [{ truth, of: undefined }];
      for (const part of parts) checks.push(...(await checkQuestion(part, client, metric, question)));
    }
  }
  return [...checks, ...(await checkThisMonth(truth, client))];
}

interface Part {
  readonly truth: Truth;
  /** The cloud that is asked; all of them without it. */
  readonly of: string | undefined;
}

/** The truth of each cloud that the company is in. */
const partsOf = (truth: Truth): readonly Part[] =>
  cloudsOf(truth).map((of) => ({ of, truth: truthOfCloud(truth, of) }));

async function checkQuestion(
  { truth, of }: Part,
  client: McpClient,
  metric: CostMetric,
  { by, groups, names, entries, kept }: Question,
): Promise<readonly Check[]> {
  const months = comparedMonths(truth);
  const answer = await client.ask<Costs>(tool, {
    ...{ period: comparedPeriod(truth), granularity: 'MONTHLY', group_by: groups, metric, top_n: 500 },
    ...(of === undefined ? {} : { cloud_provider: of }),
  });
  const expected = costLines(entries(truth, metric), months, kept);
  const actual = answer.rows.map((row) =>
    [row.start?.slice(0, 'YYYY-MM'.length), JSON.stringify(names(row, answer.group_by)), row.amount, row.currency].join(
      ' ',
    ),
  );
  const total = costLines(entries(truth, metric), months, () => []).reduce(
    (sum, line) => sum + micros(line.split(' ')[2] ?? ''),
    0n,
  );
  const told = `${metric}${by === '' ? '' : ` by ${by}`}${of === undefined ? '' : ` in ${of}`}`;
  return [
    checkLists(`${told}, month by month`, expected, actual),
    check(
      `total of ${told}`,
      { total: { amount: decimal(total), currency: 'USD' }, other: null },
      {
        total: answer.total,
        other: answer.other,
      },
    ),
    checkQuality(`${tool} for ${told}`, answer),
  ];
}

/** What is answered when nothing else is asked for. */
async function checkThisMonth(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const answer = await client.ask<Costs>(tool, {});
  const month = comparedMonths(truth).slice(-1);
  const [line = ''] = costLines(serviceCosts(truth, 'EffectiveCost'), month, () => []);
  const [, , amount, currency] = line.split(' ');
  return [check('cost of this month', { amount, currency }, answer.total), checkQuality(tool, answer)];
}
