import { expect, test } from 'vitest';
import { testUnit } from '../fixtures.ts';
import { mergeCoverage } from './coverage.ts';

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
