import { expect, test } from 'vitest';
import type { ChargePeriod } from '../../store/state.ts';
import { isSettled, monthsToAsk } from './cost-views.ts';

const SOURCE = 'aws-cost-explorer/1/ServiceName+SubAccountId';
const known = (period: string, closed: boolean): ChargePeriod => ({
  ...{ organisation: 'acme', source: SOURCE, period, closed, file: 'f', rows: 1, contentHash: 'h' },
  asOf: '2026-11-01T00:00:00Z',
});
const now = new Date('2026-11-21T12:00:00Z');

test.each([
  ['2026-11-11T23:59:59Z', false],
  ['2026-11-12T00:00:00Z', true],
])('on %s, October is settled: %s', (at, settled) => expect(isSettled('2026-10', new Date(at))).toBe(settled));

test.each([
  ['at first, the open month and three before it', [], ['2026-11', '2026-10', '2026-09', '2026-08']],
  ['closed months never again', [known('2026-10', true), known('2026-09', true), known('2026-08', true)], ['2026-11']],
  [
    'a month that was read before it was settled',
    [known('2026-10', false), known('2026-09', true), known('2026-08', true)],
    ['2026-11', '2026-10'],
  ],
  [
    'everything since a month that was left open long ago',
    [known('2026-06', false)],
    ['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06'],
  ],
])('asks for %s', (_, periods, months) => expect(monthsToAsk(SOURCE, periods, now)).toEqual(months));

test('never asks further back than providers answer', () =>
  expect(monthsToAsk(SOURCE, [known('2020-01', false)], now)).toHaveLength(14));
