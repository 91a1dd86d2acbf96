import type { CloudName } from './cloud.ts';
import type { PlacedAttributes } from './kinds/placed.ts';
import type { Kind, Kinds } from './kinds.ts';
import type { Money } from './money.ts';

/** `unknown` where the provider says something that we do not know; the provider's own word is kept beside it. */
export const RESOURCE_STATES = [
  'pending',
  'running',
  'stopping',
  'stopped',
  'deallocated',
  'suspended',
  'available',
  'in-use',
  'deleting',
  'terminated',
  'failed',
  'unknown',
] as const;
export type ResourceState = (typeof RESOURCE_STATES)[number];

export type Tags = Readonly<Record<string, string>>;

/** Lets an optional field be written as undefined, which is what providers' shapes give. */
type Lenient<T> = { readonly [P in keyof T]: T[P] | (undefined extends T[P] ? undefined : never) };

/** What one collector says about one resource, before the run adds where and when it was seen. */
export interface ResourceFacts<K extends Kind = Kind> {
  /** The provider's full identity: ARN, Azure resource id, GCP full name. Never shortened, or two resources become one. */
  readonly id: string;
  readonly name?: string | undefined;
  /** Only where it differs from the region that was asked (buckets are listed globally). */
  readonly region?: string | undefined;
  readonly state?: ResourceState;
  readonly providerState?: string | undefined;
  /** ISO 8601, UTC. */
  readonly createdAt?: string | undefined;
  /** Undefined when they could not be read; `{}` when there are none. */
  readonly tags?: Tags | undefined;
  /** Only where it differs from the rest of its type: service-linked roles can't be tagged. */
  readonly taggable?: boolean | undefined;
  /** Short facts for people: `publicly-shared`. */
  readonly flags?: readonly string[] | undefined;
  readonly attributes: Lenient<Kinds[K] & PlacedAttributes>;
  /**
   * What of the provider's own answer may be kept for a while, for testing later rules on past data. No rule reads it, and it is
   * no part of the resource.
   */
  readonly payload?: object | undefined;
}

/** A resource of any cloud, as kept and answered. */
export interface Resource<K extends Kind = Kind> extends Omit<ResourceFacts<K>, 'payload'> {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  /** The provider's own type: `ec2:instance`, `Microsoft.Compute/virtualMachines`. */
  readonly type: string;
  readonly kind: K;
  readonly taggable: boolean;
  readonly hourlyCost?: Money;
  readonly monthlyCost?: Money;
  /** When the provider last listed it; ISO 8601, UTC. */
  readonly lastSeen: string;
  /** When its content last changed; ISO 8601, UTC. */
  readonly lastUpdated: string;
}
