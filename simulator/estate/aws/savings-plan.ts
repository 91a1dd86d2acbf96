import { advanceOf, boughtWithin, cover, daysOfTerm } from '../commitment.ts';
import type { PlantedCharge } from '../estate.ts';
import { daysBetween } from '../time.ts';
import type { DraftCharge } from '../usage.ts';
import { computeService, savingsPlanService } from './services.ts';

/** A compute savings plan of one year, partly paid in advance. */
export interface SavingsPlan {
  readonly firstDay: string;
  /** Paid on the first day, and worth as much on each day of the year. */
  readonly upfrontMicros: bigint;
  /** Billed every day, used or not. */
  readonly dailyFeeMicros: bigint;
}

/** What a dollar of the plan buys at the price on demand: 1 / 0.72. */
const discount = { fee: 72n, onDemand: 100n };

/** Bought seven months ago for about two fifths of what compute then cost in a day. */
export function planSavings(usage: readonly PlantedCharge[], days: readonly string[]): SavingsPlan | undefined {
  const firstDay = boughtWithin(days, 215);
  if (!firstDay) return undefined;
  const spent = usage
    .filter(({ service, day }) => service === computeService && day === firstDay)
    .reduce((sum, { billedMicros }) => sum + billedMicros, 0n);
  const committed = (spent * 2n * discount.fee) / (5n * discount.onDemand);
  // Half in advance, in whole cents, the other half day by day.
  const upfrontMicros = ((committed * daysOfTerm) / 2n / 10_000n) * 10_000n;
  return spent === 0n ? undefined : { firstDay, upfrontMicros, dailyFeeMicros: committed / 2n };
}

/**
 * Takes from compute what the plan covers. Billed, covered usage costs nothing, the payer's fee and advance stand on
 * lines of their own; effectively, covered usage costs its part of both, and those lines only what went unused.
 */
export function commit(
  usage: readonly DraftCharge[],
  plan: SavingsPlan | undefined,
  payer: string,
): readonly PlantedCharge[] {
  if (!plan) return usage;
  const compute = usage.filter(({ service, day }) => service === computeService && day >= plan.firstDay);
  const fees = [...Map.groupBy(compute, ({ day }) => day)].flatMap(([day, charges]) => {
    const position = daysBetween(plan.firstDay, day);
    const effective = plan.dailyFeeMicros + advanceOf(plan.upfrontMicros, position);
    const unused = effective - cover(charges, effective, discount);
    const line = {
      cloud: 'aws' as const,
      account: payer,
      region: 'global',
      service: savingsPlanService,
      day,
      tags: {},
    };
    const recurring = { ...line, billedMicros: plan.dailyFeeMicros, effectiveMicros: unused };
    const upfront = { ...line, billedMicros: plan.upfrontMicros, effectiveMicros: 0n };
    return position === 0n ? [recurring, upfront] : [recurring];
  });
  return [...usage, ...fees];
}
