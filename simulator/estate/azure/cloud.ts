import { type AccountPlan, usualAccounts } from '../account-plan.ts';
import type { CloudEstate } from '../cloud-estate.ts';
import type { PlantedAccount } from '../estate.ts';
import { regionsInUse } from '../places.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCharges, plantedAnomalies } from './charges.ts';
import { uuid } from './ids.ts';
import { planters } from './planters.ts';
import { homeRegion, regionCodes } from './regions.ts';
import { azureTagForms } from './tag-forms.ts';

/** The company's part in Azure: the subscriptions of one tenant. */
export const azure: CloudEstate = {
  name: 'azure',
  weight: 30,
  plantAccounts,
  planters,
  chargePlanters: [plantCharges],
  anomalies: plantedAnomalies,
  providerType: (type) => type,
};

function plantAccounts(random: Random, plan: readonly AccountPlan[]): readonly PlantedAccount[] {
  const tenantId = uuid(random);
  const regions = regionsInUse(random, homeRegion, Object.keys(regionCodes));
  return plan.map(({ name }, position) => {
    const id = uuid(random);
    const { tags } = plantTags(random, { type: 'Microsoft.Resources/subscriptions' }, azureTagForms);
    return { cloud: 'azure', id, name, regions, tenantId, state: stateAt(position), tags };
  });
}

/** A subscription that is warned about its payment works as any other; a disabled one can still be read. */
function stateAt(position: number): NonNullable<PlantedAccount['state']> {
  if (position === usualAccounts - 1) return 'Warned';
  return position >= usualAccounts && position % 10 === 4 ? 'Disabled' : 'Enabled';
}
