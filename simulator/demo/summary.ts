import type { Truth } from '../estate/truth.ts';
import type { McpClient } from './mcp-client.ts';

export interface MonthCost {
  readonly amount: string;
  readonly currency: string;
}

/** The company in a few numbers, all of them the product's answers. */
export interface Summary {
  readonly clouds: readonly string[];
  readonly accounts: number;
  readonly resources: number | null;
  readonly compliance_score: number | null;
  readonly month_cost: MonthCost | null;
  /** Unknown as long as no check computes it; unknown is not zero. */
  readonly potential_savings: MonthCost | null;
}

export interface Overview extends Summary {
  readonly resourcesByType: readonly { readonly type: string; readonly count: number }[];
  readonly accountNames: readonly { readonly cloud: string; readonly name: string }[];
  readonly compliant: number;
  readonly judged: number;
  readonly violations: number;
  readonly worst: readonly string[];
  readonly costMetric: string;
}

interface Accounts {
  readonly total: number;
  readonly accounts: readonly {
    readonly account: string;
    readonly account_name?: string;
    readonly cloud_provider: string;
  }[];
}

interface Compliance {
  readonly compliance_score: number | null;
  readonly total_resources: number;
  readonly compliant_resources: number;
  readonly violation_count: number;
  readonly worst: readonly string[];
}

interface Costs {
  readonly metric: string;
  readonly total: MonthCost | null;
}

/** Asks the product what a summary needs. The truth only says which types there are to ask for. */
export async function overviewOf({ clouds }: Truth, client: McpClient): Promise<Overview> {
  const accounts = await client.ask<Accounts>('list_accounts', { limit: 500 });
  const compliance = await client.ask<Compliance>('check_tag_compliance', { limit: 1 });
  const costs = await client.ask<Costs>('query_costs', {});
  const count = async (filter: object) =>
    (await client.ask<{ total: number | null }>('search_resources', { ...filter, limit: 1 })).total;
  const resourcesByType: { type: string; count: number }[] = [];
  for (const type of Object.values(clouds).flatMap(({ types }) => Object.keys(types))) {
    const known = await count({ resource_types: [type] });
    // A type that could not be read has no count, and is left out rather than shown as none.
    if (known !== null) resourcesByType.push({ type, count: known });
  }
  return {
    clouds: [...new Set(accounts.accounts.map(({ cloud_provider }) => cloud_provider))],
    accounts: accounts.total,
    resources: await count({}),
    compliance_score: compliance.compliance_score,
    month_cost: costs.total,
    potential_savings: null,
    resourcesByType: resourcesByType.sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1)),
    accountNames: accounts.accounts.map(({ cloud_provider: cloud, account, account_name }) => ({
      ...{ cloud, name: account_name ?? account },
      // What belongs to the directory belongs to no subscription, so that the tenant is an account of its own.
      ...(account === clouds.azure.tenant?.id ? { name: `${account_name ?? account} (the tenant itself)` } : {}),
    })),
    compliant: compliance.compliant_resources,
    judged: compliance.total_resources,
    violations: compliance.violation_count,
    worst: compliance.worst,
    costMetric: costs.metric,
  };
}

/** The part of it that is promised to scripts. */
export const summaryOf = ({
  clouds,
  accounts,
  resources,
  compliance_score,
  month_cost,
  potential_savings,
}: Overview): Summary => ({
  ...{ clouds, accounts, resources, compliance_score, month_cost, potential_savings },
});
