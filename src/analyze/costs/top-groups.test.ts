import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type Money, money, sum } from '../../model/money.ts';
import type { ChargeSum } from '../../store/charges.ts';
import { topGroups } from './top-groups.ts';

const row = (group: string | undefined, amount: string, currency = 'USD', start?: string): ChargeSum => ({
  ...(start === undefined ? {} : { start }),
  ...{ group: [group], amount, rows: 1, rowsWithoutAmount: 0, currency, estimated: false },
});

test('the largest by themselves, the rest together', () => {
  const [sums] = topGroups([row('S3', '0.1'), row('EC2', '70.2'), row('RDS', '29.5'), row(undefined, '0.2')], 2);
  expect(sums?.total).toEqual({ amount: '100', currency: 'USD' });
  expect(sums?.rows.map(({ group, amount, percent }) => [group[0], amount, percent])).toEqual([
    ['EC2', '70.2', 70.2],
    ['RDS', '29.5', 29.5],
  ]);
  expect(sums?.other).toEqual({
    money: { amount: '0.3', currency: 'USD' },
    groups: 2,
    byStart: [{ start: '', money: { amount: '0.3', currency: 'USD' } }],
  });
});

test('a large credit is shown, not hidden among the others', () => {
  const [sums] = topGroups([row('EC2', '50'), row('Credits', '-40'), row('S3', '5')], 2);
  expect(sums?.rows.map(({ group }) => group[0])).toEqual(['EC2', 'Credits']);
  expect(sums?.total?.amount).toBe('15');
});

test('a group is ranked by its whole period, and the rest is told for each bucket', () => {
  const days = [
    row('A', '1', 'USD', '2026-11-01'),
    row('A', '9', 'USD', '2026-11-02'),
    row('B', '6', 'USD', '2026-11-01'),
  ];
  const [sums] = topGroups(days, 1);
  expect(sums?.rows.map(({ start, amount }) => [start, amount])).toEqual([
    ['2026-11-01', '1'],
    ['2026-11-02', '9'],
  ]);
  expect(sums?.other).toEqual({
    money: { amount: '6', currency: 'USD' },
    groups: 1,
    byStart: [{ start: '2026-11-01', money: { amount: '6', currency: 'USD' } }],
  });
});

test('two currencies have two sums', () => {
  const sums = topGroups([row('A', '1'), row('A', '2', 'EUR')], 5);
  expect(sums.map(({ currency, total }) => [currency, total?.amount])).toEqual([
    ['EUR', '2'],
    ['USD', '1'],
  ]);
});

test('what has no amount is unknown and adds nothing', () => {
  const [sums] = topGroups([row('A', '1'), { ...row('B', '0'), amount: undefined }], 5);
  expect(sums?.total?.amount).toBe('1');
  expect(sums?.rows.map(({ amount }) => amount)).toEqual(['1', undefined]);
});

test('where no amount is known there is no total, of one currency or of the others', () => {
  const unknown = (group: string, currency = 'USD') => ({ ...row(group, '0', currency), amount: undefined });
  const sums = topGroups([row('A', '1'), unknown('B'), unknown('C'), unknown('D', 'EUR')], 1);
  expect(sums.map(({ currency, total }) => [currency, total?.amount])).toEqual([
    ['EUR', undefined],
    ['USD', '1'],
  ]);
  expect(sums[0]?.rows.map(({ amount, percent }) => [amount, percent])).toEqual([[undefined, undefined]]);
  expect(sums[1]?.other).toEqual({ money: undefined, groups: 2, byStart: [{ start: '', money: undefined }] });
});

test('there is no share of nothing', () => expect(topGroups([row('A', '0')], 5)[0]?.rows[0]?.percent).toBeUndefined());

const amounts = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 10 }))
  .map(([digits, scale]) => `${digits}e-${scale}`);
const rows = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), amounts, fc.constantFrom('2026-10-01', '2026-11-01')),
  { minLength: 1, maxLength: 30 },
);
const known = (amount: Money | undefined): Money => amount ?? money('0', 'USD');
test('the total is exactly the rows and the others', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 6 }), (list, most) => {
      const [sums] = topGroups(
        list.map(([group, amount, start]) => row(group, amount, 'USD', start)),
        most,
      );
      const shown = sum(
        (sums?.rows ?? []).map(({ amount = '', currency }) => ({ amount, currency })),
        'USD',
      );
      expect(sums?.other ? add(shown, known(sums.other.money)) : shown).toEqual(sums?.total);
      expect(
        sum(
          (sums?.other?.byStart ?? []).map((bucket) => known(bucket.money)),
          'USD',
        ),
      ).toEqual(sums?.other?.money ?? { amount: '0', currency: 'USD' });
    }),
  );
});
