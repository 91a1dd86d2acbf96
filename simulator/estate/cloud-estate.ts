import type { AccountPlan } from './account-plan.ts';
import type { CloudName, PlantedAccount, PlantedAnomaly } from './estate.ts';
import type { ChargePlanter, Planter } from './planter.ts';
import type { Random } from './random.ts';

/** What the company has in one cloud: `estate/<cloud>/cloud.ts`, and its line in `clouds.ts`. */
export interface CloudEstate {
  readonly name: CloudName;
  /** Its share of the company's resources, relative to the other clouds'. */
  readonly weight: number;
  /** One for each entry of the plan, in its order. */
  plantAccounts(random: Random, plan: readonly AccountPlan[]): readonly PlantedAccount[];
  /** Members that were closed: nothing runs in them, and their cloud still names them. */
  plantSuspended?(random: Random, plan: readonly AccountPlan[]): readonly PlantedAccount[];
  /** In order of planting: a planter finds in its context what stands above it. */
  readonly planters: readonly Planter[];
  /** Run after all resources are planted, with the accounts of this cloud. */
  readonly chargePlanters: readonly ChargePlanter[];
  /** What is unusual in the bill; known, since it was put there. */
  anomalies(accounts: readonly PlantedAccount[], now: Date): readonly PlantedAnomaly[];
  /** Planters may tell apart what the provider has one type for; this is the provider's. */
  providerType(type: string): string;
}
