import * as z from 'zod';
import { type Money, round } from '../model/money.ts';

/** Exact: a decimal string and its currency. */
export const moneyOutput = z.object({ amount: z.string(), currency: z.string() });

export const moneyText = ({ amount, currency }: Money): string => `${amount} ${currency}`;

// Enough for the price of one call; the structured amount is exact.
const DECIMALS_SHOWN = 6;

/** For prices, whose last digits nobody needs. */
export function priceText(exact: Money): string {
  const shown = round(exact, DECIMALS_SHOWN);
  return shown.amount === '0' && exact.amount !== '0' ? `less than 0.000001 ${exact.currency}` : moneyText(shown);
}
