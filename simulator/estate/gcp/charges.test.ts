import { describe, expect, test } from 'vitest';
import { plantCompany } from '../company.ts';
import { type GcpCharge, isGcpCharge } from './charge.ts';
import { plantedAnomalies } from './charge-lines.ts';

const now = new Date('2026-09-15T13:20:00Z');
const company = plantCompany({ seed: 7, resources: 1500, now, clouds: ['gcp'] });
const charges = company.charges.filter(isGcpCharge);
const of = (costType: GcpCharge['costType']) => charges.filter((charge) => charge.costType === costType);
const sum = (some: readonly GcpCharge[]) => some.reduce((total, { billedMicros }) => total + billedMicros, 0n);

test('the bill covers thirteen full months and the open one', () => {
  const days = [...new Set(charges.map(({ day }) => day))].sort();
  expect([days.at(0), days.at(-1), days.length]).toEqual(['2025-08-01', '2026-09-15', 411]);
});

test('what is billed is cost and credits, which are never positive', () => {
  for (const { billedMicros, effectiveMicros, costMicros, credits } of charges) {
    expect(billedMicros).toBe(credits.reduce((total, { micros }) => total + micros, costMicros));
    expect(effectiveMicros).toBe(billedMicros);
    expect(credits.every(({ micros }) => micros < 0n)).toBe(true);
  }
});

test('credits are of every kind', () => {
  const kinds = new Set(charges.flatMap(({ credits }) => credits.map(({ type }) => type)));
  expect([...kinds].sort()).toEqual([
    ...['COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE', 'FREE_TIER', 'PROMOTION', 'SUSTAINED_USAGE_DISCOUNT'],
  ]);
});

describe('the commitment', () => {
  const fees = charges.filter(({ sku }) => sku.description.startsWith('Commitment - dollar based v1'));
  const credited = (day: string) =>
    charges
      .filter((charge) => charge.day === day)
      .flatMap(({ credits }) => credits)
      .filter(({ type }) => type === 'COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE')
      .reduce((total, { micros }) => total + micros, 0n);

  test('has a fee every day since it was bought, on no resource', () => {
    expect(fees.map(({ day }) => day).at(0)).toBe('2026-03-01');
    expect(fees).toHaveLength(199);
    expect(
      fees.every(({ resource, region, tags }) => !resource && region === '' && Object.keys(tags).length === 0),
    ).toBe(true);
    expect(new Set(fees.map(({ costMicros }) => costMicros)).size).toBe(1);
  });

  test('credits more than it costs, and no more than it covers', () => {
    const [fee] = fees;
    expect(credited('2026-02-28')).toBe(0n);
    expect(-credited('2026-06-10')).toBe(((fee?.costMicros ?? 0n) * 25n) / 18n);
    for (const { costMicros, billedMicros } of of('regular')) expect(billedMicros >= 0n && costMicros >= 0n).toBe(true);
  });
});

test('the first hours of a month are on the invoice before it', () => {
  const first = charges.filter(
    ({ day, costType, sku }) =>
      day === '2026-07-01' && costType === 'regular' && !sku.description.startsWith('Commitment'),
  );
  expect(new Set(first.map(({ from, invoiceMonth }) => `${from.toISOString()} ${invoiceMonth}`))).toEqual(
    new Set(['2026-07-01T00:00:00.000Z 202606', '2026-07-01T07:00:00.000Z 202607']),
  );
  const winter = charges.filter(({ day, invoiceMonth }) => day === '2026-01-01' && invoiceMonth === '202512');
  expect(winter.every(({ to }) => to.toISOString() === '2026-01-01T08:00:00.000Z')).toBe(true);
});

test('tax stands on every project, and every invoice comes out in whole cents', () => {
  const invoices = Map.groupBy(
    charges.filter(({ correction }) => !correction),
    ({ invoiceMonth }) => invoiceMonth,
  );
  for (const [month, rows] of [...invoices].filter(([month]) => month > '202507' && month < '202609')) {
    const taxes = rows.filter(({ costType }) => costType === 'tax');
    expect(taxes.map(({ account }) => account).sort()).toEqual(company.accounts.map(({ id }) => id).sort());
    expect(sum(rows) % 10_000n, month).toBe(0n);
  }
  expect(of('rounding_error').every(({ account }) => account === '')).toBe(true);
  expect(of('tax').some(({ invoiceMonth }) => invoiceMonth === '202609')).toBe(false);
});

test('corrections are of an invoice that was closed, and come a month later', () => {
  const found = of('adjustment');
  expect(found.length).toBeGreaterThan(1);
  for (const { costMicros, day, exportedOn, invoiceMonth, correction } of found) {
    expect(costMicros < 0n && correction !== undefined).toBe(true);
    expect(exportedOn > day && invoiceMonth > day.slice(0, 7).replace('-', '')).toBe(true);
  }
});

test('nothing is exported before it was used, nor after today', () => {
  expect(charges.every(({ exportedOn, day }) => exportedOn >= day && exportedOn <= '2026-09-15')).toBe(true);
  expect(
    new Set(charges.map(({ exportedOn, day }) => (Date.parse(exportedOn) - Date.parse(day)) / 86_400_000)).size,
  ).toBeGreaterThan(2);
});

test('named resources are there, and carry their labels', () => {
  const resources = new Map(company.resources.map((resource) => [resource.id, resource]));
  const named = charges.filter(({ resource }) => resource !== undefined);
  expect(named.length).toBeGreaterThan(10_000);
  for (const { resource, tags } of named) expect(tags).toEqual(resources.get(resource?.globalName ?? '')?.tags);
});

test('what is unusual stands out', () => {
  for (const { account, region, service, firstDay, factor } of plantedAnomalies(company.accounts, now)) {
    const on = (day: string) =>
      Number(
        sum(
          charges.filter(
            (one) => one.account === account && one.region === region && one.service === service && one.day === day,
          ),
        ),
      );
    const before = new Date(Date.parse(firstDay) - 7 * 86_400_000).toISOString().slice(0, 10);
    expect(on(firstDay) / on(before)).toBeGreaterThan(factor * 0.6);
  }
});

test('a hundred projects have a shorter bill, not a longer one', () => {
  const big = plantCompany({ seed: 7, resources: 4000, now, clouds: ['gcp'], accounts: 100 });
  expect(big.charges.length).toBeLessThan(260_000);
  expect(new Set(big.charges.map(({ account }) => account)).size).toBe(101);
});
