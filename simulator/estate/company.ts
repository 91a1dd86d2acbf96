import { accountPlan, formerAccounts, usualAccounts } from './account-plan.ts';
import type { CloudEstate } from './cloud-estate.ts';
import { cloudEstates } from './clouds.ts';
import type { CloudName, Estate, PlantedAccount, PlantedCharge } from './estate.ts';
import { placesOf } from './places.ts';
import type { PlantingContext } from './planter.ts';
import { type Random, randomFrom } from './random.ts';
import { resourceIndex } from './resource-index.ts';
import { shares } from './shares.ts';

export interface CompanyRequest {
  readonly seed: number;
  /** How many resources in all; exactly so many are planted, unless they are too few for what every account has. */
  readonly resources: number;
  readonly now: Date;
  /** In which clouds; AWS alone when nothing is said. */
  readonly clouds?: readonly CloudName[];
  /** How many accounts in each of them, or in each by its name. */
  readonly accounts?: number | AccountCounts;
  /** Whether anything was billed; a bill grows with accounts and days, and not everybody reads it. */
  readonly charges?: boolean;
  /** How many more that were closed, where a cloud names such. */
  readonly suspended?: number;
}

export type AccountCounts = Readonly<Partial<Record<CloudName, number>>>;

/** A company from a seed: the same request gives the same company. */
export function plantCompany(request: CompanyRequest): Estate {
  const { seed, resources, now, clouds = ['aws'], accounts, charges = true, suspended = 0 } = request;
  const index = resourceIndex();
  const context: PlantingContext = { now, planted: (type, account, region) => index.of(type, account ?? '', region) };
  const planted = cloudEstates.filter(({ name }) => clouds.includes(name));
  const counts = shares(
    resources,
    planted.map(({ weight }) => weight),
  );
  const parts = planted.map((cloud, position) => {
    const plan = accountPlan(countIn(cloud.name, accounts));
    // AWS was there first, and its accounts stay those of the seed.
    const random = cloud.name === 'aws' ? randomFrom(seed) : randomFrom(seed).fork(cloud.name);
    const members = cloud.plantAccounts(random.fork('accounts'), plan);
    plantResources({ cloud, random, members, plan, count: counts[position] ?? 0, index, context });
    const former = cloud.plantSuspended?.(random.fork('suspended accounts'), formerAccounts(suspended)) ?? [];
    return { members, former, charges: charges ? plantCharges(cloud, random, members, context) : [] };
  });
  return {
    ...{ seed, now, resources: index.all, of: index.of },
    accounts: parts.flatMap(({ members, former }) => [...members, ...former]),
    charges: parts.flatMap(({ charges }) => charges),
  };
}

const countIn = (cloud: CloudName, counts: CompanyRequest['accounts']): number =>
  (typeof counts === 'number' ? counts : counts?.[cloud]) ?? usualAccounts;

interface Planting {
  readonly cloud: CloudEstate;
  readonly random: Random;
  readonly members: readonly PlantedAccount[];
  readonly plan: ReturnType<typeof accountPlan>;
  readonly count: number;
  readonly index: ReturnType<typeof resourceIndex>;
  readonly context: PlantingContext;
}

function plantResources({ cloud, random, members, plan, count, index, context }: Planting): void {
  const families = shares(
    count,
    cloud.planters.map(({ weight }) => weight),
  );
  cloud.planters.forEach((planter, position) => {
    const places = placesOf(planter, members, plan);
    const counts = shares(
      families[position] ?? 0,
      places.map(({ weight }) => weight),
    );
    places.forEach(({ account, region }, place) => {
      const here = Math.max(counts[place] ?? 0, planter.everywhere ? 1 : 0);
      if (here === 0) return;
      const own = random.fork(`${planter.type}/${account.id}/${region}`);
      index.add(planter.plant(own, account, region, here, context));
    });
  });
}

const plantCharges = (
  { chargePlanters }: CloudEstate,
  random: Random,
  members: readonly PlantedAccount[],
  context: PlantingContext,
): readonly PlantedCharge[] =>
  chargePlanters.flatMap((plant, position) => plant(random.fork(`charges/${position}`), members, context));
