import type { CostDay } from '../daily-cost.ts';
import { dayAfter, dayMilliseconds, dayOf, daysInMonth, daysSince, goneOf } from '../time.ts';

/** A day of the bill, with what all of its lines have in common. */
export interface BilledDay extends CostDay {
  /** One, or two where an invoice ends within the day. */
  readonly parts: readonly InvoicedPart[];
  /** When its rows are exported, usually and at times. */
  readonly exportedOn: string;
  readonly exportedLateOn: string;
}

export interface InvoicedPart {
  readonly from: Date;
  readonly to: Date;
  /** YYYYMM */
  readonly invoiceMonth: string;
  readonly share: number;
}

/** So many full months and the open one, up to and with today. */
export function billedDays(now: Date, monthsBefore: number): readonly BilledDay[] {
  const today = dayOf(now);
  return daysSince(now, monthsBefore).map((day, index, { length }) => {
    const gone = goneOf(day, now);
    return {
      ...{ day, gone, monthsAgo: (length - 1 - index) / daysInMonth },
      parts: invoiced(day, gone),
      // What was used today is exported as the day goes on.
      exportedOn: earlier(dayAfter(day, 1), today),
      exportedLateOn: earlier(dayAfter(day, 4), today),
    };
  });
}

/** The first of a month is on two invoices, since invoices begin at midnight in California. */
function invoiced(day: string, gone: number): readonly InvoicedPart[] {
  const from = new Date(day);
  const to = new Date(from.getTime() + dayMilliseconds);
  if (!day.endsWith('-01') || gone < 1) return [{ from, to, invoiceMonth: monthOf(day), share: 1 }];
  const month = Number(day.slice(5, 7));
  // Summer time there lasts from March to the beginning of November.
  const hours = month >= 4 && month <= 11 ? 7 : 8;
  const midnight = new Date(from.getTime() + hours * 3_600_000);
  return [
    { from, to: midnight, invoiceMonth: monthOf(dayAfter(day, -1)), share: hours / 24 },
    { from: midnight, to, invoiceMonth: monthOf(day), share: 1 - hours / 24 },
  ];
}

/** YYYYMM, as invoices have it. */
export const monthOf = (day: string): string => day.slice(0, 7).replace('-', '');

const earlier = (a: string, b: string): string => (a < b ? a : b);
