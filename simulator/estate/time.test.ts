import { expect, test } from 'vitest';
import { dayAfter, daysBetween, daysSince, goneOf } from './time.ts';

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days', (day, days, expected) => {
  expect(dayAfter(day, days)).toBe(expected);
  expect(daysBetween(day, expected)).toBe(BigInt(days));
});

test('the days of a bill begin with a month and end today', () => {
  const days = daysSince(new Date('2026-03-02T00:00:00Z'), 1);
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-02-01', '2026-03-02', 30]);
});

test('only today is not over', () => {
  const now = new Date('2026-03-02T18:00:00Z');
  expect([goneOf('2026-03-02', now), goneOf('2026-03-01', now)]).toEqual([0.75, 1]);
});
