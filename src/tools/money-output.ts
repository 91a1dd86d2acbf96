import * as z from 'zod';
import type { Money } from '../model/money.ts';

/** Exact: a decimal string and its currency. */
export const moneyOutput = z.object({ amount: z.string(), currency: z.string() });

export const moneyText = ({ amount, currency }: Money): string => `${amount} ${currency}`;
