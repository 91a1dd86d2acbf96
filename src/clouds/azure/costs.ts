import type { Charge } from '../../model/charge.ts';
import { UserError } from '../../model/errors.ts';
import { add, money, round } from '../../model/money.ts';
import { addDays, type Day } from '../../model/period.ts';
import type { CostQuery, CostSource } from '../cloud.ts';
import { pageTokens } from '../page-tokens.ts';
import { type AzureClients, unexpected } from './clients.ts';
import { regionOf } from './row-facts.ts';

/** https://learn.microsoft.com/azure/cost-management-billing/automate/get-small-usage-datasets-on-demand: no charge. */
export const PRICE_PER_PAGE = '0';
const ACTION = 'Microsoft.CostManagement/query/read';
export const COST_PERMISSIONS = [ACTION] as const;

const API_VERSION = '2025-03-01';
const ROWS = 5000;
// Cost Management sums in binary and prints all digits of that; what the lake has no room for is below any price.
const DECIMALS = 18;

const DIMENSIONS: ReadonlyMap<string, string> = new Map([
  ['ServiceName', 'ServiceName'],
  ['SubAccountId', 'SubscriptionId'],
  ['RegionId', 'ResourceLocation'],
]);

/** What Cost Management says where there is no region. */
const NO_REGION = new Set(['', 'unassigned', 'unknown']);

/** What is billed and what it amounts to when commitments are spread over their term: one question each. */
const COST_TYPES = { BilledCost: 'ActualCost', EffectiveCost: 'AmortizedCost' } as const;
type CostColumn = keyof typeof COST_TYPES;

/** Daily charges of some scopes (`/subscriptions/…`) by Cost Management. */
export const azureCosts = (clients: AzureClients, scopes: readonly string[]): CostSource => ({
  pricePerPage: PRICE_PER_PAGE,
  permissions: COST_PERMISSIONS,
  /** @throws UserError for more than two groups, or one that Cost Management does not have. */
  async *charges(query) {
    const groups = groupsOf(query);
    for (const scope of scopes) {
      const charges = new Map<string, Charge>();
      // All of both before any of it is told: what one list has and the other lacks is known to be nothing.
      for (const column of Object.keys(COST_TYPES) as CostColumn[])
        for await (const page of pages(clients, scope, bodyOf(query, groups, column)))
          for (const row of costRows(page, groups)) put(charges, column, row);
      yield [...charges.values()].map(complete);
    }
  },
  // Free, and one question is enough to know.
  async check(period) {
    for (const scope of scopes)
      for await (const _ of pages(clients, scope, bodyOf({ period, groupBy: [] }, [], 'BilledCost'))) break;
  },
});

/** What Cost Management groups by. */
interface Grouping {
  readonly type: 'Dimension' | 'TagKey';
  readonly name: string;
}

/** @throws UserError when Cost Management can't group so. */
export function groupsOf({ groupBy }: Pick<CostQuery, 'groupBy'>): Grouping[] {
  if (groupBy.length > 2)
    throw new UserError(
      `Cost Management groups by two things at most, not by ${groupBy.join(', ')}. Ask twice, or use a cost export.`,
    );
  return groupBy.map((name): Grouping => {
    const tag = /^tag:(.+)$/.exec(name)?.[1];
    if (tag !== undefined) return { type: 'TagKey', name: tag };
    const dimension = DIMENSIONS.get(name);
    if (dimension !== undefined) return { type: 'Dimension', name: dimension };
    throw new UserError(
      `Cost Management can't group by ${name}: use ServiceName, SubAccountId, RegionId or tag:<key>.`,
    );
  });
}

const bodyOf = ({ period }: CostQuery, grouping: readonly Grouping[], column: CostColumn): object => ({
  type: COST_TYPES[column],
  timeframe: 'Custom',
  // Cost Management's end is inclusive; ours is exclusive.
  timePeriod: { from: `${period.start}T00:00:00Z`, to: `${addDays(period.end, -1)}T23:59:59Z` },
  dataset: {
    granularity: 'Daily',
    aggregation: { totalCost: { name: 'Cost', function: 'Sum' } },
    ...(grouping.length > 0 ? { grouping } : {}),
  },
});

/** A table whose columns come in an order of their own; numbers are the digits that were sent. */
interface CostTable {
  readonly columns?: readonly { readonly name?: string }[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly nextLink?: string | null;
}

async function* pages(clients: AzureClients, scope: string, body: object): AsyncGenerator<CostTable, void, undefined> {
  const following = pageTokens(ACTION);
  let path: string | undefined =
    `${scope}/providers/Microsoft.CostManagement/query?api-version=${API_VERSION}&$top=${ROWS}`;
  while (path) {
    const answer: { properties?: CostTable } = await clients.ask<{ properties?: CostTable }>({
      ...{ host: clients.hosts.arm, path, body, service: 'costmanagement', action: ACTION },
      parse: parseExactly,
    });
    if (!answer.properties) throw unexpected('NoTable', ACTION);
    yield answer.properties;
    path = following(answer.properties.nextLink);
  }
}

type ReviveWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

/** Numbers as the text that was sent: a float has not all of an amount's digits. */
export const parseExactly = (text: string): unknown =>
  (JSON.parse as ReviveWithSource)(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? source : value,
  );

/** One row of the table, its cells by the names of their columns. */
interface CostRow {
  /** What the charge is told apart by. */
  readonly key: string;
  readonly charge: Omit<Charge, 'BilledCost' | 'EffectiveCost'>;
  readonly amount: string;
}

/** @throws CloudError when the table doesn't fit the question. */
function costRows({ columns = [], rows }: CostTable, groups: readonly Grouping[]): CostRow[] {
  if (!Array.isArray(rows)) throw unexpected('NoRows', ACTION);
  const at = new Map(columns.map(({ name }, index) => [name?.toLowerCase() ?? '', index]));
  const column = (...names: readonly string[]): number => {
    const index = names.flatMap((name) => at.get(name) ?? [])[0];
    if (index === undefined) throw unexpected(`NoColumn ${names[0]}`, ACTION);
    return index;
  };
  const [cost, currency, day] = [column('cost', 'pretaxcost', 'totalcost'), column('currency'), column('usagedate')];
  const named = groups.map((group) => ({
    group,
    index: column(group.type === 'TagKey' ? 'tagvalue' : group.name.toLowerCase()),
  }));
  return rows.map((row) => {
    const cell = (index: number): string => String(row[index] ?? '');
    const [BillingCurrency, amount] = [cell(currency), cell(cost)];
    if (BillingCurrency === '') throw unexpected('NoCurrency', ACTION);
    if (amount === '') throw unexpected('NoAmount', ACTION);
    const period = periodOf(cell(day));
    const names = named.map(({ group, index }) => ({ group, value: cell(index) }));
    return {
      key: JSON.stringify([period.ChargePeriodStart, BillingCurrency, ...names.map(({ value }) => value)]),
      charge: { ...period, ProviderName: 'Microsoft', ...namesIn(names), BillingCurrency },
      amount: round(money(amount, BillingCurrency), DECIMALS).amount,
    };
  });
}

/** `20261005` */
function periodOf(text: string): Pick<Charge, 'ChargePeriodStart' | 'ChargePeriodEnd'> {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (!year || !month || !date) throw unexpected('NoDay', ACTION);
  const day: Day = `${year}-${month}-${date}`;
  return { ChargePeriodStart: day, ChargePeriodEnd: addDays(day, 1) };
}

function namesIn(cells: readonly { readonly group: Grouping; readonly value: string }[]): Partial<Charge> {
  const names: { ServiceName?: string; SubAccountId?: string; RegionId?: string } = {};
  let tags: Record<string, string> | undefined;
  for (const { group, value } of cells) {
    if (group.type === 'TagKey') tags = { ...tags, ...(value === '' ? {} : { [group.name]: value }) };
    else if (value === '') continue;
    else if (group.name === 'ServiceName') names.ServiceName = value;
    else if (group.name === 'SubscriptionId') names.SubAccountId = value.toLowerCase();
    else if (!NO_REGION.has(regionOf(value))) names.RegionId = regionOf(value);
  }
  return tags ? { ...names, Tags: tags } : names;
}

function put(charges: Map<string, Charge>, column: CostColumn, { key, charge, amount }: CostRow): void {
  const known: Charge = charges.get(key) ?? charge;
  const before = known[column];
  const currency = charge.BillingCurrency;
  const total = before === undefined ? amount : add(money(before, currency), money(amount, currency)).amount;
  charges.set(key, { ...known, [column]: total });
}

const complete = (charge: Charge): Charge => ({ BilledCost: '0', EffectiveCost: '0', ...charge });
