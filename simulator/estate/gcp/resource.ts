import type { PlantedAccount, PlantedResource } from '../estate.ts';
import type { LoadProfile } from '../load.ts';
import { type PlantedName, plantName } from '../names.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { gcpTagForms } from './tag-forms.ts';

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

/** What Google answers about a resource beyond its labels. */
export interface GcpDetail {
  /** As the type's own API answers it. */
  readonly data: JsonObject;
  /** Zone, region, multi-region or `global`, as asset searches tell it. */
  readonly location: string;
  /** As asset searches tell it; many types have none. */
  readonly state?: string;
  readonly updatedAt: Date;
  readonly kmsKey?: string;
  readonly networkTags?: readonly string[];
  /** What asset searches add that is peculiar to the type. */
  readonly attributes?: JsonObject;
  /** The full name of what it is part of, where that isn't the project. */
  readonly parent?: { readonly name: string; readonly type: string };
  readonly load?: LoadProfile;
  /** What it costs in a month before discounts, in dollars. */
  readonly monthlyDollars?: number;
}

export type GcpResource = PlantedResource<GcpDetail>;

export interface GcpPlan extends Omit<GcpDetail, 'data' | 'updatedAt' | 'location'> {
  readonly account: PlantedAccount;
  readonly region: string;
  readonly type: string;
  /** The full name after `//`. */
  readonly path: string;
  readonly name: string;
  /** Without it, the region. */
  readonly location?: string;
  readonly createdAt: Date;
  readonly updatedAt?: Date;
  readonly beyondInventory?: boolean;
  /** What its name tells; without it the type can't be labelled. */
  readonly named?: PlantedName;
  /** Its own API's form, with the labels where that keeps them. */
  data(labels: Readonly<Record<string, string>> | undefined): JsonObject;
}

/** A resource of Google's, labelled where its type can be. */
export function gcpResource(random: Random, plan: GcpPlan): GcpResource {
  const {
    account,
    region,
    type,
    path,
    name,
    createdAt,
    named,
    data,
    location = region,
    beyondInventory,
    ...rest
  } = plan;
  const { tags, violations } = named
    ? plantTags(random, { ...named, type }, gcpTagForms)
    : { tags: {}, violations: [] };
  // Google leaves out what is empty.
  const labels = Object.keys(tags).length > 0 ? tags : undefined;
  return {
    cloud: 'gcp',
    id: `//${path}`,
    ...{ type, account: account.id, region, name, createdAt },
    tags,
    taggable: named !== undefined,
    violations,
    ...(beyondInventory && { beyondInventory }),
    detail: { ...rest, location, data: data(labels), updatedAt: rest.updatedAt ?? createdAt },
  };
}

export interface ComputePlan extends Omit<GcpPlan, 'path'> {
  /** What its API calls it: `address`. */
  readonly kind: string;
  /** Where it stands in its project: `global/images`, `regions/us-east1/addresses`. */
  readonly collection: string;
}

/** A resource of Compute Engine. What its API tells of all of them follows from where it stands. */
export function computeResource(random: Random, { kind, collection, ...plan }: ComputePlan): GcpResource {
  const { account, region, name, createdAt } = plan;
  const path = `projects/${account.id}/${collection}/${name}`;
  return gcpResource(random, {
    ...plan,
    path: `compute.googleapis.com/${path}`,
    data: (labels) => ({
      ...{ kind: `compute#${kind}`, id: computeId(random), name, labels, ...plan.data(labels) },
      region: collection.startsWith('regions/') ? selfLink(`projects/${account.id}/regions/${region}`) : undefined,
      ...{ creationTimestamp: pacific(createdAt), selfLink: selfLink(path) },
    }),
  });
}

/** A name with letters at its end that no other has: Google's names are unique in their place. */
export function gcpName(random: Random, role: string): PlantedName {
  const named = plantName(random, role);
  return { ...named, name: `${named.name}-${random.hex(4)}` };
}

/** Nineteen digits, as Compute Engine counts its resources. */
export const computeId = (random: Random): string => `${random.int(1, 8)}${random.digits(18)}`;

/** Without milliseconds, in Pacific time, as Compute Engine writes it. */
export const pacific = (moment: Date): string =>
  new Date(moment.getTime() - 8 * 3_600_000).toISOString().replace('Z', '-08:00');

export const selfLink = (path: string): string => `https://www.googleapis.com/compute/v1/${path}`;
