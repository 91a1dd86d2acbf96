import { expect, test } from 'vitest';
import type { ChargePeriod } from '../../store/state.ts';
import { chooseViews, collectedViews } from './collected-views.ts';

const period = (source: string, month: string, asOf = '2026-11-20T00:00:00Z'): ChargePeriod => ({
  ...{ organisation: 'acme', source, period: month, file: 'f', rows: 1, asOf, closed: false, contentHash: 'h' },
});
const SERVICE_ACCOUNT = 'aws-cost-explorer/1/ServiceName+SubAccountId';
const SERVICE_REGION = 'aws-cost-explorer/1/ServiceName+RegionId';

test.each([
  [SERVICE_ACCOUNT, ['ServiceName', 'SubAccountId']],
  ['aws-cost-explorer/1/tag:Team+ServiceName', ['tag:Team', 'ServiceName']],
  ['aws-cost-explorer/1/tag:a/b+c+ServiceName', ['tag:a/b+c', 'ServiceName']],
])('%s is grouped by %j', (source, dimensions) =>
  expect(collectedViews([period(source, '2026-11')], 'aws')).toMatchObject([{ payer: '1', dimensions }]),
);

test('sources that are not asked are left out', () =>
  expect(collectedViews([period(SERVICE_ACCOUNT, '2026-11'), period('broken', '2026-11')], 'azure')).toEqual([]));

const both = collectedViews(
  [
    period(SERVICE_ACCOUNT, '2026-10'),
    period(SERVICE_ACCOUNT, '2026-11', '2026-11-19T00:00:00Z'),
    period(SERVICE_REGION, '2026-11', '2026-11-20T00:00:00Z'),
  ],
  'aws',
);

test.each([
  ['any view knows a total, and the newest is taken', [], ['2026-11'], [SERVICE_REGION], []],
  ['the one that knows more months is taken', [], ['2026-10', '2026-11'], [SERVICE_ACCOUNT], []],
  ['only one can tell regions apart', ['RegionId'], ['2026-10', '2026-11'], [SERVICE_REGION], ['2026-10']],
  ['none tells tags apart', ['tag:Team'], ['2026-11'], [], ['2026-11']],
  ['no view knows the month', [], ['2026-01'], [], ['2026-01']],
])('%s', (_, needed, months, sources, missing) => {
  const choice = chooseViews(both, needed, months);
  expect(choice.views.map(({ source }) => source)).toEqual(sources);
  expect(choice.missing).toEqual(missing.length === 0 ? [] : [{ payer: '1', months: missing }]);
});

test('each payer is counted once, by its own best view', () => {
  const views = collectedViews(
    [period(SERVICE_ACCOUNT, '2026-11'), period('aws-cost-explorer/2/ServiceName+RegionId', '2026-11')],
    'aws',
  );
  expect(chooseViews(views, ['ServiceName'], ['2026-11']).views.map(({ payer }) => payer)).toEqual(['1', '2']);
});
