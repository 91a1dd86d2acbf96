import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CostQuery } from '../../clouds/cloud.ts';
import type { Charge } from '../../model/charge.ts';
import { addDays } from '../../model/period.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import type { Store } from '../../store/store.ts';
import { fakeCloud } from '../testing/fake-cloud.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from '../testing/setup.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const COSTS = request({ what: ['costs'] });
const PAYER = '999999999999';
const MEMBER = '111111111111';
const signal = new AbortController().signal;

/** A bill of a dollar a month for each account that the asker may see. */
const bill =
  (amount = '1.00') =>
  (account: string, { period }: CostQuery): Charge[][] =>
    (account === PAYER ? [PAYER, MEMBER] : [account]).map((SubAccountId) => [
      {
        ChargePeriodStart: period.start,
        ChargePeriodEnd: period.end,
        ProviderName: 'AWS',
        SubAccountId,
        ServiceName: 'Amazon EC2',
        RegionId: 'eu-west-1',
        BilledCost: amount,
        EffectiveCost: amount,
        BillingCurrency: 'USD',
      },
    ]);

const asked = (cloud: ReturnType<typeof fakeCloud>) => cloud.calls.filter(({ service }) => service === 'ce').length;
const spent = async () => (await store.state.spend.spent(ORGANISATION, '2026-11-21')).amount;

test('four months of three views are read, paid and published', async () => {
  const cloud = fakeCloud({ costPages: bill() });
  const run = await collectionOver(store, cloud).run(COSTS, options());
  expect(run).toMatchObject({ status: 'success', unitsDone: 12, unitsTotal: 12, changes: { costUpdates: 12 } });
  expect(run.spent).toEqual([{ cloud: 'aws', cost: { amount: '0.12', currency: 'USD' } }]);
  expect(run.clouds).toMatchObject([{ cloud: 'aws', unitsDone: 12, unitsTotal: 12, changes: { costUpdates: 12 } }]);
  expect(run.clouds?.[0]?.costUpdates).toHaveLength(12);
  const told = { payer: MEMBER, view: 'SubAccountId and RegionId', month: '2026-08' };
  expect(run.clouds?.[0]?.costUpdates).toContainEqual(told);
  expect(await spent()).toBe('0.12');
  const periods = await store.charges.periods(ORGANISATION);
  expect(new Set(periods.map(({ source }) => source))).toEqual(
    new Set([
      `aws-cost-explorer/${MEMBER}/ServiceName+SubAccountId`,
      `aws-cost-explorer/${MEMBER}/ServiceName+RegionId`,
      `aws-cost-explorer/${MEMBER}/SubAccountId+RegionId`,
    ]),
  );
  expect(periods.filter(({ closed }) => closed).map(({ period }) => period)).not.toContain('2026-11');
});

const at = (instant: string) => scaledTime(50, instant, () => 0.5);

test('closed months are never paid again, and what is the same is no update', async () => {
  await collectionOver(store, fakeCloud({ costPages: bill() })).run(COSTS, options());
  const cloud = fakeCloud({ costPages: bill() });
  const run = await collectionOver(store, cloud, { time: at('2026-11-21T21:00:00Z') }).run(COSTS, options());
  expect(asked(cloud)).toBe(3);
  expect(run.changes?.costUpdates).toBe(0);
  const dearer = fakeCloud({ costPages: bill('2.00') });
  const later = await collectionOver(store, dearer, { time: at('2026-11-22T06:00:00Z') }).run(COSTS, options());
  expect(later.changes?.costUpdates).toBe(3);
});

test.each([
  ['each page', {}, '0.24', 12, '0.12'],
  ['the first page', { furtherPagesFree: true }, '0.12', 6, '0.06'],
])(
  'where %s is paid, a plan expects as many as last time, and of new months as many as of those before',
  async (_, paying, spent, calls, price) => {
    const cloud = () => fakeCloud({ costPages: (...asked) => [...bill()(...asked), []], ...paying });
    const before = await collectionOver(store, cloud()).plan(COSTS, signal);
    // Nobody knows better at first.
    expect([before.paidCalls, before.paidCost.amount]).toEqual([12, '0.12']);
    const run = await collectionOver(store, cloud()).run(COSTS, options());
    expect(run.spent).toEqual([{ cloud: 'aws', cost: { amount: spent, currency: 'USD' } }]);
    const later = collectionOver(store, cloud(), { time: at('2026-12-01T06:00:00Z') });
    const { units, paidCalls, paidCost } = await later.plan(COSTS, signal);
    expect([units, paidCalls, paidCost.amount]).toEqual([6, calls, price]);
  },
);

test('what was paid and has not been refreshed since is not paid again, and is said to be skipped', async () => {
  await collectionOver(store, fakeCloud({ costPages: bill() })).run(COSTS, options());
  const cloud = fakeCloud({ costPages: bill() });
  const collection = collectionOver(store, cloud, { time: at('2026-11-21T19:00:00Z') });
  const skipped = [{ cloud: 'aws', dataset: 'costs', units: 3, oldest: expect.stringMatching(/^2026-11-21T12:0/) }];
  expect(await collection.plan(COSTS, signal)).toMatchObject({ paidCalls: 0, units: 0, skipped });
  expect(await collection.run(COSTS, options())).toMatchObject({
    status: 'success',
    skipped,
    changes: { costUpdates: 0 },
  });
  expect(asked(cloud)).toBe(0);
  expect(await spent()).toBe('0.12');
});

test('a free bill is asked anew, unless only what is stale is asked for', async () => {
  const free = () => fakeCloud({ costPages: bill(), pagePrice: '0' });
  await collectionOver(store, free()).run(COSTS, options());
  const [anew, stale] = [free(), free()];
  await collectionOver(store, anew).run(COSTS, options());
  await collectionOver(store, stale).run({ ...COSTS, staleOnly: true }, options());
  expect([asked(anew), asked(stale)]).toEqual([3, 0]);
});

test('an amount that nothing holds exactly is a gap of its month, and the others are published', async () => {
  const costPages = (account: string, query: CostQuery) =>
    bill(query.period.start === '2026-10-01' ? `1${'0'.repeat(25)}` : '1.00')(account, query);
  const run = await collectionOver(store, fakeCloud({ costPages })).run(COSTS, options());
  expect(run).toMatchObject({ status: 'partial', changes: { costUpdates: 9 } });
  expect(run.accounts[0]?.gaps.map(({ detail }) => detail)).toEqual(
    ['ServiceName and SubAccountId', 'ServiceName and RegionId', 'SubAccountId and RegionId'].map(
      (view) => `costs of 2026-10 by ${view} failed within CloudOptima (RangeError)`,
    ),
  );
});

test('the required tags of the policy are views of their own', async () => {
  const rule = { name: 'Team', clouds: ['aws'], cloudSpecific: {} };
  const policy = { requiredTags: [rule], optionalTags: [] } as unknown as TaggingPolicy;
  const collection = collectionOver(store, fakeCloud({ costPages: bill() }), { policy: async () => policy });
  const plan = await collection.plan(COSTS, signal);
  expect(plan).toMatchObject({ units: 16, paidCalls: 16, paidCost: { amount: '0.16', currency: 'USD' } });
  await collection.run(COSTS, options());
  const sources = (await store.charges.periods(ORGANISATION)).map(({ source }) => source);
  expect(sources).toContain(`aws-cost-explorer/${MEMBER}/tag:Team+ServiceName`);
});

test.each([[[PAYER, MEMBER]], [[MEMBER, PAYER]]])(
  'a member whose charges its payer shows is not kept twice: %j',
  async (ids) => {
    const run = await collectionOver(store, fakeCloud({ costPages: bill() }), { ids }).run(COSTS, options());
    expect(run.status).toBe('success');
    const payers = new Set((await store.charges.periods(ORGANISATION)).map(({ source }) => source.split('/')[1]));
    expect([...payers]).toEqual([PAYER]);
    const cloud = fakeCloud({ costPages: bill() });
    await collectionOver(store, cloud, { ids }).run(COSTS, options());
    expect(cloud.calls.filter(({ service, account }) => service === 'ce' && account === MEMBER)).toEqual([]);
  },
);

test('the day’s limit holds to the cent, and what was not asked is said', async () => {
  const cloud = fakeCloud({ costPages: bill() });
  const settings = { dailyLimit: { amount: '0.05', currency: 'USD' } };
  const run = await collectionOver(store, cloud, { settings }).run(COSTS, options());
  expect(asked(cloud)).toBe(5);
  expect(await spent()).toBe('0.05');
  expect(run.status).toBe('partial');
  expect(run.accounts[0]?.gaps).toMatchObject([{ reason: 'not_collected' }]);
  expect(run.accounts[0]?.gaps[0]?.detail).toContain('$0.05 of the $0.05 that paid calls may cost a day are spent');
  expect(await store.charges.periods(ORGANISATION)).toHaveLength(5);
});

test('the next day goes on with what was refused', async () => {
  const settings = { dailyLimit: { amount: '0.05', currency: 'USD' } };
  await collectionOver(store, fakeCloud({ costPages: bill() }), { settings }).run(COSTS, options());
  const cloud = fakeCloud({ costPages: bill() });
  const time = scaledTime(50, '2026-11-22T12:00:00Z');
  await collectionOver(store, cloud, { time }).run(COSTS, options());
  // Of the five periods that were read, three were open and two closed.
  expect((await store.charges.periods(ORGANISATION)).length).toBe(12);
  expect(asked(cloud)).toBe(10);
});

test('a retried page is paid again, because the provider charges it', async () => {
  let attempts = 0;
  const fault = ({ service }: { service: string }) => (service === 'ce' && ++attempts === 1 ? 'throttle' : undefined);
  await collectionOver(store, fakeCloud({ costPages: bill(), fault })).run(COSTS, options());
  expect(await spent()).toBe('0.13');
});

test('a page that fails midway publishes nothing of its period', async () => {
  const fault = ({ service, page }: { service: string; page: number }) =>
    service === 'ce' && page === 1 ? 'fail' : undefined;
  const run = await collectionOver(store, fakeCloud({ costPages: bill(), fault }), { ids: [PAYER] }).run(
    COSTS,
    options(),
  );
  expect(run.status).toBe('failed');
  expect(await store.charges.periods(ORGANISATION)).toEqual([]);
});

test('denied once, not asked again, and the permission is named', async () => {
  const cloud = fakeCloud({ fault: ({ service }) => (service === 'ce' ? 'deny' : undefined) });
  const run = await collectionOver(store, cloud).run(COSTS, options());
  expect(asked(cloud)).toBe(1);
  const action = 'ce:GetCostAndUsage';
  expect(run.accounts[0]?.gaps).toMatchObject([{ reason: 'denied', dataset: 'costs', action }]);
  const [account] = await store.state.accounts.list(ORGANISATION);
  expect(account?.missingPermissions).toEqual(['ce:GetCostAndUsage']);
});

test('a permission that paid questions lack stays known until one of them is answered', async () => {
  const missing = async () => (await store.state.accounts.list(ORGANISATION))[0]?.missingPermissions;
  const denied = fakeCloud({ fault: ({ service }) => (service === 'ce' ? 'deny' : undefined) });
  await collectionOver(store, denied).run(COSTS, options());
  await collectionOver(store, fakeCloud()).run(request(), options());
  expect(await missing()).toEqual(['ce:GetCostAndUsage']);
  const settings = { dailyLimit: { amount: '0', currency: 'USD' } };
  await collectionOver(store, fakeCloud({ costPages: bill() }), { settings }).run(COSTS, options());
  expect(await missing()).toEqual(['ce:GetCostAndUsage']);
  await collectionOver(store, fakeCloud({ costPages: bill() })).run(COSTS, options());
  expect(await missing()).toEqual([]);
});

test.each([[{ regions: ['eu-west-1'] }], [{ resourceTypes: ['ec2:volume'] }]])(
  'costs alone can’t be narrowed by %j',
  async (changes) => {
    const cloud = fakeCloud({ costPages: bill() });
    const asks = request({ what: ['costs'], ...changes });
    await expect(collectionOver(store, cloud).run(asks, options())).rejects.toThrow('leave out regions');
    expect(asked(cloud)).toBe(0);
  },
);

test('a month that comes to the double, and a dear day, are told and published', async () => {
  const daily =
    (amounts: (day: string) => string) =>
    (account: string, { period }: CostQuery): Charge[][] => {
      const [first] = bill()(account, { period, groupBy: [] });
      const days: Charge[] = [];
      for (let day = period.start; day < period.end && day < '2026-11-21'; day = addDays(day, 1))
        for (const charge of first ?? [])
          days.push({ ...charge, ChargePeriodStart: day, ChargePeriodEnd: addDays(day, 1), BilledCost: amounts(day) });
      return [days];
    };
  const before = await collectionOver(store, fakeCloud({ costPages: daily(() => '5') })).run(COSTS, options());
  expect(before.suspicions).toBeUndefined();
  const dearer = fakeCloud({ costPages: daily((day) => (day === '2026-11-20' ? '90' : '10')) });
  const run = await collectionOver(store, dearer, { time: at('2026-11-21T21:00:00Z') }).run(COSTS, options());
  expect(run.suspicions?.map(({ kind, account, detail }) => [kind, account, detail])).toEqual([
    ['cost_jump', MEMBER, 'the same days of 2026-11 were 85 USD before, and are 170 USD now'],
    ['cost_jump', MEMBER, '2026-11-20 cost 90 USD, where 10 is usual of a day'],
  ]);
  expect(run).toMatchObject({ status: 'success', changes: { costUpdates: 3 } });
});
