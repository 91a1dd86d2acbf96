import type { AccountPlan } from '../account-plan.ts';
import type { CloudEstate } from '../cloud-estate.ts';
import type { PlantedAccount } from '../estate.ts';
import { regionsInUse } from '../places.ts';
import type { Random } from '../random.ts';
import { plantedAnomalies } from './charges.ts';
import { chargePlanters, planters } from './planters.ts';
import { enabledRegions } from './regions.ts';

/** The company's part in AWS. */
export const aws: CloudEstate = {
  name: 'aws',
  weight: 50,
  plantAccounts,
  plantSuspended: (random, plan) => plantAccounts(random, plan).map((account) => ({ ...account, state: 'SUSPENDED' })),
  planters,
  chargePlanters,
  anomalies: plantedAnomalies,
  // Load balancers are planted by their kind: `elasticloadbalancing:loadbalancer/app`.
  providerType: (type) => type.split('/')[0] ?? type,
};

function plantAccounts(random: Random, plan: readonly AccountPlan[]): readonly PlantedAccount[] {
  // Every company is in us-east-1, since that is where what has no region is run from.
  const regions = regionsInUse(random, 'us-east-1', enabledRegions);
  const accounts = plan.map(({ name }): PlantedAccount => {
    const id = `${random.int(1, 9)}${random.digits(11)}`;
    const roleArn = `arn:aws:iam::${id}:role/CloudOptimaReadOnly`;
    return { cloud: 'aws', id, name, regions, roleArn, externalId: `northwind-${random.hex(16)}` };
  });
  // Whoever looks at all of them has one external id.
  const [first] = accounts;
  return accounts.map((account) => ({ ...account, ...(first?.externalId && { externalId: first.externalId }) }));
}
