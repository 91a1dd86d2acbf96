import type { PlantedAccount } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Planter, PlantingContext } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { homeRegion } from './regions.ts';
import { azureTagForms } from './tag-forms.ts';
import { plantCreation } from './time.ts';

export interface ResourceGroup {
  readonly name: string;
  readonly application: string;
  readonly environment: string;
}

export const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';

/** Each of one application in one stage. Its region is where its own data lies; what is in it may be elsewhere. */
export const resourceGroups: Planter<ResourceGroup> = {
  type: groupType,
  weight: 6,
  where: 'accounts',
  plant(random, account, _, count, { now }) {
    return Array.from({ length: count }, (__, position) => {
      const { name: full, application, environment } = plantName(random, 'rg');
      const [, short = ''] = full.slice(application.length).split('-');
      const name = `rg-${application}-${short}-${String(position + 1).padStart(3, '0')}`;
      const region = random.pick(account.regions);
      const { tags, violations } = plantTags(random, { type: groupType, application, environment }, azureTagForms);
      return {
        ...{ cloud: 'azure', type: groupType, account: account.id, region, name, tags, violations, taggable: true },
        id: `/subscriptions/${account.id}/resourceGroups/${name}`,
        createdAt: plantCreation(random, now),
        detail: { name, application, environment },
      };
    });
  },
};

/** The group that a resource goes into. A very small company has none planted, and everything lies in Azure's own. */
export function pickGroup(random: Random, account: PlantedAccount, { planted }: PlantingContext): ResourceGroup {
  const groups = planted<ResourceGroup>(groupType, account.id);
  if (groups.length > 0) return random.pick(groups).detail;
  const { application, environment } = plantName(random, '');
  return { name: `DefaultResourceGroup-${homeRegion}`, application, environment };
}
