/** A day of the bill, with what all of its lines have in common. */
export interface BilledDay {
  readonly day: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly monthsAgo: number;
  /** How much of it has gone by, from 0 to 1. */
  readonly gone: number;
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

const dayMilliseconds = 86_400_000;
export const daysInMonth = 30.4;

/** So many full months and the open one, up to and with today. */
export function billedDays(now: Date, monthsBefore: number): readonly BilledDay[] {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBefore, 1);
  const count = Math.floor((now.getTime() - first) / dayMilliseconds) + 1;
  const today = dayOf(now);
  return Array.from({ length: count }, (_, index) => {
    const day = dayOf(new Date(first + index * dayMilliseconds));
    const gone = day === today ? (now.getTime() % dayMilliseconds) / dayMilliseconds : 1;
    return {
      ...{ day, gone, weekday: new Date(day).getUTCDay(), monthsAgo: (count - 1 - index) / daysInMonth },
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

export const dayAfter = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(day) + days * dayMilliseconds));

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const earlier = (a: string, b: string): string => (a < b ? a : b);
