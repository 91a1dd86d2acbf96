import { afterAll, beforeAll, expect, test } from 'vitest';
import { add, sum } from '../../model/money.ts';
import type { Run } from '../../model/run.ts';
import { CLOSED_OUT, COSTS, DEV, type Estate, openEstate, PROD, READ_AT, RUNS } from '../testing/estate.fixture.ts';
import { queryCosts } from './query-costs.ts';

const EC2 = 'Amazon Elastic Compute Cloud - Compute';
const S3 = 'Amazon Simple Storage Service';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const NOVEMBER = { Start: '2026-11-01', End: '2026-12-01' };
const BOTH = { Start: '2026-10-01', End: '2026-12-01' };

let estate: Estate;
beforeAll(async () => {
  estate = await openEstate({ closedOut: 'disabled' });
});
afterAll(() => estate[Symbol.asyncDispose]());

test('by default the month so far, as one exact sum', async () => {
  const { answer, text } = await estate.ask(queryCosts);
  expect(answer).toEqual({
    period: { Start: '2026-11-01', End: '2026-11-22' },
    ...{ metric: 'BilledCost', granularity: 'NONE', group_by: [] },
    total: usd('61.2000000001'),
    rows: [{ ...usd('61.2000000001'), percent: 100, estimated: true }],
    ...{ other: null, data_through: '2026-11-20', estimated: true },
    data_quality: {
      ...{ status: 'complete', as_of: READ_AT, oldest_as_of: READ_AT, gaps: [] },
      note: 'Charges are known through 2026-11-20. The provider still estimates some of them and may change them.',
    },
  });
  expect(text).toBe(
    `BilledCost from 2026-11-01 to 2026-11-22 (end exclusive): 61.2000000001 USD.\n${answer.data_quality.note}`,
  );
});

test.each([
  [
    'services',
    { group_by: ['service'] },
    [
      [EC2, '60.2', 98.37],
      [S3, '0.5000000001', 0.82],
      ['=Tax', '0.5', 0.82],
    ],
  ],
  [
    'accounts',
    { group_by: ['SubAccountId'] },
    [
      [PROD, '41.0000000001', 66.99],
      [DEV, '20.2', 33.01],
    ],
  ],
  [
    'regions, and what has none',
    { group_by: ['region'] },
    [
      ['eu-west-1', '60.2', 98.37],
      ['us-east-1', '0.5000000001', 0.82],
      [null, '0.5', 0.82],
    ],
  ],
  [
    'a tag of any case, and what lacks it',
    { group_by: ['tag:owner'] },
    [
      ['ana', '40', 65.36],
      [null, '21.2000000001', 34.64],
    ],
  ],
  [
    'the month so far under its other name',
    { group_by: ['account'], time_period: NOVEMBER },
    [
      [PROD, '41.0000000001', 66.99],
      [DEV, '20.2', 33.01],
    ],
  ],
  [
    'amortised',
    { group_by: ['account'], metric: 'EffectiveCost' },
    [
      [PROD, '36.0000000001', 64.06],
      [DEV, '20.2', 35.94],
    ],
  ],
])('%s', async (_, input, rows) => {
  const { answer } = await estate.ask(queryCosts, input);
  const [group = ''] = answer.group_by;
  expect(answer.rows.map(({ [group]: value, amount, percent }) => [value, amount, percent])).toEqual(rows);
  expect(answer.data_quality.status).toBe('complete');
});

test('two months by two dimensions, whose rows add up', async () => {
  const input = { period: BOTH, granularity: 'MONTHLY', group_by: ['service', 'account'] };
  const { answer } = await estate.ask(queryCosts, input);
  expect(
    answer.rows.map(({ start, ServiceName, account_name, amount, estimated }) => [
      start,
      ServiceName,
      account_name,
      amount,
      estimated,
    ]),
  ).toEqual([
    ['2026-10-01', EC2, 'Production', '60.1', undefined],
    ['2026-10-01', EC2, 'Development', '30', undefined],
    ['2026-10-01', S3, 'Production', '10.2', undefined],
    ['2026-11-01', EC2, 'Production', '40', true],
    ['2026-11-01', EC2, 'Development', '20.2', true],
    ['2026-11-01', S3, 'Production', '0.5000000001', true],
    ['2026-11-01', '=Tax', 'Production', '0.5', true],
  ]);
  expect(answer.total).toEqual(usd('161.5000000001'));
});

test.each([1, 2, 3, 25])('with the top %i, total = rows + other', async (top_n) => {
  const input = { period: BOTH, granularity: 'DAILY', group_by: ['service', 'account'], top_n };
  const { answer } = await estate.ask(queryCosts, input);
  const rows = sum(
    answer.rows.map(({ amount, currency }) => ({ amount: amount ?? '', currency })),
    'USD',
  );
  expect(add(rows, usd(answer.other?.amount ?? '0'))).toEqual(usd('161.5000000001'));
  expect(answer.total).toEqual(usd('161.5000000001'));
});

test('the rest is one sum, and says of how many', async () => {
  const { answer, text } = await estate.ask(queryCosts, { group_by: ['service'], top_n: 1 });
  expect(answer.other).toEqual({ ...usd('1.0000000001'), groups: 2 });
  expect(text).toContain(`«${EC2}»: 60.2 USD (98.37 %) estimated`);
  expect(text).toContain('other (2 groups): 1.0000000001 USD');
});

test.each([
  ['an account', { accounts: [DEV] }, '20.2'],
  ['an account by its name', { accounts: ['development'] }, '20.2'],
  ['an account as older clients nest it', { filters: { account_id: PROD } }, '41.0000000001'],
  ['a service of any case', { filters: { service: S3.toLowerCase() } }, '0.5000000001'],
  ['a region', { regions: ['us-east-1'] }, '0.5000000001'],
  ['a tag', { filters: { 'tag:Owner': ['ana'] } }, '40'],
  ['a service in an account', { accounts: [PROD], filters: { service: [EC2] } }, '40'],
  ['what two names of one filter both allow', { accounts: [PROD, DEV], filters: { account: DEV } }, '20.2'],
  ['a known account without charges', { accounts: [CLOSED_OUT] }, '0'],
])('narrowed to %s', async (_, input, total) =>
  expect((await estate.ask(queryCosts, input)).answer.total).toEqual(usd(total)),
);

test('a closed month is known to its end and is no estimate', async () => {
  const { answer } = await estate.ask(queryCosts, { period: { Start: '2026-10-01', End: '2026-11-01' } });
  expect(answer).toMatchObject({
    ...{ total: usd('100.3'), data_through: '2026-10-31', estimated: false },
    data_quality: { status: 'complete', note: 'Charges are known through 2026-10-31.' },
  });
});

test('a missing month is a gap with its price, never a zero', async () => {
  const { answer, text } = await estate.ask(queryCosts, { period: BOTH, granularity: 'MONTHLY', group_by: ['region'] });
  expect(answer.rows.map(({ start }) => start)).toEqual(['2026-11-01', '2026-11-01', '2026-11-01']);
  expect(answer.data_quality).toMatchObject({
    status: 'partial',
    gaps: [{ account: PROD, reason: 'not_collected', detail: 'costs of 2026-10 by RegionId were never collected' }],
  });
  // Six views of four months, of which one month of one view is closed.
  expect(text).toContain('collect_data {"what":"costs"} plans and prices it: at least 23 paid calls of $0.01, $0.23.');
});

test('what lies beyond the reach of a collection is not promised', async () => {
  const { answer } = await estate.ask(queryCosts, { period: { Start: '2026-01-01', End: '2026-02-01' } });
  expect(answer).toMatchObject({ total: null, rows: [], data_quality: { status: 'empty' } });
  expect(answer.data_quality.note).toBe(
    'No total: costs of 2026-01 were never collected. collect_data reaches back to 2026-08, not to 2026-01.',
  );
});

test('before anything was collected', async () => {
  await using bare = await openEstate({ collected: false });
  const { answer, text } = await bare.ask(queryCosts, { group_by: ['service'] });
  expect(answer).toMatchObject({ total: null, rows: [], other: null, data_quality: { status: 'empty', as_of: null } });
  expect(text).toContain('unknown');
  expect(text).toContain('at least 24 paid calls of $0.01, $0.24');
});

test('a refusal by the provider says so', async () => {
  const refused: Run = {
    ...{ id: 'run-c', organisation: 'acme', what: ['costs'], status: 'failed', unitsDone: 0, unitsTotal: 1 },
    ...{ startedAt: READ_AT, finishedAt: READ_AT },
    accounts: [
      {
        ...{ cloud: 'aws', account: PROD, status: 'failed', durationMs: 1, units: 1, rows: 0 },
        gaps: [
          {
            cloud: 'aws',
            account: PROD,
            reason: 'denied',
            dataset: 'costs',
            detail: 'ce:GetCostAndUsage was denied (AccessDeniedException)',
          },
        ],
      },
    ],
  };
  await using denied = await openEstate({ costs: [], runs: [...RUNS, refused] });
  const { answer, text } = await denied.ask(queryCosts);
  expect(answer.data_quality.gaps).toMatchObject([
    { account: 'all', reason: 'not_collected' },
    { account: PROD, reason: 'denied' },
  ]);
  expect(text).toContain('ce:GetCostAndUsage was denied');
});

test.each([
  ['refused', 'denied', 'denied', 'sts:AssumeRole was denied (AccessDenied)'],
  [
    'connected since the last collection of costs',
    'connected',
    'not_collected',
    'costs of the account were never asked for',
  ],
] as const)('charges of an account that was %s are not counted as none', async (_, closedOut, reason, detail) => {
  await using partly = await openEstate({ closedOut });
  expect((await partly.ask(queryCosts)).answer).toMatchObject({
    total: usd('61.2000000001'),
    // The other account is no payer either, but its charges are among the payer's.
    data_quality: { status: 'partial', gaps: [{ account: CLOSED_OUT, reason, detail }] },
  });
  // Asked for alone, nothing is known of it.
  const alone = await partly.ask(queryCosts, { accounts: [CLOSED_OUT] });
  expect(alone.answer).toMatchObject({
    ...{ total: null, rows: [], data_through: null },
    data_quality: { status: 'empty', gaps: [{ account: CLOSED_OUT, reason, detail }] },
  });
  expect(alone.text).toContain('No total');
});

test('an open month that was read long ago is stale', async () => {
  const costs = COSTS.map((month) => (month.closed ? month : { ...month, asOf: '2026-11-19T00:00:00Z' }));
  await using old = await openEstate({ costs, closedOut: 'disabled' });
  expect((await old.ask(queryCosts)).answer).toMatchObject({
    data_through: '2026-11-18',
    data_quality: { status: 'stale', note: expect.stringContaining('more than 36 hours ago') },
  });
});

test('a day that is not over is not known, though some of its charges are', async () => {
  const costs = COSTS.map((month) => {
    const [first] = month.rows;
    return first && month.month === '2026-11'
      ? { ...month, rows: [...month.rows, ['2026-11-21', first[1], '1'] as const] }
      : month;
  });
  await using open = await openEstate({ costs, closedOut: 'disabled' });
  expect((await open.ask(queryCosts)).answer).toMatchObject({
    total: usd('62.2000000001'),
    data_through: '2026-11-20',
  });
});

test('on the first of a month no day of it is known', async () => {
  const view = { view: 'ServiceName+SubAccountId', month: '2026-11', asOf: '2026-11-01T06:00:00Z' };
  const rows = [['2026-11-01', { ServiceName: EC2, SubAccountId: PROD }, '1']] as const;
  await using young = await openEstate({ costs: [{ ...view, rows }], closedOut: 'disabled' });
  const { answer } = await young.ask(queryCosts);
  expect(answer).toMatchObject({ total: usd('1'), data_through: null });
  expect(answer.data_quality.note).toContain('No day of the period is known whole.');
});

test('a member that was asked before its payer is not counted twice', async () => {
  const own = { payer: DEV, view: 'ServiceName+SubAccountId', month: '2026-11' };
  await using twice = await openEstate({
    costs: [...COSTS, { ...own, rows: [['2026-11-02', { ServiceName: EC2, SubAccountId: DEV }, '20.2']] }],
    closedOut: 'disabled',
  });
  const { answer } = await twice.ask(queryCosts, { group_by: ['account'] });
  expect(answer).toMatchObject({ total: usd('61.2000000001'), data_quality: { status: 'complete' } });
});

test('two currencies are never added', async () => {
  const euro = { payer: '999', view: 'ServiceName+SubAccountId', month: '2026-11', currency: 'EUR' };
  await using mixed = await openEstate({
    costs: [...COSTS, { ...euro, rows: [['2026-11-03', { ServiceName: EC2, SubAccountId: '999' }, '7']] }],
  });
  const { answer, text } = await mixed.ask(queryCosts, { group_by: ['service'] });
  expect(answer).toMatchObject({ total: null, other: null });
  expect(answer.totals).toEqual([
    { amount: '7', currency: 'EUR', other: null },
    { amount: '61.2000000001', currency: 'USD', other: null },
  ]);
  expect(text).toContain('7 EUR and 61.2000000001 USD, not to be added');
});

test('charges without the metric are unknown, not zero', async () => {
  const rows = [
    ['2026-11-01', { ServiceName: EC2, SubAccountId: PROD }, '5', '4'],
    ['2026-11-01', { ServiceName: S3, SubAccountId: DEV }, '3'],
  ] as const;
  await using half = await openEstate({
    costs: [{ view: 'ServiceName+SubAccountId', month: '2026-11', rows }],
    closedOut: 'disabled',
  });
  const { answer } = await half.ask(queryCosts, { metric: 'EffectiveCost', group_by: ['service'] });
  expect(answer.total).toEqual(usd('4'));
  expect(answer.rows.map(({ amount, percent }) => [amount, percent])).toEqual([
    ['4', 100],
    [null, null],
  ]);
  expect(answer.data_quality).toMatchObject({
    status: 'partial',
    gaps: [{ cloud_provider: 'aws', account: 'all', detail: '1 charges have no EffectiveCost' }],
    note: expect.stringContaining('leaves out what is unknown (1 charges have no EffectiveCost)'),
  });
});

test('where no charge has the metric the total is unknown too, and so are the others', async () => {
  const rows = [
    ['2026-11-01', { ServiceName: EC2, SubAccountId: PROD }, '5'],
    ['2026-11-01', { ServiceName: S3, SubAccountId: PROD }, '3'],
  ] as const;
  const view = { view: 'ServiceName+SubAccountId', month: '2026-11', rows };
  await using none = await openEstate({ costs: [view], closedOut: 'disabled' });
  const input = { metric: 'EffectiveCost', group_by: ['service'], top_n: 1, csv: true };
  const { answer, text } = await none.ask(queryCosts, input);
  expect(answer).toMatchObject({ total: null, other: { amount: null, currency: 'USD', groups: 1 } });
  expect(answer.csv?.split('\r\n')[2]).toBe(',other,,USD,');
  expect(text).toContain('(end exclusive): unknown.');
  expect(text).toContain('other (1 groups): unknown USD');
  const euro = {
    ...view,
    payer: '999',
    currency: 'EUR',
    rows: [['2026-11-03', { SubAccountId: '999' }, '7', '6']],
  } as const;
  await using mixed = await openEstate({ costs: [view, euro], closedOut: 'disabled' });
  const both = await mixed.ask(queryCosts, { metric: 'EffectiveCost' });
  expect(both.answer.totals).toMatchObject([
    { amount: '6', currency: 'EUR' },
    { amount: null, currency: 'USD' },
  ]);
  expect(both.text).toContain('6 EUR and unknown USD, not to be added');
});

test('CSV adds up too and starts no formula', async () => {
  const { answer, text } = await estate.ask(queryCosts, { group_by: ['service', 'account'], top_n: 3, csv: true });
  expect(answer.csv?.split('\r\n')).toEqual([
    'start,ServiceName,SubAccountId,BilledCost,currency,estimated',
    `,${EC2},${PROD},40,USD,true`,
    `,${EC2},${DEV},20.2,USD,true`,
    `,${S3},${PROD},0.5000000001,USD,true`,
    ',other,other,0.5,USD,',
    '',
  ]);
  expect(text).toContain(`,${EC2},${PROD},40,USD,true`);
  expect((await estate.ask(queryCosts, { group_by: ['service'], csv: true })).answer.csv).toContain(",'=Tax,0.5,");
});

test.each([
  ['a metric that is not collected', { metric: 'ListCost' }, 'ListCost is not collected'],
  ['a dimension that is none', { group_by: ['ServceName'] }, 'Did you mean ServiceName?'],
  ['a finer dimension', { group_by: ['ResourceId'] }, 'this version has no finer columns'],
  ['three dimensions', { group_by: ['service', 'account', 'region'] }, 'costs are collected by no more'],
  [
    'a pair that no view has',
    { group_by: ['tag:Owner', 'region'] },
    "can't be told apart by tag:Owner, RegionId together",
  ],
  ['a filter that makes it three', { group_by: ['service', 'account'], regions: ['eu-west-1'] }, 'Filters count too'],
  ['a tag that costs are not collected by', { group_by: ['tag:Ownr'] }, 'Did you mean tag:Owner?'],
  ['a service that is none', { filters: { service: ['Amazon Simple Storage Servic'] } }, `Did you mean ${S3}?`],
  ['an account that is none', { accounts: ['111111111112'] }, `Did you mean ${PROD}?`],
  ['a day that is none', { period: { Start: '2026-02-30' } }, 'no day of the calendar'],
  ['too many days', { period: { Start: '2020-01-01', End: '2026-11-01' }, granularity: 'DAILY' }, 'Ask for MONTHLY'],
  [
    'a year that is far off',
    { period: { Start: '2026-11-01', End: '9999-12-31' } },
    'outside 2006-01-01 to 2031-12-31',
  ],
  ['the last day of all', { time_period: { Start: '9999-12-31' } }, 'period.Start: 9999-12-31 lies outside'],
  ['a year before the clouds', { period: { Start: '0001-01-01' } }, 'period.Start: 0001-01-01 lies outside'],
  ['two periods', { period: NOVEMBER, time_period: BOTH }, 'give one of them'],
])('%s is refused', (_, input, help) => expect(estate.ask(queryCosts, input)).rejects.toThrow(help));

test('a cloud whose costs were never collected has no figure', async () =>
  expect((await estate.ask(queryCosts, { cloud_provider: 'azure' })).answer).toMatchObject({
    ...{ total: null, rows: [] },
    data_quality: { status: 'empty' },
  }));

test('the same question gets the same bytes', async () => {
  const input = { group_by: ['service'], csv: true };
  const [first, second] = [await estate.ask(queryCosts, input), await estate.ask(queryCosts, input)];
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
});
