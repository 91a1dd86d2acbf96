import { readChargeSource } from '../../model/charge-source.ts';
import type { CloudName } from '../../model/cloud.ts';
import type { Month } from '../../model/period.ts';
import type { ChargePeriod } from '../../store/state.ts';

/** The charges of one payer as they were asked for with one grouping: each charge once. */
export interface CollectedView {
  readonly source: string;
  readonly payer: string;
  /** `ServiceName`, `SubAccountId`, `RegionId`, `tag:<key>`. */
  readonly dimensions: readonly string[];
  readonly months: ReadonlyMap<Month, ChargePeriod>;
}

/** What was collected of each view of a cloud, in the order of the sources. */
export function collectedViews(periods: readonly ChargePeriod[], cloud: CloudName): CollectedView[] {
  return [...Map.groupBy(periods, ({ source }) => source)].flatMap(([source, own]): CollectedView[] => {
    const told = readChargeSource(source);
    if (told?.cloud !== cloud) return [];
    const months = new Map(own.map((period) => [period.period, period]));
    return [{ source, payer: told.payer, dimensions: told.view, months }];
  });
}

export interface ViewChoice {
  /** Together they hold each charge once: one view for each payer. */
  readonly views: readonly CollectedView[];
  /** Payers of which months are unknown in the chosen view, or in all that could answer. */
  readonly missing: readonly { readonly payer: string; readonly months: readonly Month[] }[];
}

// Every charge says whose it is, whatever it was grouped by.
const ALWAYS_TOLD = 'ProviderName';

export const canAnswer = (dimensions: readonly string[], needed: readonly string[]): boolean =>
  needed.every((dimension) => dimension === ALWAYS_TOLD || dimensions.includes(dimension));

/** For each payer the view that can tell the dimensions apart and knows the most of the months; among equals the newest. */
export function chooseViews(
  views: readonly CollectedView[],
  needed: readonly string[],
  months: readonly Month[],
): ViewChoice {
  const chosen: CollectedView[] = [];
  const missing: { payer: string; months: readonly Month[] }[] = [];
  for (const [payer, own] of Map.groupBy(views, (view) => view.payer)) {
    const known = (view: CollectedView) => months.filter((month) => view.months.has(month));
    const oldest = (view: CollectedView) =>
      known(view)
        .map((month) => view.months.get(month)?.asOf ?? '')
        .sort()[0] ?? '';
    const [best] = own
      .filter((view) => canAnswer(view.dimensions, needed) && known(view).length > 0)
      .sort(
        (a, b) =>
          known(b).length - known(a).length || compareText(oldest(b), oldest(a)) || compareText(a.source, b.source),
      );
    if (best) chosen.push(best);
    const absent = months.filter((month) => !best?.months.has(month));
    if (absent.length > 0) missing.push({ payer, months: absent });
  }
  return { views: chosen, missing };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
