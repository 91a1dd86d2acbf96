import { add, money } from '../../model/money.ts';
import type { ChargeSum } from '../../store/charges.ts';

const added = (a: ChargeSum, b: ChargeSum): string | undefined =>
  a.amount === undefined || b.amount === undefined
    ? (a.amount ?? b.amount)
    : add(money(a.amount, a.currency), money(b.amount, b.currency)).amount;

/** Sums that were made apart, as if they had been made together: one for each bucket, group and currency. */
export function mergeSums(parts: readonly (readonly ChargeSum[])[]): ChargeSum[] {
  const merged = new Map<string, ChargeSum>();
  for (const sum of parts.flat()) {
    const key = JSON.stringify([sum.start ?? null, sum.group.map((value) => value ?? null), sum.currency]);
    const known = merged.get(key);
    merged.set(
      key,
      known
        ? {
            ...known,
            amount: added(known, sum),
            rows: known.rows + sum.rows,
            rowsWithoutAmount: known.rowsWithoutAmount + sum.rowsWithoutAmount,
            estimated: known.estimated || sum.estimated,
          }
        : sum,
    );
  }
  return [...merged.values()];
}
