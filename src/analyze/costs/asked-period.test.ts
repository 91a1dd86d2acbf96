import { expect, test } from 'vitest';
import { askedPeriod, daysIn } from './asked-period.ts';

const now = new Date('2026-11-21T08:00:00Z');

test.each([
  ['nothing is the month so far, today included', {}, '2026-11-01', '2026-11-22'],
  ['a start alone is up to now', { Start: '2026-10-15' }, '2026-10-15', '2026-11-22'],
  ['both are taken as they are', { Start: '2026-02-01', End: '2026-03-01' }, '2026-02-01', '2026-03-01'],
  ['an end may lie ahead', { Start: '2026-11-01', End: '2026-12-01' }, '2026-11-01', '2026-12-01'],
])('%s', (_, asked, start, end) => expect(askedPeriod(asked, now)).toEqual({ start, end }));

test.each([
  [{ Start: '2026-02-30', End: '2026-03-01' }, '«2026-02-30» is no day'],
  [{ Start: '01/02/2026', End: '2026-03-01' }, 'Write YYYY-MM-DD'],
  [{ Start: '2026-03-01', End: '2026-03-01' }, 'for that one day write 2026-03-02'],
  [{ Start: '2026-03-02', End: '2026-03-01' }, 'must come after'],
  [{ Start: '2026-12-01', End: '2027-01-01' }, 'after today (2026-11-21)'],
  [{ End: '2027-01-01' }, 'period.Start is missing'],
])('%j is refused', (asked, help) => expect(() => askedPeriod(asked, now)).toThrow(help));

test('February of a leap year', () => expect(daysIn({ start: '2028-02-01', end: '2028-03-01' })).toBe(29));
