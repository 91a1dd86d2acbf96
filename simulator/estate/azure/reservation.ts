import { advanceOf, boughtWithin, cover, type Discount } from '../commitment.ts';
import type { PlantedAccount, PlantedCharge } from '../estate.ts';
import { daysBetween } from '../time.ts';
import type { DraftCharge } from '../usage.ts';
import { computeService } from './services.ts';

/** What a reservation of one year takes off. */
const discount: Discount = { fee: 64n, onDemand: 100n };

/**
 * A reservation of virtual machines, bought five months ago for about a third of what they then cost, and paid at once.
 * Actual cost has the purchase, and nothing for what is covered; amortized cost has no purchase, a day's part of it on
 * each covered machine, and what found no use on a line of its own.
 */
export function reserve(
  usage: readonly DraftCharge[],
  accounts: readonly PlantedAccount[],
  days: readonly string[],
): readonly PlantedCharge[] {
  const [payer] = accounts;
  const firstDay = boughtWithin(days, 155);
  const compute = usage.filter(({ service, day }) => service === computeService && day >= (firstDay ?? ''));
  const spent = compute.filter(({ day }) => day === firstDay).reduce((sum, { billedMicros }) => sum + billedMicros, 0n);
  if (!payer || !firstDay || spent === 0n) return usage;
  // In whole cents.
  const price = ((spent * 365n * discount.fee) / (3n * discount.onDemand) / 10_000n) * 10_000n;
  const line = {
    ...{ cloud: 'azure' as const, account: payer.id, region: 'Unassigned', service: computeService },
    ...{ tags: {}, resourceGroup: undefined },
  };
  const bought: PlantedCharge = {
    ...line,
    day: firstDay,
    billedMicros: price,
    effectiveMicros: 0n,
    chargeType: 'Purchase',
  };
  const unused = [...Map.groupBy(compute, ({ day }) => day)].flatMap(([day, charges]): PlantedCharge[] => {
    const position = daysBetween(firstDay, day);
    const worth = advanceOf(price, position);
    const left = worth - cover(charges, worth, discount);
    if (left === 0n) return [];
    return [{ ...line, day, billedMicros: 0n, effectiveMicros: left, chargeType: 'UnusedReservation' }];
  });
  return [...usage, bought, ...unused];
}
