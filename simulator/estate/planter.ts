import type { PlantedAccount, PlantedCharge, PlantedResource } from './estate.ts';
import type { Random } from './random.ts';

/** What a planter may know besides its own account and region. */
export interface PlantingContext {
  readonly now: Date;
  /**
   * What earlier planters of the list put there: volumes look up instances. Without an account or a region, all of
   * them.
   */
  planted<Detail>(type: string, account?: string, region?: string): readonly PlantedResource<Detail>[];
}

/** One family of resources: one file under `estate/<cloud>/`, one line in that cloud's list of planters. */
export interface Planter<Detail = unknown> {
  /** The provider's own type: `ec2:instance`. */
  readonly type: string;
  /** Its share of all resources, relative to the other planters'. */
  readonly weight: number;
  /**
   * `regions`: planted in each region in use, most where most is run. `evenly`: the same number everywhere (networks).
   * `global`: planted once for each account, with the region `global` (IAM). `accounts`: the same, and the same number
   * in each account (resource groups).
   */
  readonly where: 'regions' | 'evenly' | 'global' | 'accounts';
  /** Whether each place has one even where its share of a small company is none: a project is itself a resource. */
  readonly everywhere?: boolean;
  /** Exactly `count` resources. The random stream belongs to this family, account and region alone. */
  plant(
    random: Random,
    account: PlantedAccount,
    region: string,
    count: number,
    context: PlantingContext,
  ): readonly PlantedResource<Detail>[];
}

/** Writes the bill for what was planted. */
export type ChargePlanter = (
  random: Random,
  accounts: readonly PlantedAccount[],
  context: PlantingContext,
) => readonly PlantedCharge[];
