import type { CloudName } from './cloud.ts';
import type { Money } from './money.ts';

/** What a provider itself advises about what it runs. It stands beside our own findings and is never added to them. */
export interface Recommendation {
  readonly cloud: CloudName;
  readonly account: string;
  /** Who advises: `Azure Advisor`. */
  readonly source: string;
  /** The provider's own. */
  readonly id: string;
  /** The provider's word for what is advised: `google.compute.instance.IdleResourceRecommender STOP_VM`. */
  readonly type: string;
  /** Ids as the inventory has them; none where an account or a commitment is meant. */
  readonly resourceIds: readonly string[];
  /** The provider's own words: data, not to be trusted. */
  readonly title: string;
  /** As the provider reckons it, mostly by list prices, for 730 hours. Undefined where it names none. */
  readonly monthlySaving?: Money;
  /** ISO 8601; when the provider looked at it last. */
  readonly refreshedAt?: string;
  /** What tells variants of the same advice apart: term, look-back, the size that it is about. */
  readonly details: Readonly<Record<string, string>>;
}
