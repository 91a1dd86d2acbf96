import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';

export interface Ec2Plan<Detail> {
  readonly account: PlantedAccount;
  readonly region: string;
  /** As in the ARN and after `ec2:`. */
  readonly kind: string;
  /** `vol-0123…` */
  readonly id: string;
  /** The middle of its name: `web`, `data`… */
  readonly role: string;
  readonly createdAt: Date;
  readonly detail: Detail;
  /** Its name where EC2 itself keeps one (images, security groups), for when it has no tag of that name. */
  readonly ownName?: string;
}

/** A resource of EC2, named and tagged. The name of most is their tag `Name`, for want of another. */
export function ec2Resource<Detail>(random: Random, plan: Ec2Plan<Detail>): PlantedResource<Detail> {
  const { account, region, kind, id, role, createdAt, detail, ownName } = plan;
  const type = `ec2:${kind}`;
  const { tags, violations } = plantTags(random, { type, ...plantName(random, role) });
  return {
    cloud: 'aws',
    id: `arn:aws:ec2:${region}:${account.id}:${kind}/${id}`,
    type,
    account: account.id,
    region,
    name: tags.Name ?? ownName,
    createdAt,
    tags,
    taggable: true,
    violations,
    detail,
  };
}

/** `i-0` and sixteen hexadecimal digits. */
export const ec2Id = (random: Random, prefix: string): string => `${prefix}-0${random.hex(16)}`;

/** Some time in the last so many days. */
export function within(random: Random, now: Date, days: number): Date {
  return random.moment(new Date(now.getTime() - days * 86_400_000), now);
}

export const zonesOf = (region: string): readonly string[] => ['a', 'b', 'c'].map((letter) => `${region}${letter}`);
