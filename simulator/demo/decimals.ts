const digitsAfterPoint = 6;

/** Millionths of an exact decimal. @throws RangeError when it has more digits than a bill line can have. */
export function micros(text: string): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const exact = fraction.replace(/0+$/, '');
  if (whole === '' || exact.length > digitsAfterPoint)
    throw new RangeError(`not an exact amount: ${text.slice(0, 60)}`);
  const amount = BigInt(`${whole}${exact.padEnd(digitsAfterPoint, '0')}`);
  return sign === '-' ? -amount : amount;
}

/** Millionths as the shortest decimal. */
export function decimal(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(digitsAfterPoint + 1, '0');
  const fraction = digits.slice(-digitsAfterPoint).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -digitsAfterPoint)}${fraction && `.${fraction}`}`;
}
