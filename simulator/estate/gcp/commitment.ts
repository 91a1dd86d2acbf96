import { boughtWithin } from '../commitment.ts';
import type { DraftCharge } from './charge.ts';

/**
 * A flexible commitment of three years: so many dollars of machines a day are credited, and a fee of 18 for every 25 is
 * billed on a line of its own that is on no resource, whether it finds use or not.
 */
export interface Commitment {
  readonly firstDay: string;
  /** What a day's credits come to when all of it finds use. */
  readonly dailyCreditMicros: bigint;
  readonly dailyFeeMicros: bigint;
}

const step = 25n;
const feePerStep = 18n;

/** Bought seven months ago for about two fifths of what the machines it covers then cost in a day. */
export function planCommitment(eligible: readonly DraftCharge[], days: readonly string[]): Commitment | undefined {
  const firstDay = boughtWithin(days, 215);
  if (!firstDay) return undefined;
  const spent = eligible.filter(({ day }) => day === firstDay).reduce((sum, { costMicros }) => sum + costMicros, 0n);
  const steps = (spent * 2n) / (5n * step);
  if (steps <= 0n) return undefined;
  return { firstDay, dailyCreditMicros: steps * step, dailyFeeMicros: steps * feePerStep };
}

/** Credits a day's charges, one after the other, with what the commitment covers. */
export function cover(charges: readonly DraftCharge[], { dailyCreditMicros }: Commitment): void {
  let left = dailyCreditMicros;
  for (const charge of charges) {
    const micros = charge.costMicros < left ? charge.costMicros : left;
    if (micros <= 0n) continue;
    left -= micros;
    const credit = {
      name: 'Committed Use Discount: Compute Flexible',
      fullName: 'Committed Use Discounts: Compute Flexible (3 years)',
      type: 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE',
      micros: -micros,
    } as const;
    charge.credits = [...charge.credits, credit];
    charge.billedMicros -= micros;
    charge.effectiveMicros = charge.billedMicros;
  }
}
