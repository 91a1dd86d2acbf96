import type { AccountSettings, Cloud } from '../clouds/cloud.ts';
import type { Secrets } from '../clouds/secrets.ts';
import type { Money } from '../model/money.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { Store } from '../store/store.ts';
import type { AfterCollection } from './after.ts';
import { DEFAULT_FRESHNESS, type Freshness } from './planning/freshness.ts';
import type { CollectableType } from './planning/named-types.ts';
import type { Time } from './time.ts';

export interface CollectionSettings {
  /** `all`, or what to ask for: APIs, types, their other names (`type-aliases.ts`), kinds. */
  readonly services: 'all' | readonly string[];
  readonly maxParallelAccounts: number;
  /** Units of one account at once. They are ordered so that these are of different regions where there are several. */
  readonly maxParallelRegions: number;
  /** How long one unit may take. */
  readonly deadlineSeconds: number;
  /** By API, where the provider has raised an account's quota. */
  readonly callsPerSecond?: Readonly<Record<string, number>>;
  /** The most that paid calls may cost on one day, UTC. */
  readonly dailyLimit: Money;
  readonly freshness: Freshness;
}

export const DEFAULT_SETTINGS: CollectionSettings = {
  services: 'all',
  maxParallelAccounts: 5,
  maxParallelRegions: 5,
  deadlineSeconds: 120,
  dailyLimit: { amount: '1', currency: 'USD' },
  freshness: DEFAULT_FRESHNESS,
};

/** What a collection is made of. */
export interface CollectionParts {
  readonly store: Store;
  /** Those that are configured. */
  readonly clouds: readonly Cloud[];
  readonly accounts: readonly AccountSettings[];
  /** Those of this moment; absent where they don't change. @throws UserError */
  accountsNow?(): Promise<readonly AccountSettings[]>;
  readonly secrets: Secrets;
  readonly settings: CollectionSettings;
  readonly time: Time;
  /** What the collectors of every cloud list, configured or not; absent means that only accounts which answer say what there is. */
  types?(): Promise<readonly CollectableType[]>;
  /** Its keys become columns, and its required ones views of cost. @throws UserError when the policy is broken. */
  policy(): Promise<TaggingPolicy | undefined>;
  /** What is done once a collection has ended; in this order. */
  readonly after?: readonly AfterCollection[];
  /** Told of failures within CloudOptima, which answers name without their words. */
  log?(error: unknown, where: string): void;
}
