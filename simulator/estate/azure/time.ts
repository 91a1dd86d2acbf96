import type { Random } from '../random.ts';

const dayMilliseconds = 86_400_000;

/** When something in use was made: within the last years, and not within the last hour. */
export const plantCreation = (random: Random, now: Date, years = 3): Date =>
  random.moment(new Date(now.getTime() - years * 365 * dayMilliseconds), new Date(now.getTime() - 3_600_000));
