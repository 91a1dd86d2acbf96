import type { DraftCharge } from './usage.ts';

/** Of a commitment for one year. */
export const daysOfTerm = 365n;

/** What is paid within a commitment for what would cost so much on demand. */
export interface Discount {
  readonly fee: bigint;
  readonly onDemand: bigint;
}

/** The first of a month on which one was bought, at most so many days ago; undefined where the bill has none. */
export const boughtWithin = (days: readonly string[], most: number): string | undefined =>
  days.slice(-most).find((day) => day.endsWith('-01'));

/** A day's part of what was paid in advance, such that all parts add up to it. */
export const advanceOf = (upfrontMicros: bigint, position: bigint): bigint =>
  (upfrontMicros * (position + 1n)) / daysOfTerm - (upfrontMicros * position) / daysOfTerm;

/** Spreads a commitment's worth of a day over the charges that it covers, and says how much of it found use. */
export function cover(charges: readonly DraftCharge[], effective: bigint, discount: Discount): bigint {
  const total = charges.reduce((sum, { billedMicros }) => sum + billedMicros, 0n);
  if (total === 0n) return 0n;
  const wanted = (effective * discount.onDemand) / discount.fee;
  const coveredOnDemand = wanted < total ? wanted : total;
  const used = coveredOnDemand === wanted ? effective : (coveredOnDemand * discount.fee) / discount.onDemand;
  let onDemandLeft = coveredOnDemand;
  let usedLeft = used;
  let totalLeft = total;
  for (const charge of charges) {
    // What is left is shared by what is left, so the last charge takes the remainder.
    const covered = totalLeft === 0n ? 0n : (onDemandLeft * charge.billedMicros) / totalLeft;
    const price = totalLeft === 0n ? 0n : (usedLeft * charge.billedMicros) / totalLeft;
    totalLeft -= charge.billedMicros;
    onDemandLeft -= covered;
    usedLeft -= price;
    charge.billedMicros -= covered;
    charge.effectiveMicros = charge.billedMicros + price;
  }
  return used;
}
