import { expect, test } from 'vitest';
import type { UnitCoverage } from '../../model/run.ts';
import { coverageOf, coverageText } from './coverage-text.ts';

const unit: UnitCoverage = {
  cloud: 'aws',
  account: '1',
  region: 'eu-west-1',
  type: 'ec2:volume',
  status: 'ok',
  collectedAt: '2026-11-01T00:00:00.000Z',
  gaps: [],
};
const { collectedAt: _, ...never } = unit;

test.each<[string, UnitCoverage[]]>([
  ['no unit', []],
  ['one', [unit]],
  [
    'one that was never read, with its gap',
    [{ ...never, status: 'failed', gaps: [{ cloud: 'aws', account: '1', reason: 'denied', detail: 'x' }] }, unit],
  ],
  ['several', [unit, { ...unit, region: '', account: '2' }, { ...unit, type: 's3:bucket', region: 'global' }]],
])('%s comes back as it was', (_name, units) => expect(coverageOf(coverageText(units))).toEqual(units));

test('units that differ in little take little', () => {
  const many = Array.from({ length: 10_000 }, (__, index) => ({
    ...unit,
    account: String(index % 50),
    region: `r${index % 17}`,
  }));
  expect(coverageText(many).length).toBeLessThan(JSON.stringify(many).length / 6);
});

test('what another version wrote is said to be so', () => expect(() => coverageOf('[]')).toThrow('another version'));
