import { pageTokens } from '../page-tokens.ts';
import type { AzureClients } from './clients.ts';
import { unexpected } from './clients.ts';

export const RESOURCE_GRAPH = 'Microsoft.ResourceGraph/resources/read';

const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01';
const ROWS = 1000;
// Of one request; a longer list is asked in parts (https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests).
const SUBSCRIPTIONS = 1000;

interface GraphAnswer<Row> {
  /** Of all pages. */
  readonly totalRecords?: number;
  readonly data?: readonly Row[];
  readonly $skipToken?: string;
  /** The strings `true` and `false`. */
  readonly resultTruncated?: string;
}

export interface GraphScope {
  readonly subscriptions?: readonly string[];
  readonly managementGroup?: string;
}

/**
 * The rows of a query, page after page. A query must `project id` and be sorted, or it has no further pages.
 * @throws CloudError when a page is missing: rows that were not seen must not pass for rows that don't exist.
 */
export async function* graphRows<Row>(
  clients: AzureClients,
  query: string,
  { subscriptions, managementGroup }: GraphScope,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (!subscriptions)
    return yield* pages<Row>(clients, query, managementGroup ? { managementGroups: [managementGroup] } : {});
  const sorted = subscriptions.toSorted();
  for (let start = 0; start < sorted.length; start += SUBSCRIPTIONS)
    yield* pages<Row>(clients, query, { subscriptions: sorted.slice(start, start + SUBSCRIPTIONS) });
}

async function* pages<Row>(
  clients: AzureClients,
  query: string,
  scope: object,
): AsyncGenerator<readonly Row[], void, undefined> {
  const following = pageTokens(RESOURCE_GRAPH);
  let rows = 0;
  let least: number | undefined;
  let $skipToken: string | undefined;
  do {
    const answer: GraphAnswer<Row> = await clients.ask<GraphAnswer<Row>>({
      host: clients.hosts.arm,
      path: PATH,
      service: 'resourcegraph',
      action: RESOURCE_GRAPH,
      body: {
        ...scope,
        query,
        options: {
          $top: Math.min(ROWS, clients.batchSize ?? ROWS),
          resultFormat: 'objectArray',
          ...($skipToken ? { $skipToken } : {}),
        },
      },
    });
    if (!Array.isArray(answer.data)) throw unexpected('NoRows', RESOURCE_GRAPH);
    const { data, totalRecords, $skipToken: next, resultTruncated } = answer;
    // The least that a page told: what is deleted meanwhile is missing, what is created may lie in a page that was read already.
    if (typeof totalRecords === 'number') least = Math.min(least ?? totalRecords, totalRecords);
    rows += data.length;
    if (!next && rows < (least ?? 0)) throw unexpected('FewerRowsThanTold', RESOURCE_GRAPH);
    if (!next && String(resultTruncated) === 'true') throw unexpected('ResultTruncated', RESOURCE_GRAPH);
    yield data;
    $skipToken = following(next);
  } while ($skipToken);
}

/** A word of a query, quoted: it may come from the settings. */
export const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** `('a', 'b')` */
export const listOf = (words: readonly string[]): string => `(${words.map(quoted).join(', ')})`;
