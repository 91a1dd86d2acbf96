import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

/** Where one is planted, and what it is called there. */
export interface NamedPlace {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

interface Kind {
  readonly type: string;
  /** The middle of the names: `orders`, `alerts`… */
  readonly roles: readonly string[];
}

/** A type whose ARN begins as most do: what stands before the type's colon is its service. */
export interface UsualKind<Detail> extends Kind {
  /** The ARN after the account: `cluster/checkout-prod-web-07`. */
  path(name: string, random: Random): string;
  /** True where nothing but the tag `Name` names it. */
  readonly namedByTag?: boolean;
  /** What its own service keeps of one. */
  detail(random: Random, place: NamedPlace): Detail;
}

/** A type whose ARN and detail come of each other, or that is other than usual in more. */
export interface OwnKind<Detail> extends Kind {
  plant(
    random: Random,
    place: NamedPlace & { readonly createdAt: Date },
  ): Pick<PlantedResource<Detail>, 'id' | 'detail'> & Partial<PlantedResource>;
}

/** One type of what people name by hand, or by a tag alone. */
export type NamedKind<Detail> = UsualKind<Detail> | OwnKind<Detail>;

/** Plants resources of several types in one place, no two by the same name. */
export function namedIn(random: Random, account: PlantedAccount, region: string, now: Date) {
  const unique = uniqueNames();
  return <Detail>(kind: NamedKind<Detail>): PlantedResource<Detail> => {
    const { type } = kind;
    const named = plantName(random, random.pick(kind.roles));
    const place = { account: account.id, region, name: unique(named.name) };
    const common = { cloud: 'aws' as const, type, ...place, taggable: true };
    // Either kind draws in an order of its own: by another, the company of a seed would be another.
    if ('plant' in kind) {
      const createdAt = plantCreation(random, now);
      const tagged = plantTags(random, { ...named, type });
      return { ...common, createdAt, ...tagged, ...kind.plant(random, { ...place, createdAt }) };
    }
    const tagged = plantTags(random, { ...named, name: place.name, type });
    const [service] = type.split(':');
    return {
      ...common,
      ...tagged,
      id: `arn:aws:${service}:${region}:${account.id}:${kind.path(place.name, random)}`,
      name: kind.namedByTag ? tagged.tags.Name : place.name,
      createdAt: plantCreation(random, now),
      detail: kind.detail(random, place),
    };
  };
}

export type NamedFamily<Detail> = NamedKind<Detail> & {
  readonly weight: number;
  readonly where?: Planter['where'];
};

/** A family of one such type. */
export function namedResources<Detail>(family: NamedFamily<Detail>): Planter<Detail> {
  const { type, weight, where = 'regions' } = family;
  return {
    type,
    weight,
    where,
    plant(random, account, region, count, { now }) {
      const plant = namedIn(random, account, region, now);
      return Array.from({ length: count }, () => plant(family));
    },
  };
}

/** For what AWS made for itself: it can't be tagged. */
export const ofAws = { tags: {}, violations: [], taggable: false } as const;
