/** An exact amount: a plain decimal string and an ISO 4217 currency. Never a float. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

// Amounts of any sense are shorter, and time grows with the square of the digits.
const LONGEST = 4_000;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** @throws TypeError when the text is no decimal number. */
function parse(text: string): Decimal {
  const match = text.length > LONGEST ? null : DECIMAL.exec(text);
  if (!match) throw new TypeError(`not a decimal: ${text.slice(0, 40)}`);
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function print({ digits, scale }: Decimal): string {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  const plain = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative && plain !== '0' ? `-${plain}` : plain;
}

const at = ({ digits, scale }: Decimal, wanted: number): bigint => digits * 10n ** BigInt(wanted - scale);

/** Canonical form: no exponent, no trailing zeros. @throws TypeError when the text is no decimal number. */
export const money = (amount: string, currency: string): Money => ({ amount: print(parse(amount)), currency });

/** @throws TypeError when the currencies differ: amounts of two currencies have no sum. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`cannot add ${b.currency} to ${a.currency}`);
  const [x, y] = [parse(a.amount), parse(b.amount)];
  const scale = Math.max(x.scale, y.scale);
  return { amount: print({ digits: at(x, scale) + at(y, scale), scale }), currency: a.currency };
}

export const negate = ({ amount, currency }: Money): Money => {
  const { digits, scale } = parse(amount);
  return { amount: print({ digits: -digits, scale }), currency };
};

export const subtract = (a: Money, b: Money): Money => add(a, negate(b));

/** The exact sum, `0` of the currency for none. @throws TypeError when the currencies differ. */
export const sum = (amounts: readonly Money[], currency: string): Money =>
  amounts.reduce(add, { amount: '0', currency });

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. @throws TypeError when the currencies differ. */
export function compare(a: Money, b: Money): number {
  const { digits } = parse(subtract(a, b).amount);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** The amount times a whole number of parts, exactly. */
export const times = ({ amount, currency }: Money, count: bigint | number): Money => {
  const { digits, scale } = parse(amount);
  return { amount: print({ digits: digits * BigInt(count), scale }), currency };
};

/**
 * The amount times `numerator / denominator`, to nine decimals, half away from zero: what is told for one length of time, for
 * another. @throws RangeError for a denominator of zero.
 */
export function scaled({ amount, currency }: Money, numerator: bigint, denominator: bigint): Money {
  const { digits, scale } = parse(amount);
  // Twice the amount, so that a half is whole.
  const twice = (digits * numerator * 2n * 10n ** 9n) / (denominator * 10n ** BigInt(scale));
  const half = twice < 0n ? -1n : 1n;
  return { amount: print({ digits: (twice + half) / 2n, scale: 9 }), currency };
}

/** Half away from zero, for people; sums are made of the exact amounts. */
export function round({ amount, currency }: Money, decimals = 2): Money {
  const { digits, scale } = parse(amount);
  if (scale <= decimals) return { amount: print({ digits, scale }), currency };
  const divisor = 10n ** BigInt(scale - decimals);
  const half = (digits < 0n ? -divisor : divisor) / 2n;
  return { amount: print({ digits: (digits + half) / divisor, scale: decimals }), currency };
}
