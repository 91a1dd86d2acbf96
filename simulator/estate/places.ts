import type { AccountPlan } from './account-plan.ts';
import type { PlantedAccount } from './estate.ts';
import type { Planter } from './planter.ts';
import type { Random } from './random.ts';

/** An account and a region that resources of one family are planted in. */
export interface Place {
  readonly account: PlantedAccount;
  readonly region: string;
  readonly weight: number;
}

// Most is run in the first region of an account.
const regionWeights = [40, 25, 17, 11, 7] as const;

/** The regions that the company uses in a cloud: the one that it began in, then some of the others. */
export const regionsInUse = (random: Random, home: string, all: readonly string[]): readonly string[] => [
  home,
  ...random.sample(
    all.filter((region) => region !== home),
    regionWeights.length - 1,
  ),
];

/** Where a planter plants, and how much of all it plants there. */
export function placesOf(
  { where }: Planter,
  accounts: readonly PlantedAccount[],
  plan: readonly AccountPlan[],
): readonly Place[] {
  return accounts.flatMap((account, position) => {
    const accountWeight = plan[position]?.weight ?? 1;
    if (where === 'global') return [{ account, region: 'global', weight: accountWeight }];
    if (where === 'accounts') return [{ account, region: 'global', weight: 1 }];
    return account.regions.map((region, rank) => ({
      account,
      region,
      weight: where === 'evenly' ? 1 : accountWeight * (regionWeights[rank] ?? 1),
    }));
  });
}
