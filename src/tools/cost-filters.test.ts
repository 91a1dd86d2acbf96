import { expect, test } from 'vitest';
import type { CloudName } from '../model/cloud.ts';
import { viewsOfClouds } from './cloud-costs.ts';
import { type CostFilters, filtersByCloud } from './cost-filters.ts';
import { COSTS, type CostMonth, openEstate, PROD } from './testing/estate.fixture.ts';

const NOVEMBER = { start: '2026-11-01', end: '2026-12-01' };
const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const azure: CostMonth = {
  ...{ cloud: 'azure', payer: SUBSCRIPTION, view: 'ServiceName+SubAccountId', month: '2026-11' },
  rows: [['2026-11-01', { ServiceName: 'Storage', SubAccountId: SUBSCRIPTION }, '2.5', '2.5']],
};

async function asked(filters: CostFilters) {
  await using estate = await openEstate({ costs: [...COSTS, azure], clouds: ['aws', 'azure'] });
  const clouds: readonly CloudName[] = ['aws', 'azure'];
  const views = await viewsOfClouds(clouds, Object.keys(filters), NOVEMBER, estate.context);
  return await filtersByCloud(views, { period: NOVEMBER, metric: 'BilledCost', filters }, estate.context);
}

test.each<[string, CostFilters, readonly CostFilters[]]>([
  ['nothing', {}, [{}, {}]],
  [
    'a service of one cloud, in any case',
    { ServiceName: ['storage'] },
    [{ ServiceName: [] }, { ServiceName: ['Storage'] }],
  ],
  [
    'accounts of both',
    { SubAccountId: [PROD, SUBSCRIPTION] },
    [{ SubAccountId: [PROD] }, { SubAccountId: [SUBSCRIPTION] }],
  ],
])('%s', async (_, filters, expected) => expect(await asked(filters)).toEqual(expected));

test('a value that no cloud has is refused', () =>
  expect(asked({ ServiceName: ['Storag'] })).rejects.toThrow('Did you mean Storage?'));
