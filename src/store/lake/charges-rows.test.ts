import { expect, test } from 'vitest';
import type { Charge } from '../../model/charge.ts';
import { chargeLine, contentHash } from './charges-rows.ts';

const charge = (changes: Partial<Charge> = {}): Charge => ({
  ...{ ChargePeriodStart: '2026-11-01', ChargePeriodEnd: '2026-11-02', ProviderName: 'AWS', BillingCurrency: 'USD' },
  ...changes,
});
const line = (changes: Partial<Charge>): Record<string, unknown> => JSON.parse(chargeLine(charge(changes)));

test('what is not known is not there, and what is empty or zero is', () => {
  expect(Object.keys(line({}))).toEqual(['ChargePeriodStart', 'ChargePeriodEnd', 'ProviderName', 'BillingCurrency']);
  expect(line({ ServiceName: '', BilledCost: '0', Tags: {} })).toMatchObject({
    ServiceName: '',
    BilledCost: '0',
    Tags: {},
  });
});

test('the same charge gives the same line, however it was put together', () => {
  const one = charge({ BilledCost: '1.50', Tags: { a: '1', 'ü"': '2' }, ServiceName: 'x' });
  const { ServiceName = '', ...rest } = charge({ BilledCost: '15e-1', Tags: { 'ü"': '2', a: '1' }, ServiceName: 'x' });
  expect(chargeLine({ ServiceName, ...rest })).toBe(chargeLine(one));
});

test('the same charges have the same hash in any order, and no others have it', () => {
  const [a, b] = ['1', '2'].map((BilledCost) => chargeLine(charge({ BilledCost })));
  if (!a || !b) throw new Error('there are two');
  expect(contentHash([a, b])).toBe(contentHash([b, a]));
  expect(contentHash([a, a])).not.toBe(contentHash([a]));
  expect(contentHash([])).not.toBe(contentHash([a]));
});

const [twenty, eighteen] = ['9'.repeat(20), '9'.repeat(18)];
test.each([
  ['-0', '0'],
  ['-0.10', '-0.1'],
  ['1E3', '1000'],
  [`${twenty}.${eighteen}`, `${twenty}.${eighteen}`],
  [`-${twenty}.${eighteen}`, `-${twenty}.${eighteen}`],
  // Trailing zeros are no digits.
  [`0.${'0'.repeat(30)}`, '0'],
])('the amount %s is kept as %s', (BilledCost, kept) => expect(line({ BilledCost }).BilledCost).toBe(kept));

test.each(['BilledCost', 'EffectiveCost', 'ConsumedQuantity'] as const)(
  'a %s that is too fine or too large is refused',
  (column) => {
    expect(() => line({ [column]: `0.${'0'.repeat(18)}1` })).toThrow(RangeError);
    expect(() => line({ [column]: `1${twenty}` })).toThrow(`${column} 1${twenty} has more than 20 digits before`);
    expect(() => line({ [column]: 'NaN' })).toThrow('not a decimal');
  },
);
