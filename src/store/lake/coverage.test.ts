import { expect, test } from 'vitest';
import { testUnit } from '../fixtures.ts';
import { mergeCoverage, retiredUnits } from './coverage.ts';

const earlier = {
  cloud: 'aws',
  account: '1',
  region: 'eu-west-1',
  type: 'ec2:instance',
  status: 'ok',
  collectedAt: 'then',
  gaps: [],
} as const;

test.each([
  ['asked again', testUnit({ collectedAt: 'now' }), { status: 'ok', collectedAt: 'now' }],
  ['read in part', testUnit({ status: 'partial', collectedAt: 'now' }), { status: 'partial', collectedAt: 'now' }],
  ['failed', testUnit({ status: 'failed', collectedAt: 'now' }), { status: 'failed', collectedAt: 'then' }],
])('a unit that was %s', (_, outcome, expected) =>
  expect(mergeCoverage([earlier], [outcome])).toEqual([expect.objectContaining(expected)]),
);

test('a unit that was not asked keeps what was known', () => expect(mergeCoverage([earlier], [])).toEqual([earlier]));
test('a unit that never succeeded was never collected', () =>
  expect(mergeCoverage([], [testUnit({ status: 'failed' })])[0]).not.toHaveProperty('collectedAt'));

test.each([
  ['everything is kept', undefined, false],
  ['the account is kept', [{ account: '1' }], false],
  ['its region is kept', [{ account: '1', regions: ['eu-west-1'] }], false],
  ['other regions are kept', [{ account: '1', regions: ['us-east-1'] }], true],
  ['other accounts are kept', [{ account: '2', regions: ['eu-west-1'] }], true],
])('where %s, a unit that was not asked is retired: %j, %j', (_, keep, retired) =>
  expect(retiredUnits([earlier], [], keep)).toEqual(retired ? [earlier] : []),
);

test('a global unit has no region to lose, and one that was asked stays', () => {
  const global = { ...earlier, region: 'global' };
  expect(retiredUnits([global], [], [{ account: '1', regions: [] }])).toEqual([]);
  expect(retiredUnits([earlier], [testUnit({ status: 'failed' })], [])).toEqual([]);
});
