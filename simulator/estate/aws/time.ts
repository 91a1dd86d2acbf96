import type { Random } from '../random.ts';

const dayMilliseconds = 86_400_000;

/** A moment some days before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMilliseconds);

/** When something in use was made: within the last years, and not within the last day. */
export const plantCreation = (random: Random, now: Date, years = 3): Date =>
  random.moment(daysBefore(now, 365 * years), daysBefore(now, 1));
