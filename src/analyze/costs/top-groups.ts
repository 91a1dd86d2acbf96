import { compare, type Money, money, negate, sum } from '../../model/money.ts';
import type { ChargeSum } from '../../store/charges.ts';

/** The sums of one currency: those of the largest groups by themselves, and the others together. */
export interface CurrencySums {
  readonly currency: string;
  /** Undefined where no row has an amount, which is not zero. */
  readonly total: Money | undefined;
  readonly rows: readonly (ChargeSum & { readonly percent: number | undefined })[];
  readonly other:
    | { readonly money: Money | undefined; readonly groups: number; readonly byStart: readonly OtherOfBucket[] }
    | undefined;
}

export interface OtherOfBucket {
  /** Empty when there is one bucket for the whole period. */
  readonly start: string;
  readonly money: Money | undefined;
}

const magnitude = (amount: Money): Money => (amount.amount.startsWith('-') ? negate(amount) : amount);
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const groupKey = ({ group }: ChargeSum): string => JSON.stringify(group.map((value) => value ?? null));
// What has no amount is unknown and adds nothing; the caller says how much of that there is.
const amountOf = ({ amount, currency }: ChargeSum): Money[] => (amount === undefined ? [] : [money(amount, currency)]);

function sumOf(sums: readonly ChargeSum[], currency: string): Money | undefined {
  const known = sums.flatMap(amountOf);
  return known.length === 0 ? undefined : sum(known, currency);
}

/** A share for people. It is no money: where the whole is not positive there is none. */
function percentOf(part: Money | undefined, whole: Money | undefined): number | undefined {
  if (!part || !whole) return undefined;
  const [a, b] = [Number(part.amount), Number(whole.amount)];
  return b > 0 ? Math.round((a / b) * 10_000) / 100 : undefined;
}

/**
 * The largest groups over the whole period, credits by their size as well as costs, so that none hides among the others.
 * Currencies are never added: each has its own sums. Exactly, total = rows + other.
 */
export function topGroups(sums: readonly ChargeSum[], most: number): CurrencySums[] {
  const currencies = [...Map.groupBy(sums, ({ currency }) => currency)].sort(([a], [b]) => text(a, b));
  return currencies.map(([currency, own]) => ofCurrency(currency, own, most));
}

function ofCurrency(currency: string, sums: readonly ChargeSum[], most: number): CurrencySums {
  const total = sumOf(sums, currency);
  const ranked = [...Map.groupBy(sums, groupKey)]
    .map(([key, members]) => ({ key, size: magnitude(sum(members.flatMap(amountOf), currency)) }))
    .sort((a, b) => compare(b.size, a.size) || text(a.key, b.key));
  const rank = new Map(ranked.slice(0, most).map(({ key }, position) => [key, position]));
  const place = (row: ChargeSum) => rank.get(groupKey(row)) ?? most;
  const rows = sums
    .filter((row) => rank.has(groupKey(row)))
    .toSorted((a, b) => text(a.start ?? '', b.start ?? '') || place(a) - place(b))
    .map((row) => {
      const [own] = amountOf(row);
      return { ...row, amount: own?.amount, percent: percentOf(own, total) };
    });
  const others = sums.filter((row) => !rank.has(groupKey(row)));
  const buckets = [...Map.groupBy(others, ({ start }) => start)].sort(([a = ''], [b = '']) => text(a, b));
  return {
    currency,
    total,
    rows,
    other:
      others.length === 0
        ? undefined
        : {
            money: sumOf(others, currency),
            groups: ranked.length - rank.size,
            byStart: buckets.map(([start = '', members]) => ({ start, money: sumOf(members, currency) })),
          },
  };
}
