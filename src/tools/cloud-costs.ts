import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import type { Period } from '../model/period.ts';
import type { ChargeQuestion, ChargeSum } from '../store/charges.ts';
import { dataThrough, type Told } from './charge-quality.ts';
import { type ChargeViews, chargeViews, sourcesOf } from './charge-views.ts';
import type { ToolContext } from './tool.ts';

/** What one cloud has collected that can answer, and what it calls the dimensions. */
export interface CloudViews extends ChargeViews {
  readonly cloud: CloudName;
  readonly nameOf: (dimension: string) => string;
}

/** What one cloud answers. */
export interface CloudSums {
  readonly sums: readonly ChargeSum[];
  readonly unpriced: readonly Gap[];
  /** Tags that are asked for and that none of its charges carries. */
  readonly untold: Told['untold'];
  /** The last day that its charges are known of. */
  readonly through: string | undefined;
}

/** All clouds are asked at once; one that can't answer fails the answer. @throws UserError as `chargeViews` does. */
export const viewsOfClouds = (
  clouds: readonly CloudName[],
  dimensions: readonly string[],
  period: Period,
  context: ToolContext,
): Promise<CloudViews[]> =>
  Promise.all(clouds.map(async (cloud) => ({ cloud, ...(await chargeViews(cloud, dimensions, period, context)) })));

/** What the clouds have together, in their order. */
export function mergeViews(clouds: readonly ChargeViews[]): ChargeViews {
  const remedies = new Set(clouds.flatMap(({ remedy }) => remedy ?? []));
  return {
    views: clouds.flatMap(({ views }) => views),
    missing: clouds.flatMap(({ missing }) => missing),
    gaps: clouds.flatMap(({ gaps }) => gaps),
    remedy: remedies.size === 0 ? undefined : [...remedies].join('; '),
  };
}

/** The charges of one cloud; the question's dimensions are in the words of whoever asks. */
export async function sumsOfCloud(
  { cloud, nameOf, ...views }: CloudViews,
  question: Omit<ChargeQuestion, 'organisation' | 'sources'>,
  context: ToolContext,
): Promise<CloudSums> {
  if (views.views.length === 0) return { sums: [], unpriced: [], untold: [], through: undefined };
  const { groupBy, filters, metric, period } = question;
  // It has none of the values that are asked for.
  if (Object.values(filters).some((values) => values.length === 0))
    return { sums: [], unpriced: [], untold: [], through: await dataThrough(period, views, context) };
  const sums = await context.store.charges.sum({
    ...{ ...question, organisation: context.organisation, sources: sourcesOf(views), groupBy: groupBy.map(nameOf) },
    filters: Object.fromEntries(Object.entries(filters).map(([name, values]) => [nameOf(name), values])),
  });
  const lines = sums.reduce((count, { rowsWithoutAmount }) => count + rowsWithoutAmount, 0);
  return {
    sums,
    unpriced:
      lines > 0
        ? [{ cloud, account: 'all', reason: 'not_collected', detail: `${lines} charges have no ${metric}` }]
        : [],
    untold: groupBy.flatMap((tag, index) =>
      tag.startsWith('tag:') && sums.length > 0 && sums.every(({ group }) => group[index] === undefined)
        ? [{ cloud, tag }]
        : [],
    ),
    through: await dataThrough(period, views, context),
  };
}
