import { expect, test } from 'vitest';
import { microsOf, shortDecimal, wholeDecimal } from './micros.ts';

test.each([
  [0n, '0.000000', '0'],
  [1n, '0.000001', '0.000001'],
  [-1n, '-0.000001', '-0.000001'],
  [100_000n, '0.100000', '0.1'],
  [10_000_000n, '10.000000', '10'],
  [-12_345_600n, '-12.345600', '-12.3456'],
  [9_007_199_254_740_993_000_001n, '9007199254740993.000001', '9007199254740993.000001'],
])('%s millionths are %s', (micros, whole, short) => {
  expect([wholeDecimal(micros), shortDecimal(micros)]).toEqual([whole, short]);
});

test('dollars become the nearest millionth', () => {
  expect([0.1 + 0.2, 1e-7, 6e-7, -2.5].map(microsOf)).toEqual([300_000n, 0n, 1n, -2_500_000n]);
});
