import type { Estate, PlantedCharge } from '../../../estate/estate.ts';
import { shortDecimal } from '../../../estate/micros.ts';
import type { AzureDoor } from '../../service.ts';
import { dimensionOf, filterOf, tagOf } from './dimensions.ts';
import { badRequest, type CostQuestion, type Days } from './request.ts';

export interface Column {
  readonly name: string;
  readonly type: 'Number' | 'String' | 'Datetime';
}

export interface CostTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Who pays in another currency pays as much of it: what a dollar is worth is nobody's concern here. */
const amounts = ['Cost', 'CostUSD', 'PreTaxCost', 'PreTaxCostUSD'];

interface Grouping {
  readonly columns: readonly Column[];
  /** As many values as columns. */
  readonly read: (charge: PlantedCharge) => readonly (string | null)[];
}

/** Sums of the charges of a scope, in Azure's order: amounts, time, groups, currency. */
export function costTable(
  { type, dataset }: CostQuestion,
  { first, last }: Days,
  isInScope: (charge: PlantedCharge) => boolean,
  door: AzureDoor,
): CostTable {
  const { aggregation = {}, grouping = [], granularity = 'None', filter } = dataset;
  const names = Object.values(aggregation).map(({ name, function: how }) => amountName(name, how));
  const groups = grouping.map((group) => groupingOf(group, door));
  const time = timeOf(granularity);
  const passes = filterOf(filter, door);
  const amortized = type === 'AmortizedCost';
  const currencies = new Map(door.tenant.subscriptions.map(({ id, currency = 'USD' }) => [id, currency]));
  const sums = new Map<string, { readonly values: readonly (string | number | null)[]; micros: bigint }>();
  for (const charge of chargesBetween(door.estate, first, last)) {
    if (!isInScope(charge) || !passes(charge) || isAbsent(charge, amortized)) continue;
    const values = [
      ...time.map(({ read }) => read(charge.day)),
      ...groups.flatMap(({ read }) => read(charge)),
      currencies.get(charge.account) ?? 'USD',
    ];
    const key = JSON.stringify(values);
    const micros = amortized ? charge.effectiveMicros : charge.billedMicros;
    const sum = sums.get(key);
    if (sum) sum.micros += micros;
    else sums.set(key, { values, micros });
  }
  return {
    columns: [
      ...names.map((name): Column => ({ name, type: 'Number' })),
      ...time.map(({ column }) => column),
      ...groups.flatMap(({ columns }) => columns),
      { name: 'Currency', type: 'String' },
    ],
    rows: [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { values, micros }]) => [...names.map(() => dollars(micros)), ...values]),
  };
}

/** A purchase is no amortized cost, and what a reservation left unused no actual one. */
const isAbsent = ({ chargeType }: PlantedCharge, amortized: boolean): boolean =>
  chargeType === (amortized ? 'Purchase' : 'UnusedReservation');

/** Cost Management answers with numbers; this is the one that is nearest to the exact decimal. */
const dollars = (micros: bigint): number => Number(shortDecimal(micros));

function amountName(name: string, how: string): string {
  if (how !== 'Sum') throw badRequest(`Invalid query definition: aggregation function '${how}' is not supported.`);
  if (amounts.includes(name)) return name;
  throw badRequest(`Invalid query definition: Invalid column ${name}; valid columns: ${amounts.join(',')}.`);
}

function timeOf(granularity: string): readonly { column: Column; read: (day: string) => string | number }[] {
  switch (granularity) {
    case 'None':
      return [];
    case 'Daily':
      return [{ column: { name: 'UsageDate', type: 'Number' }, read: (day) => Number(day.replaceAll('-', '')) }];
    case 'Monthly':
      return [
        {
          column: { name: 'BillingMonth', type: 'Datetime' },
          read: (day) => `${day.slice(0, 'YYYY-MM'.length)}-01T00:00:00`,
        },
      ];
    default:
      throw badRequest(`Invalid query definition: granularity '${granularity}' is not supported.`);
  }
}

function groupingOf({ type, name }: { readonly type: string; readonly name: string }, door: AzureDoor): Grouping {
  if (type === 'Dimension') {
    const read = dimensionOf(name, door);
    return { columns: [{ name, type: 'String' }], read: (charge) => [read(charge)] };
  }
  if (type !== 'TagKey' && type !== 'Tag') throw badRequest(`Invalid query definition: grouping type '${type}'.`);
  // One grouping by a tag brings two columns; both are empty where the tag is not there.
  const read = tagOf(name);
  const key = name.toLowerCase();
  return {
    columns: [
      { name: 'TagKey', type: 'String' },
      { name: 'TagValue', type: 'String' },
    ],
    read: (charge) => {
      const value = read(charge);
      return value === '' ? [null, null] : [key, value];
    },
  };
}

const indexes = new WeakMap<Estate, ReadonlyMap<string, readonly PlantedCharge[]>>();

function* chargesBetween(estate: Estate, first: string, last: string): Iterable<PlantedCharge> {
  const azure = () => estate.charges.filter(({ cloud }) => cloud === 'azure');
  const byDay = indexes.get(estate) ?? Map.groupBy(azure(), ({ day }) => day);
  indexes.set(estate, byDay);
  for (const [day, charges] of byDay) if (day >= first && day <= last) yield* charges;
}
