import { expect, test } from 'vitest';
import type { Collection, CollectPlan, CollectRequest } from '../../collect/collection.ts';
import { UserError } from '../../model/errors.ts';
import { DEV, openEstate, PROD, RUNS } from '../testing/estate.fixture.ts';
import { collectData } from './collect-data.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const PLAN: CollectPlan = {
  accounts: [
    { cloud: 'aws', account: PROD, units: 40 },
    { cloud: 'aws', account: DEV, units: 38 },
  ],
  ...{ units: 78, apiCalls: 82, paidCalls: 24, paidCost: usd('0.24'), spentToday: usd('0.1'), dailyLimit: usd('1') },
  estimatedSeconds: 45,
  gaps: [],
  skipped: [],
};

/** Only the network is pretended: what it was asked is kept. */
function pretended(plan: CollectPlan = PLAN) {
  const asked: CollectRequest[] = [];
  const [run] = RUNS;
  const collection: Collection = {
    async plan(request) {
      asked.push(request);
      return plan;
    },
    async run(request, { signal, progress }) {
      asked.push(request);
      if (!run) throw new Error('no run');
      if (signal.aborted) return { ...run, status: 'cancelled' };
      progress({ unitsDone: 1, unitsTotal: 4, rows: 2, message: `${PROD} eu-west-1 ec2:instance` });
      return run;
    },
  };
  return { asked, collection };
}

const open = (collection: Collection) => openEstate({ collected: false, collection });

test('by default it only plans, prices and says how to go on', async () => {
  const { asked, collection } = pretended();
  await using estate = await open(collection);
  const { answer, text } = await estate.ask(collectData, { what: 'all', accounts: [PROD] });
  expect(asked).toEqual([
    {
      ...{ organisation: 'acme', clouds: ['aws'], accounts: [PROD] },
      what: ['inventory', 'costs', 'metrics', 'recommendations'],
    },
  ]);
  expect(answer).toMatchObject({
    dry_run: true,
    plan: {
      ...{ units: 78, api_calls: 82, paid_calls: 24, paid_cost: usd('0.24'), spent_today: usd('0.1') },
      ...{ daily_limit: usd('1'), within_daily_limit: true, estimated_seconds: 45, accounts_total: 2 },
    },
    next_call: { what: 'all', accounts: [PROD], dry_run: false },
    data_quality: { status: 'complete' },
  });
  expect(answer.run).toBeUndefined();
  expect(text).toContain(
    'At least 24 paid calls would cost at least 0.24 USD; 0.1 USD of the daily limit of 1 USD are spent today.',
  );
  expect(text).toContain(`collect_data {"what":"all","accounts":["${PROD}"],"dry_run":false}`);
});

test('without words it asks for what is free', async () => {
  const { asked, collection } = pretended({ ...PLAN, paidCalls: 0, paidCost: usd('0') });
  await using estate = await open(collection);
  const { text } = await estate.ask(collectData);
  expect(asked[0]?.what).toEqual(['inventory']);
  expect(text).toContain('Nothing would be spent');
});

test.each([
  ['all but a cent of the limit', '0.75', true],
  ['the limit to the cent', '0.76', true],
  ['a millionth beyond', '0.760001', false],
])('%s', async (_, spent, within) => {
  await using estate = await open(pretended({ ...PLAN, spentToday: usd(spent) }).collection);
  const { answer, text } = await estate.ask(collectData, { what: 'costs' });
  expect(answer.plan?.within_daily_limit).toBe(within);
  expect(text.includes('passes the daily limit')).toBe(!within);
});

const SKIPPED = [{ cloud: 'aws', dataset: 'inventory', units: 78, oldest: '2026-11-21T07:30:00.000Z' }] as const;

test('what is still fresh is left where that is asked for, and counted', async () => {
  const { asked, collection } = pretended({ ...PLAN, accounts: [], units: 0, skipped: SKIPPED });
  await using estate = await open(collection);
  const { answer, text } = await estate.ask(collectData, { stale_only: true });
  expect(asked).toMatchObject([{ staleOnly: true }]);
  expect(answer).toMatchObject({
    plan: { skipped: [{ cloud_provider: 'aws', dataset: 'inventory', units: 78, oldest_as_of: SKIPPED[0].oldest }] },
    next_call: { stale_only: true, dry_run: false },
    data_quality: { status: 'complete', note: 'Everything in scope is still fresh: nobody needs to be asked.' },
  });
  expect(text).toContain(
    'Still fresh and not asked: 78 units of aws inventory, read 2026-11-21T07:30:00.000Z or later.',
  );
});

test('a run that asked nothing says how old what it rests on is', async () => {
  const [run] = RUNS;
  if (!run) throw new Error('no run');
  const { changes: _, ...nothing } = run;
  const collection: Collection = {
    ...pretended().collection,
    run: async () => ({ ...nothing, status: 'success', unitsDone: 0, unitsTotal: 0, accounts: [], skipped: SKIPPED }),
  };
  await using estate = await open(collection);
  const { answer } = await estate.ask(collectData, { dry_run: false, stale_only: true });
  expect(answer.data_quality).toMatchObject({
    ...{ status: 'complete', as_of: SKIPPED[0].oldest, oldest_as_of: SKIPPED[0].oldest },
    note: 'Nothing was asked: everything in scope is still fresh.',
  });
});

test('a run that was stopped is never complete', async () => {
  const [run] = RUNS;
  if (!run) throw new Error('no run');
  const collection: Collection = {
    ...pretended().collection,
    run: async () => ({ ...run, status: 'cancelled', accounts: [] }),
  };
  await using estate = await open(collection);
  const { answer } = await estate.ask(collectData, { dry_run: false });
  expect(answer.data_quality).toMatchObject({ status: 'partial', gaps: [] });
  expect(answer.data_quality.note).toContain('the same call goes on from there');
});

test('where nobody answers there is no plan to trust', async () => {
  const gap = {
    cloud: 'aws',
    account: PROD,
    reason: 'denied',
    detail: 'sts:AssumeRole was denied (AccessDenied)',
  } as const;
  await using estate = await open(pretended({ ...PLAN, accounts: [], units: 0, gaps: [gap] }).collection);
  expect((await estate.ask(collectData)).answer.data_quality).toMatchObject({
    status: 'empty',
    note: 'No account in scope answered (sts:AssumeRole was denied (AccessDenied)).',
  });
});

test('dry_run=false runs it, tells how far it is and how it went', async () => {
  const heard: unknown[] = [];
  await using estate = await open(pretended().collection);
  const { answer, text } = await estate.ask(
    collectData,
    { dry_run: false },
    { progress: (...progress) => void heard.push(progress) },
  );
  expect(heard).toEqual([[1, 4, `${PROD} eu-west-1 ec2:instance`]]);
  expect(answer).toMatchObject({
    dry_run: false,
    run: {
      ...{ run_id: 'run-1', status: 'partial', units_done: 4 },
      providers: { aws: { total: 2, successful: 1, partial: 1, failed: 0, avg_duration: 45 } },
      accounts: [
        { account: DEV, status: 'partial', duration_seconds: 30, gaps: 1 },
        { account: PROD, status: 'success', duration_seconds: 60, gaps: 0 },
      ],
      changes: { new_resources: 4, modified_resources: 1, deleted_resources: 2, cost_updates: 3 },
    },
    data_quality: { status: 'partial', gaps: [{ account: DEV, resource_type: 'ec2:volume', reason: 'denied' }] },
  });
  expect(text).toContain('ec2:DescribeVolumes was denied');
});

test('a run that is stopped says that it can go on', async () => {
  await using estate = await open(pretended().collection);
  const { answer, text } = await estate.ask(collectData, { dry_run: false }, { signal: AbortSignal.abort() });
  expect(answer.run?.status).toBe('cancelled');
  expect(text).toContain('goes on from there');
});

test("what can't begin says why", async () => {
  const busy: Collection = {
    ...pretended().collection,
    run: () => Promise.reject(new UserError('Run 7 is collecting.')),
  };
  await using estate = await open(busy);
  await expect(estate.ask(collectData, { dry_run: false })).rejects.toThrow('Run 7 is collecting.');
});

test('what it is, it says', () => {
  const { effect, openWorld, idempotent } = collectData;
  expect({ effect, openWorld, idempotent }).toEqual({ effect: 'writes', openWorld: true, idempotent: false });
});
