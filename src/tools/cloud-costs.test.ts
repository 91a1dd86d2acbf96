import { expect, test } from 'vitest';
import { loadPolicy } from '../analyze/tags/load-policy.ts';
import type { CloudName } from '../model/cloud.ts';
import { mergeViews, sumsOfCloud, viewsOfClouds } from './cloud-costs.ts';
import { COSTS, type CostMonth, openEstate, PROD } from './testing/estate.fixture.ts';
import type { ToolContext } from './tool.ts';

const NOVEMBER = { start: '2026-11-01', end: '2026-12-01' };
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';

const azure: CostMonth = {
  ...{ cloud: 'azure', payer: SUBSCRIPTION, view: 'ServiceName+SubAccountId', month: '2026-11', currency: 'EUR' },
  rows: [
    ['2026-11-01', { ServiceName: 'Storage', SubAccountId: SUBSCRIPTION }, '2.5', '2.5'],
    ['2026-11-09', { ServiceName: 'Storage', SubAccountId: SUBSCRIPTION }, '3'],
  ],
};
const google: CostMonth = {
  ...{ cloud: 'gcp', payer: 'billing-1', view: 'tag:owner+ServiceName', month: '2026-11' },
  rows: [['2026-11-03', { ServiceName: 'Compute Engine', Tags: { owner: 'ana' } }, '7']],
};

async function asked(
  clouds: readonly CloudName[],
  { groupBy = [], filters = {}, metric = 'BilledCost' }: Partial<Parameters<typeof sumsOfCloud>[1]>,
  context: ToolContext,
) {
  const views = await viewsOfClouds(clouds, [...groupBy, ...Object.keys(filters)], NOVEMBER, context);
  const question = { period: NOVEMBER, granularity: 'NONE', groupBy, filters, metric } as const;
  const parts = await Promise.all(views.map((cloud) => sumsOfCloud(cloud, question, context)));
  return { views: mergeViews(views), parts };
}

test('each cloud has its own sums, its own last day and its own charges without an amount', async () => {
  await using estate = await openEstate({ costs: [...COSTS, azure] });
  const { parts } = await asked(
    ['aws', 'azure'],
    { groupBy: ['ServiceName'], metric: 'EffectiveCost' },
    estate.context,
  );
  expect(parts.map(({ sums }) => sums.map(({ amount, currency }) => `${Number(amount)} ${currency}`).sort())).toEqual([
    ['0.5 USD', '0.5000000001 USD', '55.2 USD'],
    ['2.5 EUR'],
  ]);
  expect(parts.map(({ through }) => through)).toEqual(['2026-11-20', '2026-11-09']);
  expect(parts.map(({ unpriced }) => unpriced)).toEqual([
    [],
    [{ cloud: 'azure', account: 'all', reason: 'not_collected', detail: '1 charges have no EffectiveCost' }],
  ]);
});

test('a filter is over all clouds', async () => {
  await using estate = await openEstate({ costs: [...COSTS, azure] });
  const { parts } = await asked(['aws', 'azure'], { filters: { SubAccountId: [PROD] } }, estate.context);
  expect(parts.map(({ sums }) => sums.length)).toEqual([1, 0]);
});

test('a tag is asked under the name that the cloud has it by', async () => {
  await using estate = await openEstate({ costs: [...COSTS, google] });
  const policy = loadPolicy({
    text: JSON.stringify({
      version: '2.0',
      required_tags: [{ name: 'Owner', applies_to: [], cloud_specific: { gcp: { name: 'owner' } } }],
    }),
    ...{ source: 'test', fileName: 'policy.json' },
  });
  const context = { ...estate.context, policy: async () => policy };
  const { parts } = await asked(['aws', 'gcp'], { groupBy: ['tag:Owner'], filters: { 'tag:Owner': ['ana'] } }, context);
  expect(parts.map(({ sums }) => sums.map(({ group, amount }) => [group, Number(amount)]))).toEqual([
    [[['ana'], 40]],
    [[['ana'], 7]],
  ]);
});

test('what one cloud never collected is a gap beside the sums of the other', async () => {
  await using estate = await openEstate();
  const { views, parts } = await asked(['aws', 'azure'], {}, estate.context);
  expect(parts.map(({ sums, through }) => [sums.length, through])).toEqual([
    [1, '2026-11-20'],
    [0, undefined],
  ]);
  expect(views.views.map(({ payer }) => payer)).toEqual([PROD]);
  expect(views.gaps).toContainEqual({
    ...{ cloud: 'azure', account: 'all', reason: 'not_collected', detail: 'costs were never collected' },
  });
  expect(views.remedy).toContain('collect_data');
});

test.each(['disabled', 'inactive'] as const)(
  'what no cloud misses needs no remedy, with an account that is %s',
  async (closedOut) => {
    await using estate = await openEstate({ closedOut });
    const { views } = await asked(['aws'], {}, estate.context);
    expect(views).toMatchObject({ gaps: [], remedy: undefined });
    expect(mergeViews([])).toEqual({ views: [], missing: [], gaps: [], remedy: undefined });
  },
);

test('a cloud that can never answer fails the answer', async () => {
  await using estate = await openEstate({ costs: [...COSTS, azure] });
  await expect(asked(['aws', 'azure'], { groupBy: ['tag:Nobody'] }, estate.context)).rejects.toThrow('Nobody');
});
