import type { PlantedResource } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

/** Where one of a family is planted, and what it is called there. */
export interface NamedPlace {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly createdAt: Date;
}

export interface NamedFamily<Detail> {
  readonly type: string;
  readonly weight: number;
  readonly where?: Planter['where'];
  /** The middle of the names: `orders`, `alerts`… */
  readonly roles: readonly string[];
  /** What the family's own service keeps of one, and what is other about it than is usual. */
  plant(random: Random, place: NamedPlace): Pick<PlantedResource<Detail>, 'id' | 'detail'> & Partial<PlantedResource>;
}

/** A family of resources that people give names, each its own in an account and region. */
export function namedResources<Detail>(family: NamedFamily<Detail>): Planter<Detail> {
  const { type, weight, where = 'regions', roles } = family;
  return {
    type,
    weight,
    where,
    plant(random, account, region, count, { now }) {
      const unique = uniqueNames();
      return Array.from({ length: count }, () => {
        const named = plantName(random, random.pick(roles));
        const name = unique(named.name);
        const createdAt = plantCreation(random, now);
        return {
          ...{ cloud: 'aws' as const, type, account: account.id, region, name, createdAt },
          ...plantTags(random, { ...named, type }),
          taggable: true,
          ...family.plant(random, { account: account.id, region, name, createdAt }),
        };
      });
    },
  };
}

/** For what AWS made for itself: it can't be tagged. */
export const ofAws = { tags: {}, violations: [], taggable: false } as const;

/** `1234abcd-12ab-34cd-56ef-1234567890ab` */
export const plantUuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
