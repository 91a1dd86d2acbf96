import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

/** One type of what people name by hand, or by a tag alone. */
export interface NamedKind<Detail> {
  /** `ecs:cluster`: what stands before the colon is the service of its ARN. */
  readonly type: string;
  /** What such resources are called after. */
  readonly roles: readonly string[];
  /** The ARN after the account: `cluster/checkout-prod-web-07`. */
  path(name: string, random: Random): string;
  /** True where nothing but the tag `Name` names it. */
  readonly namedByTag?: boolean;
  detail(random: Random, name: string, region: string): Detail;
}

/** Plants resources of several types in one place, no two by the same name. */
export function namedIn(random: Random, account: PlantedAccount, region: string, now: Date) {
  const unique = uniqueNames();
  return <Detail>(kind: NamedKind<Detail>): PlantedResource<Detail> => {
    const { type, namedByTag } = kind;
    const named = plantName(random, random.pick(kind.roles));
    const name = unique(named.name);
    const [service] = type.split(':');
    const planted = plantTags(random, { ...named, name, type });
    return {
      cloud: 'aws',
      id: `arn:aws:${service}:${region}:${account.id}:${kind.path(name, random)}`,
      type,
      account: account.id,
      region,
      name: namedByTag ? planted.tags.Name : name,
      createdAt: plantCreation(random, now),
      ...planted,
      taggable: true,
      detail: kind.detail(random, name, region),
    };
  };
}

/** A family of one such type. */
export const namedPlanter = <Detail>(kind: NamedKind<Detail>, weight: number): Planter<Detail> => ({
  type: kind.type,
  weight,
  where: 'regions',
  plant(random, account, region, count, { now }) {
    const plant = namedIn(random, account, region, now);
    return Array.from({ length: count }, () => plant(kind));
  },
});

/** `1b4e28ba-2fa1-11d2-883f-0016d3cca427`, as several services end an ARN with. */
export const uuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
