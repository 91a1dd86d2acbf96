import { payerOf } from '../../estate/aws/payer.ts';
import type { Estate, PlantedCharge } from '../../estate/estate.ts';
import { shortDecimal } from '../../estate/micros.ts';
import { pageOf } from '../../paging.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { listCostAllocationTags } from './cost-allocation-tags.ts';
import { dimensionOf, type Expression, filterOf } from './cost-explorer-filter.ts';
import { checkPeriod, type DateInterval, type Granularity, isEstimated, split } from './cost-explorer-period.ts';

interface GroupDefinition {
  readonly Type?: string;
  readonly Key?: string;
}

interface GetCostAndUsageRequest {
  readonly TimePeriod: DateInterval;
  readonly Granularity: Granularity;
  readonly Metrics?: readonly string[];
  readonly GroupBy?: readonly GroupDefinition[];
  readonly Filter?: Expression;
  readonly NextPageToken?: string;
}

interface Sums {
  billed: bigint;
  effective: bigint;
}

interface Group extends Sums {
  readonly keys: readonly string[];
}

/** A group in its day or month, or a day without any: what a page counts. */
interface Row {
  readonly period: DateInterval;
  readonly group: Group | undefined;
}

/** A page is paid for, so pages are as long as Cost Explorer's are; one may end inside a day. */
const groupsPerPage = 1000;

const separator = '\u0000';

const metrics: Readonly<Record<string, (sums: Sums) => { Amount: string; Unit: string }>> = {
  UnblendedCost: ({ billed }) => dollars(billed),
  BlendedCost: ({ billed }) => dollars(billed),
  AmortizedCost: ({ effective }) => dollars(effective),
  // Nobody here has a negotiated discount, so net is the same.
  NetUnblendedCost: ({ billed }) => dollars(billed),
  NetAmortizedCost: ({ effective }) => dollars(effective),
  // Hours, gigabytes and requests added up, as meaningless as AWS warns: twelve to the dollar.
  UsageQuantity: ({ billed }) => ({ Amount: shortDecimal(billed * 12n), Unit: 'N/A' }),
};

/** Cost Explorer: the bill, by day or month, in up to two groups. */
export const costExplorerService = jsonService({
  signingName: 'ce',
  targetPrefix: 'AWSInsightsIndexService',
  version: '1.1',
  operations: { GetCostAndUsage: getCostAndUsage, ListCostAllocationTags: listCostAllocationTags },
});

function getCostAndUsage(input: GetCostAndUsageRequest, request: AwsRequest, estate: Estate): object {
  const { TimePeriod, Granularity, GroupBy = [], Metrics = [], NextPageToken, ...rest } = input;
  checkPeriod(TimePeriod, Granularity, request.now);
  checkMetrics(Metrics);
  const keyOf = groupKeyOf(GroupBy);
  const passes = filterOf(input.Filter);
  const visible = payerOf(estate) === request.account ? undefined : request.account;
  const scope = JSON.stringify([request.account, TimePeriod, Granularity, GroupBy, Metrics, rest]);

  const rows = remembered(estate, scope, () =>
    split(TimePeriod, Granularity).flatMap((period): Row[] => {
      const groups = groupsIn(period, chargesByDay(estate), visible, passes, keyOf);
      return groups.length > 0 ? groups.map((group) => ({ period, group })) : [{ period, group: undefined }];
    }),
  );
  const { items, nextToken } = pageOf(rows, {
    token: NextPageToken,
    size: groupsPerPage,
    scope,
    invalid: () => new AwsError('InvalidNextTokenException', 'The next page token does not belong to this request.'),
  });
  return {
    ...(GroupBy.length > 0 && { GroupDefinitions: GroupBy }),
    ResultsByTime: [...Map.groupBy(items, ({ period }) => period)].map(([period, members]) => ({
      TimePeriod: period,
      ...amounts(members, Metrics, GroupBy.length > 0),
      Estimated: isEstimated(period, request.now),
    })),
    DimensionValueAttributes: accountNames(GroupBy, estate, visible),
    ...(nextToken && { NextPageToken: nextToken }),
  };
}

function checkMetrics(names: readonly string[]): void {
  if (names.length === 0) throw new AwsError('ValidationException', 'Metrics are required');
  const unknown = names.find((name) => !Object.hasOwn(metrics, name));
  if (unknown) throw new AwsError('ValidationException', `Metric ${unknown} is invalid.`);
}

function groupKeyOf(definitions: readonly GroupDefinition[]): (charge: PlantedCharge) => string {
  if (definitions.length > 2) {
    throw new AwsError('ValidationException', 'Group Definition list size exceeds the limit of 2.');
  }
  const readers = definitions.map(({ Type, Key }) => {
    if (!Type || !Key) {
      const message = 'Group Definition is invalid. Both type an key need to be set to a non-empty value.';
      throw new AwsError('ValidationException', message);
    }
    if (Type === 'DIMENSION') return dimensionOf(Key, 'Group Definition dimension is invalid.');
    if (Type === 'TAG') return (charge: PlantedCharge) => `${Key}$${charge.tags[Key] ?? ''}`;
    if (Type === 'COST_CATEGORY') return () => `${Key}$`;
    throw new AwsError('ValidationException', 'Group Definition type is invalid.');
  });
  return (charge) => readers.map((read) => read(charge)).join(separator);
}

function groupsIn(
  period: DateInterval,
  byDay: ReadonlyMap<string, readonly PlantedCharge[]>,
  account: string | undefined,
  passes: (charge: PlantedCharge) => boolean,
  keyOf: (charge: PlantedCharge) => string,
): readonly Group[] {
  const sums = new Map<string, Sums>();
  for (const day of split(period, 'DAILY')) {
    for (const charge of byDay.get(day.Start) ?? []) {
      if ((account && charge.account !== account) || !passes(charge)) continue;
      const key = keyOf(charge);
      const sum = sums.get(key);
      if (sum) {
        sum.billed += charge.billedMicros;
        sum.effective += charge.effectiveMicros;
      } else sums.set(key, { billed: charge.billedMicros, effective: charge.effectiveMicros });
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => ({ ...sum, keys: key.split(separator) }));
}

function amounts(rows: readonly Row[], names: readonly string[], grouped: boolean): object {
  const measure = (sums: Sums) => Object.fromEntries(names.map((name) => [name, metrics[name]?.(sums)]));
  const groups = rows.flatMap(({ group }) => group ?? []);
  // With groups the total stays empty, except where there is nothing to group.
  if (!grouped || groups.length === 0)
    return { Total: measure(groups[0] ?? { billed: 0n, effective: 0n }), Groups: [] };
  return { Total: {}, Groups: groups.map((group) => ({ Keys: group.keys, Metrics: measure(group) })) };
}

function accountNames(definitions: readonly GroupDefinition[], estate: Estate, visible: string | undefined): object[] {
  if (!definitions.some(({ Key }) => Key === 'LINKED_ACCOUNT')) return [];
  return estate.accounts
    .filter(({ cloud, id }) => cloud === 'aws' && (visible === undefined || visible === id))
    .map(({ id, name }) => ({ Value: id, Attributes: { description: name } }));
}

const lastAnswers = new WeakMap<Estate, { readonly scope: string; readonly rows: readonly Row[] }>();

/** The pages of one question mostly follow each other, and each would go through the whole bill. */
function remembered(estate: Estate, scope: string, work: () => readonly Row[]): readonly Row[] {
  const last = lastAnswers.get(estate);
  if (last?.scope === scope) return last.rows;
  const rows = work();
  lastAnswers.set(estate, { scope, rows });
  return rows;
}

const indexes = new WeakMap<Estate, ReadonlyMap<string, readonly PlantedCharge[]>>();

function chargesByDay(estate: Estate): ReadonlyMap<string, readonly PlantedCharge[]> {
  const known = indexes.get(estate);
  if (known) return known;
  const index = Map.groupBy(
    estate.charges.filter(({ cloud }) => cloud === 'aws'),
    ({ day }) => day,
  );
  indexes.set(estate, index);
  return index;
}

const dollars = (micros: bigint) => ({ Amount: shortDecimal(micros), Unit: 'USD' });
