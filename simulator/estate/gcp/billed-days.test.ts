import { expect, test } from 'vitest';
import { billedDays } from './billed-days.ts';

const days = billedDays(new Date('2026-03-05T06:00:00Z'), 2);
const dayNamed = (name: string) => days.find(({ day }) => day === name);

test('full months and the open one, up to and with today', () => {
  expect([days[0]?.day, days.at(-1)?.day, days.length]).toEqual(['2026-01-01', '2026-03-05', 64]);
  expect([days.at(-1)?.monthsAgo, days.at(-1)?.gone, days.at(-2)?.gone]).toEqual([0, 0.25, 1]);
});

test.each([
  // Eight hours behind in winter.
  [
    '2026-02-01',
    [
      ['202601', 8],
      ['202602', 16],
    ],
  ],
  ['2026-02-02', [['202602', 24]]],
  [
    '2026-01-01',
    [
      ['202512', 8],
      ['202601', 16],
    ],
  ],
])('%s is on these invoices for so many hours', (day, expected) => {
  const parts = dayNamed(day)?.parts ?? [];
  expect(
    parts.map(({ invoiceMonth, from, to }) => [invoiceMonth, (to.getTime() - from.getTime()) / 3_600_000]),
  ).toEqual(expected);
  expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('summer time is an hour less', () => {
  const [may] = billedDays(new Date('2026-05-10T00:00:00Z'), 0);
  expect(may?.parts[0]).toMatchObject({ to: new Date('2026-05-01T07:00:00Z'), invoiceMonth: '202604' });
});

test('what was used is exported on the day after, at times later, and never after today', () => {
  expect(dayNamed('2026-02-10')).toMatchObject({ exportedOn: '2026-02-11', exportedLateOn: '2026-02-14' });
  expect(dayNamed('2026-03-04')).toMatchObject({ exportedOn: '2026-03-05', exportedLateOn: '2026-03-05' });
});
