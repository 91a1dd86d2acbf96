import { describe, expect, test } from 'vitest';
import { plantCompany } from '../company.ts';
import type { PlantedCharge } from '../estate.ts';
import { plantedAnomalies } from './charges.ts';
import { computeService, savingsPlanService } from './services.ts';

const now = new Date('2026-09-15T13:20:00Z');
const company = plantCompany({ seed: 7, resources: 1500, now });
const { charges, accounts } = company;

const sum = (matches: (charge: PlantedCharge) => boolean, which: 'billedMicros' | 'effectiveMicros' = 'billedMicros') =>
  charges.filter(matches).reduce((total, charge) => total + charge[which], 0n);
const dollars = (micros: bigint) => Number(micros) / 1_000_000;

test('a company of 1,500 resources spends about $80,000 a month', () => {
  const august = dollars(sum(({ day }) => day.startsWith('2026-08')));
  expect(august).toBeGreaterThan(65_000);
  expect(august).toBeLessThan(95_000);
});

test('the bill covers thirteen full months and the open one, and nothing is negative', () => {
  const days = new Set(charges.map(({ day }) => day));
  expect([...days].sort().at(0)).toBe('2025-08-01');
  expect([...days].sort().at(-1)).toBe('2026-09-15');
  expect(days.size).toBe(411);
  expect(charges.every(({ billedMicros, effectiveMicros }) => billedMicros >= 0n && effectiveMicros >= 0n)).toBe(true);
});

test('the same seed writes the same bill', () => {
  expect(plantCompany({ seed: 7, resources: 1500, now }).charges).toEqual(charges);
});

test('working days cost more', () => {
  const on = (weekday: number) =>
    sum(({ service, day }) => service === 'AWS Lambda' && day < '2026-09-01' && new Date(day).getUTCDay() === weekday);
  expect(on(3)).toBeGreaterThan((on(0) * 13n) / 10n);
});

describe('the savings plan', () => {
  const bought = '2026-03-01';
  const plan = ({ service }: PlantedCharge) => service === savingsPlanService;
  const upfront =
    sum((charge) => plan(charge) && charge.day === bought) -
    sum((charge) => plan(charge) && charge.day === '2026-03-02');

  test('leaves billed and effective equal before it is bought', () => {
    expect(charges.filter(({ day }) => day < bought).every((one) => one.billedMicros === one.effectiveMicros)).toBe(
      true,
    );
  });

  test('is paid in advance once, and effective day by day', () => {
    expect(dollars(upfront)).toBeGreaterThan(1000);
    const days = BigInt(Math.round((Date.parse('2026-09-16') - Date.parse(bought)) / 86_400_000));
    const since = ({ day }: PlantedCharge) => day >= bought;
    const difference = sum(since, 'effectiveMicros') - (sum(since) - upfront);
    expect(difference).toBe((upfront * days) / 365n);
  });

  test('makes compute cheaper than on demand, and costs it something', () => {
    const compute = ({ service, day }: PlantedCharge) => service === computeService && day === '2026-08-12';
    expect(sum(compute, 'effectiveMicros')).toBeGreaterThan(sum(compute));
    // What it covers would have cost 1/0.72 of the plan, so a bill without it is higher.
    const before = ({ service, day }: PlantedCharge) => service === computeService && day === '2026-02-25';
    expect(sum(compute, 'effectiveMicros')).toBeLessThan(sum(before));
  });
});

test('anomalies stand out of the days around them', () => {
  const anomalies = plantedAnomalies(accounts, now);
  expect(anomalies).toHaveLength(3);
  for (const { account, region, service, firstDay, factor } of anomalies) {
    const here = (charge: PlantedCharge) =>
      charge.account === account && charge.region === region && charge.service === service;
    const weekBefore = new Date(Date.parse(firstDay) - 7 * 86_400_000).toISOString().slice(0, 10);
    const usual = sum((charge) => here(charge) && charge.day === weekBefore);
    const unusual = sum((charge) => here(charge) && charge.day === firstDay);
    expect(dollars(unusual) / dollars(usual)).toBeGreaterThan(factor * 0.85);
    expect(dollars(unusual) / dollars(usual)).toBeLessThan(factor * 1.15);
  }
});

test('tax and support have neither region nor tags, and stand on the first of the month', () => {
  const fees = charges.filter(({ service }) => service === 'Tax' || service.startsWith('AWS Support'));
  expect(new Set(fees.map(({ region }) => region))).toEqual(new Set(['NoRegion']));
  expect(fees.every(({ day, tags }) => day.endsWith('-01') && Object.keys(tags).length === 0)).toBe(true);
});
