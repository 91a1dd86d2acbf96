import { expect, test } from 'vitest';
import { decimal, micros } from './decimals.ts';

test.each([
  ['0', 0n],
  ['12.345678', 12_345_678n],
  ['12.300000', 12_300_000n],
  ['-0.000001', -1n],
  ['90071992547409919.123456', 90_071_992_547_409_919_123_456n],
])('%s is read exactly', (text, amount) => {
  expect(micros(text)).toBe(amount);
  expect(micros(decimal(amount))).toBe(amount);
});

test('the shortest form has no trailing zeros', () => expect(decimal(12_300_000n)).toBe('12.3'));

test.each([['1.2345678'], ['1e3'], ['']])('%j is no exact amount', (text) =>
  expect(() => micros(text)).toThrow(RangeError),
);
