// Money is whole millionths of a dollar from where it is planted to where a cloud writes it down.

/** The one place where planted dollars, which chance makes, become exact. */
export const microsOf = (dollars: number): bigint => BigInt(Math.round(dollars * 1_000_000));

/** A decimal with all six digits. */
export function wholeDecimal(micros: bigint): string {
  const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A decimal without the noughts at its end. */
export const shortDecimal = (micros: bigint): string => wholeDecimal(micros).replace(/\.?0+$/, '');
