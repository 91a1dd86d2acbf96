import { expect, test } from 'vitest';
import { addDays, addMonths, dayStart, isDay, monthPeriod, monthsOf } from './period.ts';

test.each(['2026-02-29', '2026-13-01', '2026-1-1', 'yesterday', ''])('%j is no day', (text) => {
  expect(() => dayStart(text)).toThrow(RangeError);
  expect(isDay(text)).toBe(false);
});
test('a leap day is a day', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(isDay('2028-02-29')).toBe(true);
});
test('months cross the year', () => expect(addMonths('2026-01', -2)).toBe('2025-11'));
test('a month ends before the next begins', () =>
  expect(monthPeriod('2026-12')).toEqual({ start: '2026-12-01', end: '2027-01-01' }));
test.each([
  [{ start: '2026-01-31', end: '2026-02-01' }, ['2026-01']],
  [{ start: '2026-01-31', end: '2026-02-02' }, ['2026-01', '2026-02']],
  [{ start: '2026-01-05', end: '2026-01-05' }, []],
])('%j touches %j', (period, months) => expect(monthsOf(period)).toEqual(months));
