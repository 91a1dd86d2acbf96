import { policy } from '../estate/policy.ts';
import type { ChargeTruth, MonthlyCharges, Truth } from '../estate/truth.ts';
import { decimal, micros } from './decimals.ts';

export const costMetrics = { BilledCost: 'billed', EffectiveCost: 'effective' } as const satisfies Record<
  string,
  keyof ChargeTruth
>;
export type CostMetric = keyof typeof costMetrics;

// As many as the product reads of a company that it sees for the first time.
const monthsBefore = 3;

/** The months to compare: the open one and those before it. */
export function comparedMonths({ now }: Truth): readonly string[] {
  const today = new Date(now);
  return Array.from({ length: monthsBefore + 1 }, (_, index) => monthFrom(today, index - monthsBefore));
}

/** The first day of the first month and the day after the last. */
export function comparedPeriod(truth: Truth): { readonly Start: string; readonly End: string } {
  const [first = ''] = comparedMonths(truth);
  return { Start: `${first}-01`, End: `${monthFrom(new Date(truth.now), 1)}-01` };
}

const monthFrom = (today: Date, months: number): string =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1)).toISOString().slice(0, 'YYYY-MM'.length);

/** One sum of charges: of a month, and of what it is told apart by. The name is null where the provider has none. */
export interface CostEntry {
  readonly month: string;
  readonly names: readonly (string | null)[];
  readonly micros: bigint;
}

/** All charges, by month, account and service. */
export const serviceCosts = ({ clouds }: Pick<Truth, 'clouds'>, metric: CostMetric): readonly CostEntry[] =>
  Object.values(clouds).flatMap(({ charges }) =>
    Object.entries(charges).flatMap(([account, services]) =>
      Object.entries(services).flatMap(([service, months]) =>
        entriesOf(months, metric, [account === '' ? null : account, service]),
      ),
    ),
  );

// As the providers say it.
const noRegion: readonly string[] = ['NoRegion', 'Unassigned', ''];

/** All charges, by month and region. */
export const regionCosts = ({ clouds }: Truth, metric: CostMetric): readonly CostEntry[] =>
  Object.values(clouds).flatMap(({ charges_by_region: regions }) =>
    Object.entries(regions).flatMap(([region, months]) =>
      entriesOf(months, metric, [noRegion.includes(region) ? null : region]),
    ),
  );

/** What a cloud calls one of the company's tags: the policy says so. */
const tagIn = (cloud: string, tag: string): string => {
  const forms: Readonly<Record<string, { readonly name?: string }>> =
    policy.required_tags.find(({ name }) => name === tag)?.cloud_specific ?? {};
  return forms[cloud]?.name ?? tag;
};

/** All charges, by month and the value of a tag. */
export const tagCosts = ({ clouds }: Truth, metric: CostMetric, tag: string): readonly CostEntry[] =>
  Object.entries(clouds).flatMap(([cloud, { charges_by_tag: tags, charges_by_region: regions }]) => {
    const values = tags[tagIn(cloud, tag)];
    // A bill without any such tag has all of its costs under none.
    if (!values) return Object.values(regions).flatMap((months) => entriesOf(months, metric, [null]));
    return Object.entries(values).flatMap(([value, months]) =>
      entriesOf(months, metric, [value === '' ? null : value]),
    );
  });

const entriesOf = (months: MonthlyCharges, metric: CostMetric, names: CostEntry['names']): CostEntry[] =>
  Object.entries(months).map(([month, charge]) => ({ month, names, micros: micros(charge[costMetrics[metric]]) }));

/** The entries of some months added up by fewer names, in a form that can be compared. */
export function costLines(
  entries: readonly CostEntry[],
  months: readonly string[],
  kept: (names: CostEntry['names']) => CostEntry['names'],
): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const { month, names, micros: amount } of entries) {
    if (!months.includes(month)) continue;
    const key = `${month} ${JSON.stringify(kept(names))}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  return [...sums].map(([key, amount]) => `${key} ${decimal(amount)} USD`);
}
