import { chargePlanters, planters } from './aws/planters.ts';
import { enabledRegions } from './aws/regions.ts';
import type { Estate, PlantedAccount, PlantedResource } from './estate.ts';
import type { Planter, PlantingContext } from './planter.ts';
import { type Random, randomFrom } from './random.ts';
import { shares } from './shares.ts';

export interface CompanyRequest {
  readonly seed: number;
  /** How many resources in all; exactly so many are planted. */
  readonly resources: number;
  readonly now: Date;
}

/** How the company spreads its work. The first account pays for all of them and runs little. */
const accountPlan = [
  { name: 'northwind-management', weight: 8 },
  { name: 'northwind-production', weight: 46 },
  { name: 'northwind-development', weight: 28 },
  { name: 'northwind-data', weight: 18 },
] as const;

const regionWeights = [40, 25, 17, 11, 7] as const;

/** A company from a seed: the same seed, size and time give the same company. */
export function plantCompany({ seed, resources, now }: CompanyRequest): Estate {
  const random = randomFrom(seed);
  const accounts = plantAccounts(random.fork('accounts'));
  const index = indexed([]);
  const context: PlantingContext = { now, planted: (type, account, region) => index.of(type, account, region) };
  const families = shares(
    resources,
    planters.map(({ weight }) => weight),
  );
  planters.forEach((planter, position) => {
    const cells = cellsOf(planter, accounts);
    const counts = shares(
      families[position] ?? 0,
      cells.map(({ weight }) => weight),
    );
    cells.forEach(({ account, region }, cell) => {
      const count = counts[cell] ?? 0;
      if (count === 0) return;
      const own = random.fork(`${planter.type}/${account.id}/${region}`);
      index.add(planter.plant(own, account, region, count, context));
    });
  });
  const charges = chargePlanters.flatMap((plant, position) =>
    plant(random.fork(`charges/${position}`), accounts, context),
  );
  return { seed, now, accounts, resources: index.all, charges, of: index.of };
}

function plantAccounts(random: Random): readonly PlantedAccount[] {
  // Every company is in us-east-1, since that is where what has no region is run from.
  const others = enabledRegions.filter((region) => region !== 'us-east-1');
  const regions = ['us-east-1', ...random.sample(others, regionWeights.length - 1)];
  return accountPlan.map(({ name }) => {
    const id = `${random.int(1, 9)}${random.digits(11)}`;
    const roleArn = `arn:aws:iam::${id}:role/CloudOptimaReadOnly`;
    return { cloud: 'aws', id, name, regions, roleArn, externalId: `northwind-${random.hex(16)}` };
  });
}

interface Cell {
  readonly account: PlantedAccount;
  readonly region: string;
  readonly weight: number;
}

function cellsOf({ where }: Planter, accounts: readonly PlantedAccount[]): readonly Cell[] {
  return accounts.flatMap((account, position) => {
    const accountWeight = accountPlan[position]?.weight ?? 1;
    if (where === 'global') return [{ account, region: 'global', weight: accountWeight }];
    return account.regions.map((region, rank) => ({
      account,
      region,
      weight: where === 'evenly' ? 1 : accountWeight * (regionWeights[rank] ?? 1),
    }));
  });
}

/** Resources by the ways in which they are asked for. */
function indexed(resources: readonly PlantedResource[]) {
  const all: PlantedResource[] = [];
  const lists = new Map<string, PlantedResource[]>();
  const keep = (key: string, resource: PlantedResource) => {
    const list = lists.get(key);
    if (list) list.push(resource);
    else lists.set(key, [resource]);
  };
  const add = (more: readonly PlantedResource[]) => {
    for (const resource of more) {
      const { type, account, region } = resource;
      all.push(resource);
      keep(`${type}//`, resource);
      keep(`${type}/${account}/`, resource);
      keep(`${type}/${account}/${region}`, resource);
      keep(`${type}//${region}`, resource);
    }
  };
  add(resources);
  return {
    all,
    add,
    of: <Detail>(type: string, account = '', region = '') =>
      (lists.get(`${type}/${account}/${region}`) ?? []) as readonly PlantedResource<Detail>[],
  };
}
