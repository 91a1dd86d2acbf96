import type { Random } from './random.ts';

export const dayMilliseconds = 86_400_000;
/** On average, as far as prices go. */
export const daysInMonth = 30.4;

/** A moment some days before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMilliseconds);

/** YYYY-MM-DD. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

export const dayAfter = (day: string, days: number): string => dayOf(daysBefore(new Date(day), -days));

/** How many days lie between two. */
export const daysBetween = (first: string, last: string): bigint =>
  BigInt(Math.round((Date.parse(last) - Date.parse(first)) / dayMilliseconds));

/** How much of a day has gone by, from 0 to 1. */
export const goneOf = (day: string, now: Date): number =>
  day === dayOf(now) ? (now.getTime() % dayMilliseconds) / dayMilliseconds : 1;

/** So many full months and the open one, up to and with today. */
export function daysSince(now: Date, monthsBefore: number): readonly string[] {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBefore, 1);
  const count = Math.floor((now.getTime() - first) / dayMilliseconds) + 1;
  return Array.from({ length: count }, (_, index) => dayOf(new Date(first + index * dayMilliseconds)));
}

/** When something in use was made: within the last years, and not within the last day. */
export const plantCreation = (random: Random, now: Date, years = 3): Date =>
  random.moment(daysBefore(now, 365 * years), daysBefore(now, 1));
