import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Charge } from '../../model/charge.ts';
import { addMonths, monthPeriod } from '../../model/period.ts';
import type { ChargeQuestion } from '../charges.ts';
import { NOW, testLease, testStore } from '../fixtures.ts';
import { StaleLease } from '../state.ts';
import type { Store } from '../store.ts';

const SOURCE = 'aws-cost-explorer/1/service';

const charge = (changes: Partial<Charge> = {}): Charge => ({
  ChargePeriodStart: '2026-10-01',
  ChargePeriodEnd: '2026-10-02',
  ProviderName: 'AWS',
  SubAccountId: '1',
  ServiceName: 'Amazon EC2',
  BilledCost: '1',
  BillingCurrency: 'USD',
  ...changes,
});

const period = (
  changes: { organisation?: string; source?: string; period?: string; closed?: boolean; asOf?: string } = {},
) => ({
  organisation: 'acme',
  source: SOURCE,
  period: '2026-10',
  asOf: NOW.toISOString(),
  closed: false,
  ...changes,
});

const question = (changes: Partial<ChargeQuestion> = {}): ChargeQuestion => ({
  organisation: 'acme',
  sources: [SOURCE],
  period: { start: '2026-10-01', end: '2026-11-01' },
  granularity: 'NONE',
  groupBy: [],
  filters: {},
  metric: 'BilledCost',
  ...changes,
});

async function storeWith(charges: readonly Charge[]): Promise<Store & { home: string }> {
  const store = await testStore();
  await store.charges.publish(period(), charges, await testLease(store));
  return store;
}

const amounts = async (store: Store, changes: Partial<ChargeQuestion> = {}) =>
  (await store.charges.sum(question(changes))).map(({ amount }) => amount);

describe('a sum', () => {
  test('is exact', async () => {
    const store = await storeWith([
      charge({ BilledCost: '0.1' }),
      charge({ BilledCost: '0.2' }),
      charge({ BilledCost: '0.0000008' }),
      charge({ BilledCost: '1e-18' }),
      charge({ BilledCost: '12345678901234567890' }),
    ]);
    expect(await amounts(store)).toEqual(['12345678901234567890.300000800000000001']);
  });

  test('is undefined where no row has the metric, which is not zero', async () => {
    const store = await storeWith([charge(), charge({ EffectiveCost: '2' })]);
    const [effective] = await store.charges.sum(question({ metric: 'EffectiveCost' }));
    expect(effective).toMatchObject({ amount: '2', rows: 2, rowsWithoutAmount: 1 });
    const [list] = await store.charges.sum(question({ metric: 'ListCost' }));
    expect(list).toMatchObject({ amount: undefined, rows: 2, rowsWithoutAmount: 2 });
  });

  test('is never over two currencies', async () => {
    const store = await storeWith([charge(), charge({ BillingCurrency: 'EUR', BilledCost: '2' })]);
    expect((await store.charges.sum(question())).map(({ amount, currency }) => [amount, currency])).toEqual([
      ['2', 'EUR'],
      ['1', 'USD'],
    ]);
  });

  test('is estimated when a part of it is', async () => {
    const store = await storeWith([
      charge(),
      charge({ x_Estimated: true }),
      charge({ x_Estimated: false, ServiceName: 'Amazon S3' }),
    ]);
    const sums = await store.charges.sum(question({ groupBy: ['ServiceName'] }));
    expect(sums.map(({ group, estimated }) => [group[0], estimated])).toEqual([
      ['Amazon EC2', true],
      ['Amazon S3', false],
    ]);
  });

  test('keeps an unknown group apart from an empty one', async () => {
    const { ServiceName, ...withoutService } = charge({ BilledCost: '4' });
    const store = await storeWith([
      charge({ Tags: { Owner: 'a"\'b' } }),
      charge({ BilledCost: '2', Tags: { Owner: '' } }),
      charge({ BilledCost: '3', Tags: {} }),
      withoutService,
    ]);
    const sums = await store.charges.sum(question({ groupBy: ['ServiceName', 'tag:Owner'] }));
    expect(sums.map(({ group, amount }) => [...group, amount])).toEqual([
      ['Amazon EC2', '', '2'],
      ['Amazon EC2', 'a"\'b', '1'],
      ['Amazon EC2', undefined, '3'],
      [undefined, undefined, '4'],
    ]);
    expect(ServiceName).toBe('Amazon EC2');
  });

  test.each([
    [{ ServiceName: ['Amazon S3', 'Amazon EC2'] }, '3'],
    [{ ServiceName: ['Amazon S3'] }, '2'],
    [{ SubAccountId: ['1'], ServiceName: ['Amazon S3'] }, undefined],
    [{ 'tag:Owner': ["o'brien"] }, '2'],
    [{ ServiceName: [] }, undefined],
  ])('over %j is %s', async (filters, expected) => {
    const store = await storeWith([
      charge(),
      charge({ BilledCost: '2', SubAccountId: '2', ServiceName: 'Amazon S3', Tags: { Owner: "o'brien" } }),
    ]);
    expect((await amounts(store, { filters }))[0]).toBe(expected);
  });

  test('is by day, by month or whole, from the first day to before the last', async () => {
    const store = await storeWith([
      charge({ ChargePeriodStart: '2026-09-30' }),
      charge({ ChargePeriodStart: '2026-10-01' }),
      charge({ ChargePeriodStart: '2026-10-31' }),
      charge({ ChargePeriodStart: '2026-11-01' }),
    ]);
    const starts = async (granularity: ChargeQuestion['granularity'], end = '2026-11-01') =>
      (await store.charges.sum(question({ granularity, period: { start: '2026-09-30', end } }))).map(
        ({ start, amount }) => [start, amount],
      );
    expect(await starts('DAILY')).toEqual([
      ['2026-09-30', '1'],
      ['2026-10-01', '1'],
      ['2026-10-31', '1'],
    ]);
    expect(await starts('MONTHLY', '2026-11-02')).toEqual([
      ['2026-09-01', '1'],
      ['2026-10-01', '2'],
      ['2026-11-01', '1'],
    ]);
    expect(await starts('NONE')).toEqual([[undefined, '3']]);
  });

  test('of nothing is no row, never a zero', async () => {
    const store = await storeWith([]);
    expect(await store.charges.sum(question())).toEqual([]);
    expect(await store.charges.sum(question({ sources: ['other/1'] }))).toEqual([]);
  });

  test.each(['BilledCost', 'tag:', 'ServiceName"; DROP TABLE x; --'])('can not be grouped by %j', async (name) => {
    const store = await storeWith([charge()]);
    await expect(store.charges.sum(question({ groupBy: [name] }))).rejects.toThrow('Charges have no');
  });

  test('that is too large is refused and never wrapped', async () => {
    const huge = charge({ BilledCost: '9'.repeat(20) });
    const store = await storeWith([huge, huge, huge, huge]);
    await expect(store.charges.sum(question())).rejects.toThrow(/Out of Range|Overflow/i);
  });
});

test.each([`0.${'0'.repeat(18)}1`, `1${'0'.repeat(20)}`, '1e-19', 'NaN', '', '1,5', '0x10'])(
  'an amount of %s is refused and nothing is published',
  async (BilledCost) => {
    const store = await testStore();
    const lease = await testLease(store);
    await expect(store.charges.publish(period(), [charge(), charge({ BilledCost })], lease)).rejects.toThrow();
    expect(await store.charges.periods('acme')).toEqual([]);
  },
);

test('sums equal the sums of whole numbers', async () => {
  const store = await testStore();
  const lease = await testLease(store);
  const units = fc.bigInt(-(10n ** 36n), 10n ** 36n);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), units), { minLength: 1, maxLength: 40 }),
      async (rows) => {
        const charges = rows.map(([ServiceName, unit]) => charge({ ServiceName, BilledCost: `${unit}e-18` }));
        await store.charges.publish(period(), charges, lease);
        const expected = new Map<string, bigint>();
        for (const [service, unit] of rows) expected.set(service, (expected.get(service) ?? 0n) + unit);
        const sums = await store.charges.sum(question({ groupBy: ['ServiceName'] }));
        expect(new Map(sums.map(({ group, amount }) => [group[0], inUnits(amount ?? '')]))).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});

function inUnits(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  return BigInt(`${whole}${fraction.padEnd(18, '0')}`) * (amount.startsWith('-') ? -1n : 1n);
}

describe('a period', () => {
  test('of a source is replaced whole', async () => {
    const store = await testStore();
    const lease = await testLease(store);
    expect(await store.charges.publish(period(), [charge(), charge({ ServiceName: 'Amazon S3' })], lease)).toBe(true);
    await store.charges.publish(period({ source: 'other/1' }), [charge({ BilledCost: '10' })], lease);
    await store.charges.publish(period({ period: '2026-09' }), [charge({ ChargePeriodStart: '2026-09-01' })], lease);
    expect(await store.charges.publish(period(), [charge({ BilledCost: '5' })], lease)).toBe(true);
    expect(await amounts(store)).toEqual(['5']);
    expect(await amounts(store, { sources: [SOURCE, 'other/1'] })).toEqual(['15']);
    expect(await amounts(store, { period: monthPeriod('2026-09') })).toEqual(['1']);
    expect((await store.charges.periods('acme')).map(({ source, rows }) => [source, rows])).toEqual([
      [SOURCE, 1],
      [SOURCE, 1],
      ['other/1', 1],
    ]);
  });

  test('with the same content keeps the earlier file, and is known to be newer', async () => {
    const store = await storeWith([charge({ Tags: { a: '1', b: '2' } }), charge({ BilledCost: '2.50' })]);
    const [before] = await store.charges.periods('acme');
    const again = [charge({ BilledCost: '2.5' }), charge({ Tags: { b: '2', a: '1' } })];
    const asOf = '2026-11-02T00:00:00.000Z';
    const changed = await store.charges.publish(period({ asOf, closed: true }), again, await testLease(store));
    expect(changed).toBe(false);
    expect(await store.charges.periods('acme')).toEqual([{ ...before, asOf, closed: true }]);
  });

  test('is refused from one who was overtaken, changed or not', async () => {
    const store = await testStore();
    const stale = await testLease(store);
    await store.charges.publish(period(), [charge()], stale);
    await testLease(store);
    await expect(store.charges.publish(period(), [charge({ BilledCost: '2' })], stale)).rejects.toThrow(StaleLease);
    await expect(store.charges.publish(period({ closed: true }), [charge()], stale)).rejects.toThrow(StaleLease);
    expect(await amounts(store)).toEqual(['1']);
  });

  test('is seen by no other organisation', async () => {
    const store = await testStore();
    const lease = await testLease(store);
    await store.charges.publish(period(), [charge()], lease);
    await store.charges.publish(period({ organisation: 'globex' }), [charge({ BilledCost: '7' })], lease);
    expect(await amounts(store)).toEqual(['1']);
    expect(await amounts(store, { organisation: 'globex' })).toEqual(['7']);
    expect(await amounts(store, { organisation: 'initech' })).toEqual([]);
    const [mine] = await store.charges.periods('acme');
    expect(mine?.file.startsWith('acme/aws-cost-explorer/charges/')).toBe(true);
  });
});

test('ten payers and 38 months stay below 64 files, and every sum stays what it was', async () => {
  const store = await testStore();
  const lease = await testLease(store);
  const sources = Array.from({ length: 10 }, (_, payer) => `aws-cost-explorer/${payer}/service`);
  const months = Array.from({ length: 38 }, (_, index) => addMonths('2023-10', index));
  let most = 0;
  for (const month of months)
    for (const source of sources) {
      const closed = month < '2026-10';
      await store.charges.publish(
        period({ source, period: month, closed }),
        [charge({ ChargePeriodStart: `${month}-01` })],
        lease,
      );
      most = Math.max(most, new Set((await store.charges.periods('acme')).map(({ file }) => file)).size);
    }
  expect(most).toBeLessThanOrEqual(64);
  const all = { sources, period: { start: '2023-01-01', end: '2027-01-01' } };
  expect(await amounts(store, all)).toEqual(['380']);
  // A merged period that changes after all: what the merged file still holds of it counts no more, even when it comes back.
  const late = (BilledCost: string) =>
    store.charges.publish(
      period({ source: sources[0] ?? '', period: '2023-10', closed: true }),
      [charge({ ChargePeriodStart: '2023-10-01', BilledCost })],
      lease,
    );
  await late('101');
  expect(await amounts(store, all)).toEqual(['480']);
  await late('1');
  expect(await amounts(store, all)).toEqual(['380']);
  const byMonth = await store.charges.sum(question({ ...all, granularity: 'MONTHLY' }));
  expect(byMonth.map(({ amount }) => amount)).toEqual(months.map(() => '10'));
}, 180_000);

test('a reader that was told of a file that is gone asks once more', async () => {
  const store = await storeWith([charge()]);
  const [before] = await store.charges.periods('acme');
  await store.charges.publish(period(), [charge({ BilledCost: '2' })], await testLease(store));
  rmSync(join(store.home, 'lake', before?.file ?? ''));
  const { catalogue } = store.state;
  const { chargePeriods } = catalogue;
  let asked = 0;
  Object.assign(catalogue, {
    chargePeriods: async (organisation: string) => {
      asked += 1;
      return asked === 1 && before ? [before] : chargePeriods(organisation);
    },
  });
  expect(await amounts(store)).toEqual(['2']);
  expect(asked).toBe(2);
});
