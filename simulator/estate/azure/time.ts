import type { Random } from '../random.ts';
import { daysBefore } from '../time.ts';

/** When something in use was made: within the last years, and not within the last hour. */
export const plantCreation = (random: Random, now: Date, years = 3): Date =>
  random.moment(daysBefore(now, 365 * years), new Date(now.getTime() - 3_600_000));
