import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists, countBy } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { accountsOf } from '../truth-accounts.ts';
import { comparedMonths } from '../truth-costs.ts';
import { cloudsOf } from '../truth-of-cloud.ts';
import { resourcesOf } from '../truth-resources.ts';

interface Counted {
  readonly resources: number;
}

interface UpdatedCosts {
  readonly cloud_provider: string;
  readonly month: string;
}

interface LastRun {
  readonly run_id: string;
  readonly status: string;
  readonly units_done: number;
  readonly units_total: number;
  readonly summary: Counted;
  readonly providers: Readonly<Record<string, Counted>>;
  readonly accounts: readonly { readonly account: string; readonly rows: number }[];
  readonly changes: {
    readonly new_resources: number;
    readonly modified_resources: number;
    readonly deleted_resources: number;
    readonly cost_updates: number;
    readonly updated_costs: readonly UpdatedCosts[];
    readonly more_updated_costs: number;
  };
}

interface ChangedRow {
  readonly resource_id: string;
  readonly change: string;
}

export interface Status extends Answered {
  readonly last: LastRun;
  readonly changed_resources: readonly ChangedRow[];
  readonly total: number | null;
  readonly freshness: readonly { readonly cloud_provider: string; readonly dataset: string; readonly stale: boolean }[];
}

const tool = 'get_collection_status';
// What every cloud has.
const datasets = ['inventory', 'metrics', 'costs'];
const mostUpdates = 20;

/** The only collection found everything, and everything was new. */
export async function checkStatus(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const { rows, first } = await client.pages<ChangedRow, Status>(tool, { limit: 500 }, 'changed_resources');
  const { last, freshness, total } = first;
  const resources = resourcesOf(truth);
  const clouds = cloudsOf(truth);
  const known = new Set(accountsOf(truth).map(({ id }) => id));
  const byAccount = countBy(resources, ({ account }) => account);
  const { new_resources, modified_resources, deleted_resources } = last.changes;
  return [
    check('status of the collection', 'success', last.status),
    check('units of the collection, none of them left', last.units_total, last.units_done),
    check(
      'number of collected resources',
      { in_all: resources.length, by_account: resources.length },
      { in_all: last.summary.resources, by_account: last.accounts.reduce((sum, one) => sum + one.rows, 0) },
    ),
    check(
      'collected resources of each cloud',
      countBy(resources, ({ cloud }) => cloud),
      Object.fromEntries(Object.entries(last.providers).map(([cloud, counted]) => [cloud, counted.resources])),
    ),
    check(
      'collected resources of each account',
      Object.fromEntries([...known].map((id) => [id, byAccount[id] ?? 0])),
      Object.fromEntries(
        // An account of which only the bill is read has no resources, and is none of the company's.
        last.accounts.flatMap(({ account, rows: found }) =>
          known.has(account) || found > 0 ? [[account, found]] : [],
        ),
      ),
    ),
    check(
      'changes of the collection',
      { new_resources: resources.length, modified_resources: 0, deleted_resources: 0 },
      { new_resources, modified_resources, deleted_resources },
    ),
    check('number of changed resources', resources.length, total),
    checkLists(
      'every resource as a new one',
      resources.map(({ id }) => `new ${id}`),
      rows.map(({ change, resource_id }) => `${change} ${resource_id}`),
    ),
    ...checkCostUpdates(truth, last),
    check(
      'what was just collected is fresh',
      clouds.flatMap((cloud) => datasets.map((dataset) => `${cloud} ${dataset}`)),
      freshness
        .filter(({ dataset, stale }) => !stale && datasets.includes(dataset))
        .map(({ cloud_provider, dataset }) => `${cloud_provider} ${dataset}`),
    ),
    checkQuality(tool, first),
  ];
}

/** By how many views the product reads a bill is its own affair; of which clouds and months they are is not. */
function checkCostUpdates(truth: Truth, { changes }: LastRun): readonly Check[] {
  const { cost_updates: count, updated_costs: told, more_updated_costs: more } = changes;
  const [clouds, months] = [cloudsOf(truth), comparedMonths(truth)];
  const isKnown = ({ cloud_provider, month }: UpdatedCosts) =>
    clouds.some((cloud) => cloud === cloud_provider) && months.includes(month);
  return [
    check(
      'cost updates that are told and that are not',
      [Math.min(count, mostUpdates), count],
      [told.length, told.length + more],
    ),
    check(
      'cost updates of other clouds or months',
      [],
      told.filter((one) => !isKnown(one)),
    ),
  ];
}
