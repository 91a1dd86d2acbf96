import type { Period } from '../model/period.ts';
import type { ChargeQuestion } from '../store/charges.ts';
import { type ChargeViews, sourcesOf } from './charge-views.ts';
import type { CloudViews } from './cloud-costs.ts';
import { unknown } from './scope.ts';
import type { ToolContext } from './tool.ts';

export type CostFilters = Readonly<Record<string, readonly string[]>>;

/** What is asked, its dimensions in the caller's words. */
interface Asked {
  readonly period: Period;
  readonly metric: ChargeQuestion['metric'];
  readonly filters: CostFilters;
}

/** Everything that was ever collected of the views. */
function collectedPeriod({ views }: ChargeViews, asked: Period): Period {
  const months = views.flatMap((view) => [...view.months.keys()]).sort();
  const [first] = months;
  return first && `${first}-01` < asked.start ? { start: `${first}-01`, end: asked.end } : asked;
}

/** What one cloud has of a dimension, by its small letters: charges as they were collected, and accounts by their names. */
async function valuesIn(
  cloud: CloudViews,
  dimension: string,
  { period, metric }: Asked,
  { organisation, store }: ToolContext,
): Promise<Map<string, string>> {
  const sums =
    cloud.views.length === 0
      ? []
      : await store.charges.sum({
          ...{ organisation, sources: sourcesOf(cloud), granularity: 'NONE', filters: {}, metric },
          groupBy: [cloud.nameOf(dimension)],
          period: collectedPeriod(cloud, period),
        });
  const known = new Map(
    sums.flatMap(({ group: [value] }) => (value === undefined ? [] : [[value.toLowerCase(), value] as const])),
  );
  if (dimension !== 'SubAccountId') return known;
  const records = (await store.state.accounts.list(organisation)).filter((record) => record.cloud === cloud.cloud);
  for (const { id, name } of records) {
    known.set(id.toLowerCase(), id);
    if (name !== undefined && !known.has(name.toLowerCase())) known.set(name.toLowerCase(), id);
  }
  return known;
}

/**
 * The filters of each cloud, in its own spelling; a cloud that has none of the values of a filter gets an empty list of them.
 * @throws UserError with the nearest for a value that no cloud has.
 */
export async function filtersByCloud(
  clouds: readonly CloudViews[],
  asked: Asked,
  context: ToolContext,
): Promise<CostFilters[]> {
  const byCloud: Record<string, readonly string[]>[] = clouds.map(() => ({}));
  for (const [dimension, values] of Object.entries(asked.filters)) {
    const known = await Promise.all(clouds.map((cloud) => valuesIn(cloud, dimension, asked, context)));
    for (const value of values)
      if (known.every((one) => !one.has(value.toLowerCase())))
        throw unknown(dimension, value, [...new Set(known.flatMap((one) => [...one.values()]))]);
    for (const [index, one] of known.entries())
      Object.assign(byCloud[index] ?? {}, {
        [dimension]: values.flatMap((value) => one.get(value.toLowerCase()) ?? []),
      });
  }
  return byCloud;
}
