import { AzureError } from '../../service.ts';

/** The question, as far as it is understood. */
export interface CostQuestion {
  readonly type: string;
  readonly timeframe: string;
  readonly timePeriod?: { readonly from: string; readonly to: string };
  readonly dataset: {
    readonly granularity?: string;
    readonly aggregation?: Readonly<Record<string, { readonly name: string; readonly function: string }>>;
    readonly grouping?: readonly { readonly type: string; readonly name: string }[];
    readonly filter?: CostFilter;
    readonly sorting?: readonly { readonly direction?: string; readonly name: string }[];
  };
}

export interface CostFilter {
  readonly and?: readonly CostFilter[];
  readonly or?: readonly CostFilter[];
  readonly not?: CostFilter;
  readonly dimensions?: ValueFilter;
  readonly tags?: ValueFilter;
}

export interface ValueFilter {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Days from the first to the last, both included, as YYYY-MM-DD. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export const badRequest = (message: string): AzureError => new AzureError(400, 'BadRequest', message);

const types = ['Usage', 'ActualCost', 'AmortizedCost'];

/** Refuses what Cost Management refuses. */
export function checkQuestion(question: Partial<CostQuestion>): asserts question is CostQuestion {
  const { type, dataset } = question;
  if (!types.includes(type ?? '')) throw badRequest(`Invalid query type '${type}'. Valid values: ${types.join(',')}.`);
  if (!dataset) throw badRequest('Invalid query definition: Dataset is required.');
  if (Object.keys(dataset.aggregation ?? {}).length > 2) {
    throw badRequest('Invalid query definition: at most 2 aggregation clauses are supported.');
  }
  if ((dataset.grouping ?? []).length > 2) {
    throw badRequest('Invalid query definition: at most 2 grouping clauses are supported.');
  }
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const monthStart = (now: Date, months: number): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
const dayMilliseconds = 86_400_000;

/** The days of a question. An end is the last day and not the one after it. */
export function daysOf({ timeframe, timePeriod }: CostQuestion, now: Date): Days {
  switch (timeframe) {
    case 'MonthToDate':
    case 'BillingMonthToDate':
      return { first: dayOf(monthStart(now, 0)), last: dayOf(now) };
    case 'TheLastMonth':
    case 'TheLastBillingMonth':
      return {
        first: dayOf(monthStart(now, -1)),
        last: dayOf(new Date(monthStart(now, 0).getTime() - dayMilliseconds)),
      };
    case 'WeekToDate': {
      const sunday = new Date(now.getTime() - now.getUTCDay() * dayMilliseconds);
      return { first: dayOf(sunday), last: dayOf(now) };
    }
    case 'Custom':
      return customDays(timePeriod);
    default:
      throw badRequest(`Invalid timeframe '${timeframe}'.`);
  }
}

function customDays(period: CostQuestion['timePeriod']): Days {
  const [from, to] = [new Date(period?.from ?? ''), new Date(period?.to ?? '')];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) {
    throw badRequest('Invalid query definition: TimePeriod is required for the Custom timeframe.');
  }
  const days = { first: dayOf(from), last: dayOf(to) };
  if (days.first > days.last) throw badRequest('Invalid time period: from must not be after to.');
  if (to.getTime() - from.getTime() > 366 * dayMilliseconds) {
    throw badRequest('Invalid time period: the maximum of one year was exceeded.');
  }
  return days;
}

/** How many calendar months are touched: that is what a question costs in processing units. */
export function monthsIn({ first, last }: Days): number {
  const month = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(last) - month(first) + 1;
}
