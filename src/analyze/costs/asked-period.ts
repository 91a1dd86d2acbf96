import { UserError } from '../../model/errors.ts';
import { addDays, dayOf, dayStart, monthOf, type Period } from '../../model/period.ts';

interface AskedPeriod {
  readonly Start?: string | undefined;
  readonly End?: string | undefined;
}

function day(text: string, field: string): string {
  try {
    dayStart(text);
    return text;
  } catch {
    throw new UserError(`period.${field}: «${text.slice(0, 40)}» is no day of the calendar. Write YYYY-MM-DD.`);
  }
}

/**
 * The period that is meant: the month so far where none is, up to now where no end is. @throws UserError when it is no period,
 * or has not begun.
 */
export function askedPeriod({ Start, End }: AskedPeriod, now: Date): Period {
  const today = dayOf(now);
  const tomorrow = addDays(today, 1);
  if (Start === undefined && End !== undefined)
    throw new UserError('period.Start is missing: write the first day, YYYY-MM-DD.');
  const start = Start === undefined ? `${monthOf(today)}-01` : day(Start, 'Start');
  const end = End === undefined ? tomorrow : day(End, 'End');
  if (start > today) throw new UserError(`The period begins on ${start}, which is after today (${today}).`);
  if (start >= end)
    throw new UserError(
      `period.End (${end}) is exclusive and must come after period.Start (${start}): for that one day write ${addDays(start, 1)}.`,
    );
  return { start, end };
}

/** How many days a period has. */
export const daysIn = ({ start, end }: Period): number =>
  Math.round((dayStart(end).getTime() - dayStart(start).getTime()) / 86_400_000);
