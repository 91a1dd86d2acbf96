import { expect, test } from 'vitest';
import type { Estate, PlantedCharge, PlantedResource, PlantedViolation } from './estate.ts';
import { truthOf } from './truth.ts';

const resource = (id: string, violations: readonly PlantedViolation[], taggable = true): PlantedResource => ({
  cloud: 'aws',
  id,
  type: id.slice(0, 1),
  account: '1',
  region: 'us-east-1',
  name: undefined,
  createdAt: new Date(0),
  tags: {},
  taggable,
  violations,
  detail: {},
});

const charge = (day: string, billedMicros: bigint, effectiveMicros = billedMicros): PlantedCharge => ({
  cloud: 'aws',
  account: '1',
  region: 'us-east-1',
  service: 'AmazonEC2',
  day,
  billedMicros,
  effectiveMicros,
  tags: {},
});

const estate: Estate = {
  seed: 5,
  now: new Date('2026-10-05T00:00:00Z'),
  accounts: [{ cloud: 'aws', id: '1', name: 'one', regions: ['us-east-1'], roleArn: 'arn', externalId: 'secret' }],
  resources: [
    resource('a1', []),
    resource('a2', [{ type: 'naming_rule', tag: 'x#y', severity: 'warning' }]),
    resource('b1', [
      { type: 'missing_required_tag', tag: 'Owner', severity: 'error' },
      { type: 'missing_required_tag', tag: 'Team', severity: 'error' },
    ]),
    resource('b2', [], false),
  ],
  charges: [
    charge('2026-09-30', 1n),
    charge('2026-10-01', 12_000_000n, 9_500_000n),
    charge('2026-10-02', 345_678n, 0n),
    charge('2026-10-03', -20_000_000n, 0n),
  ],
  of: () => [],
};

test('totals are counted from what was planted', () => {
  expect(truthOf(estate).clouds.aws.totals).toEqual({
    resources: 4,
    taggable: 3,
    compliant: 2,
    compliance_score: 2 / 3,
    violations: { naming_rule: 1, missing_required_tag: 2 },
  });
});

test('resources are listed by type', () => {
  const { types } = truthOf(estate).clouds.aws;
  expect(Object.keys(types)).toEqual(['a', 'b']);
  expect(types.b?.resources.map(({ id }) => id)).toEqual(['b1', 'b2']);
});

test('charges are exact to the last digit', () => {
  expect(truthOf(estate).clouds.aws.charges).toEqual({
    1: {
      AmazonEC2: {
        '2026-09': { billed: '0.000001', effective: '0.000001' },
        '2026-10': { billed: '-7.654322', effective: '9.500000' },
      },
    },
  });
});

test('the truth is JSON', () => {
  const truth = truthOf(estate);
  expect(JSON.parse(JSON.stringify(truth))).toEqual(JSON.parse(JSON.stringify({ ...truth })));
  expect(truth.now).toBe('2026-10-05T00:00:00.000Z');
});
