import type { PlantedAccount, PlantedResource } from '../estate.ts';
import type { Planter, PlantingContext } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { uniqueNames } from '../unique.ts';
import { pickGroup, type ResourceGroup } from './groups.ts';
import { armId } from './ids.ts';
import { regionCodes } from './regions.ts';
import { azureTagForms } from './tag-forms.ts';
import { plantCreation } from './time.ts';

/** What Resource Graph tells of a resource beside its tags and place. */
export interface AzureDetail {
  readonly resourceGroup: string;
  readonly kind?: string;
  readonly sku?: Readonly<Record<string, unknown>>;
  readonly managedBy?: string;
  readonly zones?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a family decides about one of its resources. */
export interface Plan extends Omit<AzureDetail, 'resourceGroup'> {
  /** Where a service shares one space of names among all customers, or a name is derived from another's. */
  readonly name?: string;
  /** Where it lies with another resource. */
  readonly group?: ResourceGroup;
  readonly createdAt?: Date;
  /** Nobody made it, and nobody can tag it. */
  readonly untaggable?: boolean;
  /** Tags that Azure itself sets. */
  readonly systemTags?: Readonly<Record<string, string>>;
}

export interface Place {
  readonly account: PlantedAccount;
  readonly region: string;
  readonly context: PlantingContext;
  /** Its turn among those of its family in this place. */
  readonly position: number;
  /** The id under which it will be known, for what refers to itself. */
  idOf(type: string, name: string, group: ResourceGroup): string;
}

export interface Family {
  /** As Azure's reference writes it: `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  readonly weight: number;
  readonly where?: Planter['where'];
  /** The middle of its name: `vm`, `disk`… */
  readonly role: string;
  plan(random: Random, place: Place, name: string, group: ResourceGroup): Plan;
}

/** A planter of resources that lie in resource groups. */
export const azureFamily = ({ type, weight, where = 'regions', role, plan }: Family): Planter<AzureDetail> => ({
  type,
  weight,
  where,
  plant(random, account, region, count, context) {
    const unique = uniqueNames();
    const idOf = (ofType: string, name: string, { name: group }: ResourceGroup) =>
      armId(account.id, group, ofType, name);
    return Array.from({ length: count }, (_, position): PlantedResource<AzureDetail> => {
      const picked = pickGroup(random, account, context);
      const named = unique(`${nameIn(random, role, picked)}-${regionCodes[region]}`);
      const planned = plan(random, { account, region, context, position, idOf }, named, picked);
      const { name = named, group = picked, createdAt, systemTags, untaggable, ...detail } = planned;
      const tagged = plantTags(random, { type, ...group, name }, azureTagForms);
      const { tags, violations } = untaggable ? { tags: {}, violations: [] } : tagged;
      return {
        ...{ cloud: 'azure', type, account: account.id, region, taggable: !untaggable, violations },
        id: oddly(random, idOf(type, name, group)),
        // Of a database, what it is called in its server.
        name: name.slice(name.lastIndexOf('/') + 1),
        createdAt: createdAt ?? plantCreation(random, context.now),
        tags: { ...tags, ...systemTags },
        detail: { ...detail, resourceGroup: group.name },
      };
    });
  },
});

/** Those of a family that were planted here before. */
export const plantedNear = (
  { context, account, region }: Place,
  type: string,
): readonly PlantedResource<AzureDetail>[] => context.planted<AzureDetail>(type, account.id, region);

/** Undefined where nothing is planted to pick from. */
export const pickNear = (random: Random, place: Place, type: string): PlantedResource<AzureDetail> | undefined => {
  const near = plantedNear(place, type);
  return near.length > 0 ? random.pick(near) : undefined;
};

/** For services that share one space of names among all customers. */
export const nameOfItsOwn = (random: Random, name: string): string => `${name}-${random.hex(4)}`;

function nameIn(random: Random, role: string, { application, environment }: ResourceGroup): string {
  const short = environment.slice(0, environment === 'production' ? 4 : 3);
  return `${application}-${short}-${role}-${String(random.int(1, 99)).padStart(2, '0')}`;
}

/** Ids are compared without case, and different parts of Azure write them in different ones. */
export function oddly(random: Random, id: string): string {
  const way = random.next();
  if (way < 0.06)
    return id.replace(/\/resourceGroups\/([^/]+)/, (_, group) => `/resourceGroups/${group.toUpperCase()}`);
  if (way < 0.1) return id.replace('/resourceGroups/', '/resourcegroups/');
  return way < 0.13 ? id.replace(/\/providers\/Microsoft\.\w+/, (provider) => provider.toLowerCase()) : id;
}

/** What another resource says of one: the same id, perhaps in another case. */
export const referenceTo = (random: Random, { id }: { readonly id: string }): { readonly id: string } => ({
  id: random.chance(0.15) ? id.toLowerCase() : id,
});
