import type { Violations } from './variants.ts';

/** One resource that must be answered, as whoever made it knows it. */
export interface Planted {
  /** The whole ARN; of an access key only its end, since no more is kept. */
  readonly id: string;
  /** As the product's answers name it: `ec2:volume`. */
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** By the tags' own small table; undefined for a type that has no tags. */
  readonly violations: Violations | undefined;
  readonly name?: string;
  readonly state?: string;
  /** Attributes that are known; others are not compared. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}
