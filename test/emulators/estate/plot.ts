import type { Place } from '../places.ts';
import type { Planted } from './planted.ts';
import { VARIANTS, type VariantName, violationsOf } from './variants.ts';

type Facts = Pick<Planted, 'name' | 'state' | 'attributes'>;

/** Writes down what is made in one place. */
export interface Plot {
  readonly place: Place;
  /** What the planter made, with the tags of a variant. */
  add(type: string, id: string, variant: VariantName, facts?: Facts & { readonly region?: string }): void;
  arn(service: string, resource: string): string;
}

export const plotOf = (place: Place, into: Planted[]): Plot => ({
  place,
  add(type, id, variant, { region = place.region, ...facts } = {}) {
    const { account } = place;
    const { tags } = VARIANTS[variant];
    into.push({ id, type, account, region, tags, violations: violationsOf(variant, type), ...facts });
  },
  arn: (service, resource) => `arn:aws:${service}:${place.region}:${place.account}:${resource}`,
});

/** @throws Error where an answer lacks what every such answer has. */
export function given<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`the emulator gave no ${what}`);
  return value;
}
