import { expect, test } from 'vitest';
import type { Gap } from '../model/gap.ts';
import type { UnitCoverage } from '../model/run.ts';
import { unitsOf, unitTable } from './unit-table.ts';

const unit: UnitCoverage = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', type: 'ec2:volume', status: 'ok', gaps: [] },
  collectedAt: '2026-11-01T00:00:00.000Z',
};
const { collectedAt: _, ...never } = unit;
const denied: Gap = {
  ...{ cloud: 'aws', account: '1', region: 'eu-west-1', resourceType: 'ec2:volume' },
  ...{ reason: 'denied', detail: 'x' },
};
const ofAnother: Gap = { cloud: 'aws', account: '9', reason: 'failed', detail: 'x', action: 'y', fieldsOnly: true };

test.each<[string, UnitCoverage[]]>([
  ['no unit', []],
  ['one', [unit]],
  ['one that was never read', [{ ...never, status: 'failed', gaps: [denied] }, unit]],
  ['gaps that say what their unit says, and others', [{ ...unit, status: 'partial', gaps: [denied, ofAnother] }]],
  ['several', [unit, { ...unit, region: '', account: '2' }, { ...unit, type: 's3:bucket', region: 'global' }]],
])('%s comes back as it was', (_name, units) => expect(unitsOf(unitTable(units))).toEqual(units));

test('the same refusal everywhere is kept once', () => {
  const units = Array.from({ length: 100 }, (_unit, index) => ({
    ...unit,
    account: String(index),
    gaps: [{ ...denied, account: String(index) }],
  }));
  expect(unitTable(units).kinds).toHaveLength(1);
  expect(unitsOf(unitTable(units))).toEqual(units);
});

test('a time that would not come back as it was is refused', () =>
  expect(() => unitTable([{ ...unit, collectedAt: '2026-11-01' }])).toThrow('no instant'));
