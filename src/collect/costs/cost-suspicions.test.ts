import { expect, test } from 'vitest';
import { addDays } from '../../model/period.ts';
import type { ChargeSum } from '../../store/charges.ts';
import { daysToCompare, dearDay, restatedCosts, wholeDays } from './cost-suspicions.ts';

const PLACE = { cloud: 'aws', account: '1' } as const;
const NOW = new Date('2026-11-21T12:00:00Z');
const sum = (amount: string | undefined, currency = 'USD', start?: string): ChargeSum => ({
  ...{ group: [], amount, currency, rows: 1, rowsWithoutAmount: 0, estimated: false },
  ...(start === undefined ? {} : { start }),
});

test.each([
  ['2026-11', '2026-11-21T12:00:00Z', { start: '2026-11-01', end: '2026-11-18' }],
  ['2026-10', '2026-11-21T12:00:00Z', { start: '2026-10-01', end: '2026-11-01' }],
  ['2026-11', '2026-11-03T12:00:00Z', undefined],
])('of %s, read %s, these days were whole', (month, asOf, days) => expect(wholeDays(month, asOf)).toEqual(days));

test.each<[string, ChargeSum[], ChargeSum[], string[]]>([
  ['the double', [sum('10.5')], [sum('21')], ['the same days of 2026-10 were 10.5 USD before, and are 21 USD now']],
  ['the half', [sum('40')], [sum('20')], ['the same days of 2026-10 were 40 USD before, and are 20 USD now']],
  ['nothing', [sum('40')], [], ['the same days of 2026-10 were 40 USD before, and are 0 USD now']],
  ['less than the double', [sum('20')], [sum('39.99')], []],
  ['the double of little', [sum('4')], [sum('13.99')], []],
  ['an unknown', [sum(undefined)], [sum('20')], []],
  [
    'each of its currencies',
    [sum('40'), sum('40', 'EUR')],
    [sum('40'), sum('90', 'EUR')],
    ['the same days of 2026-10 were 40 EUR before, and are 90 EUR now'],
  ],
])('days that come to %s', (_, before, after, details) =>
  expect(restatedCosts(PLACE, '2026-10', before, after).map(({ detail }) => detail)).toEqual(details),
);

/** The last day's amount after a week of those. */
const week = (amounts: readonly string[], last: string, currency = 'USD'): ChargeSum[] =>
  [...amounts, last].map((amount, index) => sum(amount, currency, addDays('2026-11-20', index - amounts.length)));

test.each<[string, ChargeSum[], string[]]>([
  [
    'twice the middle',
    week(['10', '11', '12', '900', '9', '10', '13'], '22'),
    ['2026-11-20 cost 22 USD, where 11 is usual of a day'],
  ],
  ['nearly twice', week(['10', '11', '12', '900', '9', '10', '13'], '21.99'), []],
  ['twice of little', week(['1', '1', '1', '1', '1', '1', '1'], '10.99'), []],
  ['compared with too few days', week(['10', '10', '10', '10'], '90'), []],
  ['less than ever', week(['10', '10', '10', '10', '10', '10', '10'], '0'), []],
])('a day that costs %s', (_, daily, details) =>
  expect(dearDay(PLACE, daily, NOW).map(({ detail }) => detail)).toEqual(details),
);

test('what is billed once a month is no jump', () => {
  const daily = week(['10', '10', '10', '10', '10', '10', '10'], '900');
  const onFirst = daily.map((one, index) => ({ ...one, start: addDays('2026-11-24', index) }));
  expect(onFirst.at(-1)?.start).toBe('2026-12-01');
  expect(dearDay(PLACE, onFirst, new Date('2026-12-02T12:00:00Z'))).toEqual([]);
});

test('yesterday is the last whole day', () =>
  expect(daysToCompare(NOW)).toEqual({ start: '2026-11-13', end: '2026-11-21' }));
