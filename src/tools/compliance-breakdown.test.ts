import { expect, test } from 'vitest';
import type { UnitOutcome } from '../model/run.ts';
import { checkTagCompliance } from './tags/check-tag-compliance.ts';
import { NOW, openEstate, PROD, RUNS } from './testing/estate.fixture.ts';

const GOOD = { Owner: 'ana', Environment: 'production', CostCenter: '42' };
// The further on, the fewer resources miss their tags; in the last regions none does.
const REGIONS = Array.from({ length: 104 }, (_, index) => ({
  region: `region-${String(index).padStart(3, '0')}`,
  rows: Array.from({ length: 2 }, (__, number) => ({
    id: `arn:aws:ec2:region-${index}:${PROD}:instance/i-${number}`,
    tags: index + number < 102 ? {} : GOOD,
    attributes: {},
  })),
}));

test('the hundred worst groups are told each by itself, and the rest together', async () => {
  await using estate = await openEstate({ runs: [...RUNS, ...RUNS.map((run) => ({ ...run, id: 'run-2' }))] });
  const { store, organisation } = estate.context;
  const lease = await store.state.leases.acquire('more regions', 'test', NOW, 3_600_000);
  if (!lease) throw new Error('the lease of a new store is taken');
  for (const { region, rows } of REGIONS) {
    const unit: UnitOutcome = {
      ...{ cloud: 'aws', account: PROD, region, type: 'ec2:instance', status: 'ok' },
      ...{ collectedAt: NOW.toISOString(), durationMs: 1, rows: rows.length, gaps: [] },
    };
    const bytes = await store.inventory.encode(unit, { kind: 'instance', taggable: true }, rows);
    await store.state.runs.stage(organisation, 'run-2', 'inventory', unit, bytes);
  }
  await store.inventory.publish({ organisation, id: 'run-2', cloud: 'aws', promotedTags: [] }, lease, NOW);

  const { answer } = await estate.ask(checkTagCompliance, { group_by: 'region' });
  expect(answer.breakdown).toHaveLength(100);
  // Three required tags of two resources in each; eu-west-1, with five violations of three resources, is not among them.
  for (const group of answer.breakdown) expect(group).toMatchObject({ total_resources: 2, violation_count: 6 });
  // region-100 has six, region-101 three, the two behind none, and eu-west-1 five.
  expect(answer.breakdown_other).toEqual({
    ...{ groups: 5, total_resources: 11, compliant_resources: 6, violation_count: 14 },
    compliance_score: 0.5455,
  });
  const sum = (of: 'total_resources' | 'compliant_resources' | 'violation_count') =>
    answer.breakdown.reduce((total, group) => total + group[of], Number(answer.breakdown_other?.[of]));
  expect([sum('total_resources'), sum('compliant_resources'), sum('violation_count')]).toEqual([
    answer.total_resources,
    answer.compliant_resources,
    answer.violation_count,
  ]);
  const all = await estate.ask(checkTagCompliance, { group_by: 'resource_type' });
  expect(all.answer.breakdown_other).toBeUndefined();
});
