import type { AccountPlan } from '../account-plan.ts';
import type { CloudEstate } from '../cloud-estate.ts';
import type { PlantedAccount } from '../estate.ts';
import { regionsInUse } from '../places.ts';
import type { Random } from '../random.ts';
import { plantedAnomalies } from './charge-lines.ts';
import { plantCharges } from './charges.ts';
import { planters } from './planters.ts';
import { regions } from './regions.ts';

/** The company's part in Google Cloud. */
export const gcp: CloudEstate = {
  name: 'gcp',
  weight: 25,
  plantAccounts,
  planters,
  chargePlanters: [plantCharges],
  anomalies: plantedAnomalies,
  providerType: (type) => type,
};

function plantAccounts(random: Random, plan: readonly AccountPlan[]): readonly PlantedAccount[] {
  const used = regionsInUse(random, 'us-central1', regions);
  return plan.map(({ name }) => ({ cloud: 'gcp', id: `${name}-${random.hex(6)}`, name, regions: used }));
}
