import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import { addDays, dayOf, monthOf, monthPeriod, monthsOf, type Period } from '../model/period.ts';
import { type ChargeViews, sourcesOf } from './charge-views.ts';
import { type DataQuality, qualityOfParts } from './data-quality.ts';
import { staleBefore } from './freshness.ts';
import type { ToolContext } from './tool.ts';

/**
 * The last day that all sources tell of to its end: the open month is still filling, providers tell of a day a day later, and
 * the day on which they were read was not over. Undefined where no day of the month is known whole.
 */
export async function dataThrough(
  asked: Period,
  views: ChargeViews,
  context: ToolContext,
): Promise<string | undefined> {
  const { organisation, store, now } = context;
  const month = [monthOf(addDays(asked.end, -1)), monthOf(dayOf(now()))].sort()[0] ?? '';
  const whole = monthPeriod(month);
  const days = await store.charges.sum({
    ...{ organisation, sources: sourcesOf(views), period: whole, granularity: 'DAILY', groupBy: [], filters: {} },
    metric: 'BilledCost',
  });
  const charged = days
    .flatMap(({ start }) => start ?? [])
    .sort()
    .at(-1);
  const told = views.views.flatMap(({ months }) => {
    const read = months.get(month)?.asOf.slice(0, 10);
    if (read === undefined) return [];
    return read >= whole.end ? [addDays(whole.end, -1)] : charged === undefined ? [] : [charged, addDays(read, -1)];
  });
  const [earliest] = told.sort();
  return earliest === undefined || earliest < whole.start ? undefined : [earliest, addDays(asked.end, -1)].sort()[0];
}

/** What an answer about costs rests on. */
export interface Told {
  readonly views: ChargeViews;
  readonly through: string | undefined;
  readonly estimated: boolean;
  readonly unpriced: readonly Gap[];
  /** A tag that is asked for, and the cloud of which no charge carries it. */
  readonly untold: readonly { readonly cloud: CloudName; readonly tag: string }[];
}

export function qualityOfCharges(
  { views, through, estimated, unpriced, untold }: Told,
  asked: Period,
  context: ToolContext,
): DataQuality {
  const old = staleBefore(context);
  const read = views.views.flatMap(({ months }) => monthsOf(asked).flatMap((month) => months.get(month) ?? []));
  const current = [
    ...(through === undefined ? [] : [`Charges are known through ${through}.`]),
    ...(through === undefined && read.length > 0 ? ['No day of the period is known whole.'] : []),
    ...untold.map(
      ({ cloud, tag }) =>
        `No charge of ${cloud} carries ${tag}: its bill may not report the tag (an inactive cost-allocation tag), whatever resources have.`,
    ),
    ...(estimated ? ['The provider still estimates some of them and may change them.'] : []),
  ].join(' ');
  const remedy = views.remedy === undefined ? '' : ` ${views.remedy}.`;
  return qualityOfParts({
    gaps: [...views.gaps, ...unpriced],
    seen: read.map(({ asOf }) => asOf),
    // A closed month stays as it is, however long ago it was read.
    stale: read.some(({ closed, asOf }) => !closed && asOf < old),
    note: (status, reasons) => {
      if (status === 'empty') return `No total: ${reasons}.${remedy}`;
      if (status === 'partial') return `The total leaves out what is unknown (${reasons}).${remedy} ${current}`.trim();
      if (status === 'stale')
        return `The open month was read more than ${context.settings.staleAfterHours} hours ago: run collect_data for current figures. ${current}`;
      return current || 'All months in the period were read.';
    },
  });
}
