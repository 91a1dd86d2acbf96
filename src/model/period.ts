/** A calendar day in UTC, YYYY-MM-DD. */
export type Day = string;
/** A calendar month in UTC, YYYY-MM. */
export type Month = string;

/** Half-open: the end is the first day that is not part of it. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10);
export const monthOf = (day: Day): Month => day.slice(0, 7);

/** @throws RangeError when the text is no day of the calendar. */
export function dayStart(day: Day): Date {
  const instant = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(instant.getTime()) || dayOf(instant) !== day)
    throw new RangeError(`not a day: ${day.slice(0, 20)}`);
  return instant;
}

export function isDay(text: string): boolean {
  try {
    dayStart(text);
    return true;
  } catch {
    return false;
  }
}

export function addDays(day: Day, count: number): Day {
  const instant = dayStart(day);
  instant.setUTCDate(instant.getUTCDate() + count);
  return dayOf(instant);
}

export function addMonths(month: Month, count: number): Month {
  const instant = dayStart(`${month}-01`);
  instant.setUTCMonth(instant.getUTCMonth() + count);
  return monthOf(dayOf(instant));
}

export const monthPeriod = (month: Month): Period => ({ start: `${month}-01`, end: `${addMonths(month, 1)}-01` });

/** The months that a period touches, in order. */
export function monthsOf({ start, end }: Period): Month[] {
  const months: Month[] = [];
  if (start >= end) return months;
  for (let month = monthOf(start); `${month}-01` < end; month = addMonths(month, 1)) months.push(month);
  return months;
}
