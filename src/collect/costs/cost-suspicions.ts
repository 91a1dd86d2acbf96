import type { CloudName } from '../../model/cloud.ts';
import { compare, type Money, subtract, times } from '../../model/money.ts';
import { addDays, type Day, dayOf, type Month, monthPeriod, type Period } from '../../model/period.ts';
import type { Suspicion } from '../../model/run.ts';
import type { ChargeSum } from '../../store/charges.ts';

// In the bill's own currency: what is less is nothing to look into.
const LEAST_DIFFERENCE = '10';
// Usage is still told of for two days and more.
const TOLD_AFTER_DAYS = 3;
const DAYS_BEFORE = 7;
const LEAST_DAYS = 5;

interface Place {
  readonly cloud: CloudName;
  /** Who pays. */
  readonly account: string;
}

/** The days of a month that were whole when they were read; undefined where there were none. */
export function wholeDays(month: Month, asOf: string): Period | undefined {
  const { start, end } = monthPeriod(month);
  const told = addDays(dayOf(new Date(asOf)), -TOLD_AFTER_DAYS);
  const until = told < end ? told : end;
  return start < until ? { start, end: until } : undefined;
}

/** By how much at least one is twice the other. */
function isJump(less: Money, more: Money): boolean {
  const far = { amount: LEAST_DIFFERENCE, currency: more.currency };
  return compare(more, times(less, 2)) >= 0 && compare(subtract(more, less), far) >= 0;
}

const amounts = (sums: readonly ChargeSum[]): Map<string, Money> =>
  new Map(sums.flatMap(({ amount, currency }) => (amount === undefined ? [] : [[currency, { amount, currency }]])));

/** The same whole days of a month, told twice: a bill is corrected by little, and not to the double or the half. */
export function restatedCosts(
  place: Place,
  month: Month,
  before: readonly ChargeSum[],
  after: readonly ChargeSum[],
): Suspicion[] {
  const now = amounts(after);
  return [...amounts(before)].flatMap(([currency, was]): Suspicion[] => {
    const is = now.get(currency) ?? { amount: '0', currency };
    if (!isJump(was, is) && !isJump(is, was)) return [];
    const detail = `the same days of ${month} were ${was.amount} ${currency} before, and are ${is.amount} ${currency} now`;
    return [{ kind: 'cost_jump', ...place, detail }];
  });
}

/** The days that a jump is looked for in: the last whole one and a week before it. */
export const daysToCompare = (now: Date): Period => ({ start: addDays(dayOf(now), -DAYS_BEFORE - 1), end: dayOf(now) });

/** The last whole day against the middle one of the week before. */
export function dearDay(place: Place, daily: readonly ChargeSum[], now: Date): Suspicion[] {
  const last: Day = addDays(dayOf(now), -1);
  // What is billed once a month stands on its first day.
  if (last.endsWith('-01')) return [];
  return [...Map.groupBy(daily, ({ currency }) => currency)].flatMap(([currency, sums]): Suspicion[] => {
    const known = sums.flatMap(({ start, amount }) => (amount === undefined ? [] : [{ start, amount, currency }]));
    const yesterday = known.find(({ start }) => start === last);
    const week = known.filter(({ start }) => start !== last).sort(compare);
    const median = week[Math.floor(week.length / 2)];
    if (!yesterday || !median || week.length < LEAST_DAYS || !isJump(median, yesterday)) return [];
    const detail = `${last} cost ${yesterday.amount} ${currency}, where ${median.amount} is usual of a day`;
    return [{ kind: 'cost_jump', ...place, detail }];
  });
}
