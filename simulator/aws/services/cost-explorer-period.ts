import { AwsError } from '../service.ts';

export interface DateInterval {
  readonly Start: string;
  /** Not included. */
  readonly End: string;
}

export type Granularity = 'DAILY' | 'MONTHLY' | 'HOURLY';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const dayMilliseconds = 86_400_000;

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The first day of a month, counted from the month that holds `moment`. */
export const monthStart = (moment: Date, months: number): string =>
  dayOf(new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + months, 1)));

/** Refuses what Cost Explorer refuses, in its words. */
export function checkPeriod(period: DateInterval, granularity: Granularity, now: Date): void {
  const { Start, End } = period;
  if (granularity === 'HOURLY') {
    throw new AwsError(
      'AccessDeniedException',
      "Hourly data granularity is an opt-in only feature. You can enable this feature from the PAYER account's Cost Explorer Settings page.",
    );
  }
  if (!dayPattern.test(Start) || !dayPattern.test(End)) {
    throw invalid('Time period should be in format yyyy-MM-dd or yyyy-MM-ddTHH:mm:ssZ');
  }
  if (Start >= End) throw invalid('Start date (and hour) should be before end date (and hour)');
  // Thirteen full months and the open one, unless a payer asks for more and waits two days.
  if (Start < monthStart(now, -13)) throw invalid("You haven't enabled historical data beyond 14 months");
  if (End > monthStart(now, 1)) throw invalid('end date past the beginning of next month');
}

/** The days or calendar months of a period; the first and last month are cut to it. */
export function split(period: DateInterval, granularity: Granularity): readonly DateInterval[] {
  const parts: DateInterval[] = [];
  for (let start = period.Start; start < period.End; ) {
    const moment = new Date(start);
    const next = granularity === 'MONTHLY' ? monthStart(moment, 1) : dayOf(new Date(+moment + dayMilliseconds));
    const end = next < period.End ? next : period.End;
    parts.push({ Start: start, End: end });
    start = end;
  }
  return parts;
}

/** The open month has no invoice yet, and usage arrives for two days after a month ends. */
export const isEstimated = (period: DateInterval, now: Date): boolean =>
  period.End > monthStart(now, 0) || period.End > dayOf(new Date(now.getTime() - 2 * dayMilliseconds));

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
