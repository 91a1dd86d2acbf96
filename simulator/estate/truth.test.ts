import { expect, test } from 'vitest';
import { plantCompany } from './company.ts';
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

test('planters that share a type of the provider share a list', () => {
  const balancers = ['app', 'net'].map((kind) => ({ ...resource(kind, []), type: `elb:loadbalancer/${kind}` }));
  const classic = { ...resource('old', []), type: 'elb:loadbalancer' };
  const { types } = truthOf({ ...estate, resources: [...balancers, classic] }).clouds.aws;
  expect(types['elb:loadbalancer']?.resources.map(({ id }) => id)).toEqual(['app', 'net', 'old']);
  expect(Object.keys(types)).toHaveLength(1);
});

test('the same charges add up by region and by tag', () => {
  const tagged = { ...charge('2026-10-05', 7n), region: 'NoRegion', tags: { Team: 'data' } };
  const { charges_by_region, charges_by_tag } = truthOf({ ...estate, charges: [charge('2026-10-01', 1n), tagged] })
    .clouds.aws;
  const [one, seven] = [1, 7].map((micros) => ({ billed: `0.00000${micros}`, effective: `0.00000${micros}` }));
  expect(charges_by_region).toEqual({ 'us-east-1': { '2026-10': one }, NoRegion: { '2026-10': seven } });
  expect(charges_by_tag).toEqual({ Team: { '': { '2026-10': one }, data: { '2026-10': seven } } });
});

test('an anomaly is told only where the bill has it', () => {
  const now = new Date('2026-09-15T13:20:00Z');
  const company = plantCompany({ seed: 7, resources: 1500, now });
  const { anomalies, drift, waste } = truthOf(company).clouds.aws;
  expect(anomalies.map(({ service, factor }) => [service, factor])).toEqual([
    ['EC2 - Other', 6],
    ['AmazonCloudWatch', 14],
    ['AWS Lambda', 22],
  ]);
  expect(anomalies[0]).toMatchObject({ first_day: '2026-09-06', last_day: '2026-09-08' });
  expect([drift, waste]).toEqual([[], []]);
  expect(truthOf({ ...company, charges: [] }).clouds.aws.anomalies).toEqual([]);
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
