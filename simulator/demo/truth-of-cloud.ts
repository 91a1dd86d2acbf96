import type { CloudName } from '../estate/estate.ts';
import type { CloudTruth, Truth } from '../estate/truth.ts';

const nothing: CloudTruth = {
  ...{ accounts: [], tenant: undefined, types: {}, beyond_inventory: [] },
  ...{ charges: {}, charges_by_region: {}, charges_by_tag: {}, anomalies: [], drift: [], waste: [] },
  totals: { resources: 0, taggable: 0, compliant: 0, compliance_score: 1, violations: {} },
};

/** The clouds that the company is in. */
export const cloudsOf = ({ clouds }: Truth): readonly CloudName[] =>
  (Object.keys(clouds) as CloudName[]).filter((cloud) => clouds[cloud].accounts.length > 0);

/** The truth as somebody knows it who sees one cloud alone. */
export const truthOfCloud = (truth: Truth, cloud: CloudName): Truth => ({
  ...truth,
  clouds: { aws: nothing, azure: nothing, gcp: nothing, [cloud]: truth.clouds[cloud] },
});
