import { expect, test } from 'vitest';
import { median, rounded } from './statistics.ts';

test.each([
  ['one sample', [5], 5],
  ['an odd number, unsorted', [9, 1, 5], 5],
  ['an even number', [4, 1, 3, 2], 2.5],
  ['numbers that sort differently as text', [10, 9, 100], 10],
])('the median of %s', (_, samples, middle) => expect(median(samples)).toBe(middle));

test('nothing has no median', () => expect(() => median([])).toThrow(RangeError));

test.each([
  [0.123456, 0.123],
  [12.345, 12.3],
  [123.45, 123],
  [1_234_567.8, 1_234_568],
])('%d is shown as %d', (value, shown) => expect(rounded(value)).toBe(shown));
