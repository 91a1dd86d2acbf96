import { expect, test } from 'vitest';
import type { UnitCoverage } from '../../model/run.ts';
import { unitsOf, unitTable } from '../unit-table.ts';
import { unitBytes, unitTableOf } from './unit-bytes.ts';

const unit: UnitCoverage = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', status: 'ok', gaps: [] },
  collectedAt: '2026-11-01T00:00:00.000Z',
};
const { collectedAt: _, ...never } = unit;

test.each<[string, UnitCoverage[]]>([
  ['no unit', []],
  ['one', [unit]],
  ['a name outside ASCII', [{ ...unit, account: 'straße' }, unit]],
  ['gaps', [{ ...never, status: 'failed', gaps: [{ cloud: 'aws', account: '1', reason: 'denied', detail: 'x' }] }]],
])('%s comes back as it was', (_name, units) => {
  const bytes = unitBytes(unitTable(units));
  // Wherever the bytes lie.
  const moved = Buffer.concat([Buffer.from('odd'), bytes]).subarray(3);
  expect(unitsOf(unitTableOf(moved))).toEqual(units);
});
