import { expect, test } from 'vitest';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';
import type { CellFilter } from './inventory.ts';
import { NO_UNITS, unitIndex } from './unit-index.ts';
import { unitTable } from './unit-table.ts';

const gap = (reason: Gap['reason'], detail = 'refused'): Gap => ({ cloud: 'aws', account: '1', reason, detail });
const unit = (
  account: string,
  region: string,
  type: string,
  hour: string | undefined,
  ...gaps: Gap[]
): UnitCoverage => ({
  ...{ cloud: 'aws', account, region, type, gaps, status: hour === undefined ? 'failed' : 'ok' },
  ...(hour === undefined ? {} : { collectedAt: `2026-11-01T${hour}:00:00.000Z` }),
});
const index = unitIndex(
  unitTable([
    unit('1', 'eu-west-1', 'ec2:volume', '06'),
    unit('1', 'us-east-1', 'ec2:volume', '05', gap('denied', 'some fields')),
    unit('2', 'global', 's3:bucket', '07'),
    unit('2', 'eu-west-1', 'ec2:volume', undefined),
    unit('2', 'us-east-1', 'ec2:volume', undefined, { ...gap('denied'), account: '2' }),
    unit('2', 'sa-east-1', 'ec2:volume', undefined, { ...gap('unsupported'), account: '2' }),
  ]),
);

test.each<[filter: CellFilter, expected: object]>([
  [{}, { units: 6, unread: 2, oldest: '2026-11-01T05:00:00.000Z', newest: '2026-11-01T07:00:00.000Z' }],
  [{ accounts: ['1'] }, { units: 2, unread: 0, newest: '2026-11-01T06:00:00.000Z', types: new Set(['ec2:volume']) }],
  [{ types: ['s3:bucket'] }, { units: 1, gaps: [] }],
  // What is listed globally may lie in any region.
  [{ regions: ['eu-west-1'] }, { units: 3, types: new Set(['ec2:volume', 's3:bucket']) }],
  [
    { regions: ['sa-east-1'], types: ['ec2:volume'] },
    { units: 1, unread: 0, oldest: undefined, newest: undefined },
  ],
  [{ accounts: ['nobody'] }, { units: 0, unread: 0, oldest: undefined, types: new Set() }],
])('within %j', (filter, expected) => expect(index.reach(filter)).toMatchObject(expected));

test('the same gap in several regions is one, with its regions', () => {
  const regions = ['eu-west-1', 'us-east-1', 'sa-east-1'];
  const units = regions.map((region) => unit('1', region, 'ec2:volume', undefined, { ...gap('denied'), region }));
  expect(unitIndex(unitTable(units)).reach({}).gaps).toEqual([
    { gap: { ...gap('denied'), resourceType: 'ec2:volume' }, regions },
  ]);
});

test('an account is told of by its units', () => {
  expect(index.toldBy('2')?.map(({ detail }) => detail)).toEqual(['refused', 'refused']);
  expect(index.toldBy('3')).toBeUndefined();
  expect(index.accounts).toEqual(['1', '2']);
  expect(NO_UNITS.toldBy('1')).toBeUndefined();
});

test('a unit has its own time', () => {
  const at = (account: string, region: string) => index.collectedAt({ account, region, type: 'ec2:volume' });
  expect([at('1', 'us-east-1'), at('2', 'us-east-1'), at('3', 'us-east-1'), at('1', 'nowhere')]).toEqual([
    '2026-11-01T05:00:00.000Z',
    ...[undefined, undefined, undefined],
  ]);
});
