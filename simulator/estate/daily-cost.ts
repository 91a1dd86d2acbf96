import type { PlantedAnomaly } from './estate.ts';
import type { Random } from './random.ts';
import { daysInMonth } from './time.ts';

/** How what a line costs moves from day to day. */
export interface Movement {
  readonly monthlyDollars: number;
  /** What moves with working days, as a share of it. */
  readonly weekdayShare: number;
  readonly monthlyGrowth: number;
  /** Those of this line. */
  readonly anomalies: readonly PlantedAnomaly[];
}

/** A day as far as it changes what is billed for it. */
export interface CostDay {
  readonly day: string;
  readonly monthsAgo: number;
  /** How much of it has gone by, from 0 to 1. */
  readonly gone: number;
}

/** The dollars that a line costs on one day, with a chance of three percent more or less. */
export function dailyDollars(random: Random, line: Movement, { day, monthsAgo, gone }: CostDay): number {
  const weekday = new Date(day).getUTCDay();
  const atWork = weekday === 0 || weekday === 6 ? 1 - line.weekdayShare : 1;
  const unusual = line.anomalies.find(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay);
  const noise = 0.97 + 0.06 * random.next();
  const growth = (1 + line.monthlyGrowth) ** -monthsAgo;
  return (line.monthlyDollars / daysInMonth) * atWork * growth * noise * (unusual?.factor ?? 1) * gone;
}
