import { createEvaluator } from './analyze/tags/evaluator.ts';
import { violationsIn } from './analyze/tags/violations-in.ts';
import type { AfterCollection } from './collect/after.ts';
import type { PolicyInForce } from './model/policy.ts';
import type { ComplianceRecord } from './store/state.ts';
import type { Store } from './store/store.ts';

/** Keeps how well each cloud's new inventory keeps the policy in force, so that it can be told how that changed. */
export const complianceSnapshot = (
  store: Store,
  policy: () => Promise<PolicyInForce>,
  now: () => Date,
): AfterCollection => ({
  name: 'the compliance snapshot',
  needs: 'inventory',
  async run({ run: { organisation, id, scheduled }, clouds }) {
    const { inventory, state } = store;
    const inForce = await policy();
    const evaluator = createEvaluator(inForce);
    const records: ComplianceRecord[] = [];
    for (const cloud of clouds) {
      const snapshot = await inventory.latest(organisation, cloud);
      // Somebody else may have published since.
      if (snapshot?.runId !== id) continue;
      const verdicts = await inventory.judge(snapshot, evaluator.judgement(cloud, await inventory.shapes(snapshot)));
      const [counts] = await verdicts.counts({}, 'none');
      const { resources = 0, judged = 0, compliant = 0 } = counts ?? {};
      records.push({
        ...{ organisation, runId: id, cloud, takenAt: now().toISOString(), kind: scheduled ? 'scheduled' : 'ad_hoc' },
        ...{ policyVersion: inForce.version, policySource: inForce.source },
        ...{ resources, judged, compliant, violations: counts ? violationsIn(counts) : 0 },
      });
    }
    await state.compliance.record(records);
  },
});
