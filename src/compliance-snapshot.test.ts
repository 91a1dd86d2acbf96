import { expect, test } from 'vitest';
import { complianceSnapshot } from './compliance-snapshot.ts';
import type { Run } from './model/run.ts';
import { checkTagCompliance } from './tools/tags/check-tag-compliance.ts';
import { NOW, openEstate, RUNS } from './tools/testing/estate.fixture.ts';

test.each([
  [undefined, 'ad_hoc'],
  [true, 'scheduled'],
] as const)('what is kept (scheduled: %s) is what the tool answers', async (scheduled, kind) => {
  await using estate = await openEstate();
  const { store, policy, organisation } = estate.context;
  const [first] = RUNS;
  if (!first) throw new Error('no run');
  const run: Run = { ...first, ...(scheduled ? { scheduled } : {}) };
  const after = complianceSnapshot(store, policy, () => NOW);
  await after.run({ run, clouds: ['aws'] });
  const { answer } = await estate.ask(checkTagCompliance);
  const { version, source } = await policy();
  expect(await store.state.compliance.since(organisation, '')).toEqual([
    {
      ...{ organisation, runId: run.id, cloud: 'aws', takenAt: NOW.toISOString(), kind },
      ...{ policyVersion: version, policySource: source },
      resources: (answer.total_resources ?? 0) + (answer.resources_outside_policy ?? 0),
      judged: answer.total_resources,
      compliant: answer.compliant_resources,
      violations: answer.violation_count,
    },
  ]);
  expect(answer.violation_count).toBeGreaterThan(0);
});

test('what somebody else has published since is not kept under this run', async () => {
  await using estate = await openEstate();
  const { store, policy, organisation } = estate.context;
  const [run] = RUNS;
  if (!run) throw new Error('no run');
  await complianceSnapshot(store, policy, () => NOW).run({ run: { ...run, id: 'run-0' }, clouds: ['aws'] });
  expect(await store.state.compliance.since(organisation, '')).toEqual([]);
});
