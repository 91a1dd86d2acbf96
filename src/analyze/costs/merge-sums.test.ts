import { expect, test } from 'vitest';
import type { ChargeSum } from '../../store/charges.ts';
import { mergeSums } from './merge-sums.ts';

const sum = (changes: Partial<ChargeSum> = {}): ChargeSum => ({
  ...{ group: ['ana'], amount: '1', rows: 2, rowsWithoutAmount: 0, currency: 'USD', estimated: false },
  ...changes,
});

test.each<[string, ChargeSum[][], ChargeSum[]]>([
  ['nothing', [], []],
  [
    'one part is as it was',
    [[sum({ amount: '1.50' }), sum({ group: [] })]],
    [sum({ amount: '1.50' }), sum({ group: [] })],
  ],
  [
    'the same group of two parts',
    [[sum({ amount: '0.1' })], [sum({ amount: '0.2000000001', rowsWithoutAmount: 1, estimated: true })]],
    [sum({ amount: '0.3000000001', rows: 4, rowsWithoutAmount: 1, estimated: true })],
  ],
  ['a credit', [[sum({ amount: '1' })], [sum({ amount: '-1' })]], [sum({ amount: '0', rows: 4 })]],
  // An amount that is unknown adds nothing, and two of them are no zero.
  ['an unknown amount', [[sum({ amount: undefined })], [sum()]], [sum({ rows: 4 })]],
  [
    'unknown amounts',
    [[sum({ amount: undefined })], [sum({ amount: undefined })]],
    [sum({ amount: undefined, rows: 4 })],
  ],
  ['two currencies are never added', [[sum()], [sum({ currency: 'EUR' })]], [sum(), sum({ currency: 'EUR' })]],
  [
    'nor two days',
    [[sum({ start: '2026-11-01' })], [sum({ start: '2026-11-02' })]],
    [sum({ start: '2026-11-01' }), sum({ start: '2026-11-02' })],
  ],
  // What has no value is not what has the value of that name.
  [
    'nor what lacks the tag and what has it',
    [[sum({ group: [undefined] })], [sum({ group: ['null'] })]],
    [sum({ group: [undefined] }), sum({ group: ['null'] })],
  ],
  [
    'values in other alphabets',
    [[sum({ group: ['日本'] })], [sum({ group: ['日本'] })]],
    [sum({ group: ['日本'], amount: '2', rows: 4 })],
  ],
])('%s', (_, parts, merged) => expect(mergeSums(parts)).toEqual(merged));
