import { expect, test } from 'vitest';
import { AzureError } from '../../service.ts';
import { type CostQuestion, checkQuestion, daysOf, monthsIn } from './request.ts';

const now = new Date('2026-03-01T08:00:00Z');
const asked = (timeframe: string, from = '', to = '') =>
  daysOf({ type: 'ActualCost', dataset: {}, timeframe, timePeriod: { from, to } }, now);

test.each([
  ['MonthToDate', '', '', '2026-03-01', '2026-03-01', 1],
  ['BillingMonthToDate', '', '', '2026-03-01', '2026-03-01', 1],
  ['TheLastMonth', '', '', '2026-02-01', '2026-02-28', 1],
  ['TheLastBillingMonth', '', '', '2026-02-01', '2026-02-28', 1],
  ['WeekToDate', '', '', '2026-03-01', '2026-03-01', 1],
  ['Custom', '2026-01-31T00:00:00Z', '2026-02-01T23:59:59Z', '2026-01-31', '2026-02-01', 2],
  ['Custom', '2025-12-31', '2026-12-31', '2025-12-31', '2026-12-31', 13],
])('%s %s %s', (timeframe, from, to, first, last, months) => {
  const days = asked(timeframe, from, to);
  expect(days).toEqual({ first, last });
  expect(monthsIn(days)).toBe(months);
});

test.each([
  ['an unknown timeframe', 'Lately', '', ''],
  ['no period', 'Custom', '', ''],
  ['a period that is none', 'Custom', '2026-01-01', 'soon'],
  ['a period that goes back', 'Custom', '2026-01-02', '2026-01-01'],
  ['more than a year', 'Custom', '2025-01-01', '2026-01-03'],
])('%s is refused', (_, timeframe, from, to) => {
  expect(() => asked(timeframe, from, to)).toThrow(AzureError);
});

const amount = { name: 'Cost', function: 'Sum' };
const group = { type: 'Dimension', name: 'ServiceName' };

test.each<[string, Partial<CostQuestion>]>([
  ['a type that is none', { type: 'Forecast', dataset: {} }],
  ['no type', { dataset: {} }],
  ['no dataset', { type: 'Usage' }],
  ['three sums', { type: 'Usage', dataset: { aggregation: { a: amount, b: amount, c: amount } } }],
  ['three groupings', { type: 'Usage', dataset: { grouping: [group, group, group] } }],
])('%s is refused', (_, question) => {
  expect(() => checkQuestion(question)).toThrow(AzureError);
});
