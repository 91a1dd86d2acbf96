import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, money, negate, round, scaled, subtract, sum, times } from './money.ts';

const usd = (amount: string) => money(amount, 'USD');

test.each([
  ['0.10', '0.1'],
  ['0000.0000008', '0.0000008'],
  ['1E-10', '0.0000000001'],
  ['1.5e3', '1500'],
  ['-0.00', '0'],
  ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
])('%s is written %s', (text, plain) => expect(usd(text).amount).toBe(plain));

test.each(['', 'NaN', '1,000', ' 1', '1.', '.5', '0x10', '1e9999', '1'.repeat(4001)])('%j is no amount', (text) =>
  expect(() => usd(text)).toThrow(TypeError),
);

test('a tenth and two tenths are three tenths', () => expect(add(usd('0.1'), usd('0.2'))).toEqual(usd('0.3')));
test('two currencies have no sum', () => expect(() => add(usd('1'), money('1', 'EUR'))).toThrow('cannot add EUR'));
test('the sum of nothing is zero of its currency', () => expect(sum([], 'USD')).toEqual(usd('0')));
test.each([
  ['2.005', '2.01'],
  ['-2.005', '-2.01'],
  ['2.004', '2'],
  ['1.1', '1.1'],
])('%s rounds to %s', (exact, rounded) => expect(round(usd(exact))).toEqual(usd(rounded)));

const amounts = fc
  .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => usd(`${digits}e-${scale}`));
test('sums do not depend on the order, and subtraction undoes addition', () => {
  fc.assert(
    fc.property(fc.array(amounts, { maxLength: 20 }), amounts, (list, extra) => {
      expect(sum(list.toReversed(), 'USD')).toEqual(sum(list, 'USD'));
      expect(subtract(add(sum(list, 'USD'), extra), extra)).toEqual(sum(list, 'USD'));
      expect(compare(extra, negate(negate(extra)))).toBe(0);
      expect(times(extra, 3)).toEqual(sum([extra, extra, extra], 'USD'));
    }),
  );
});

test.each([
  ['7.2', 730n, 720n, '7.3'],
  ['1', 1n, 3n, '0.333333333'],
  ['2', 1n, 3n, '0.666666667'],
  ['-2', 1n, 3n, '-0.666666667'],
  ['0', 1n, 3n, '0'],
  ['0.0000000005', 1n, 1n, '0.000000001'],
])('%s times %d/%d is %s', (amount, numerator, denominator, expected) =>
  expect(scaled(usd(amount), numerator, denominator)).toEqual(usd(expected)),
);
