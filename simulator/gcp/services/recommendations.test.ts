import { expect, test } from 'vitest';
import { savedMoney } from './recommendations.ts';

test.each([
  [1n, undefined, -1000],
  [999_999n, undefined, -999_999_000],
  [1_000_000n, '-1', undefined],
  [73_250_000n, '-73', -250_000_000],
  [9_007_199_254_740_993_000_001n, '-9007199254740993', -1000],
])('%s millionths that are saved', (micros, units, nanos) => {
  expect(savedMoney(micros)).toEqual({ currencyCode: 'USD', units, nanos });
});
