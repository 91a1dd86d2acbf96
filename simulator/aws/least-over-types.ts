import { enabledRegions } from '../estate/aws/regions.ts';
import type { Estate } from '../estate/estate.ts';
import { type LeastCalls, pagesOf } from '../least-calls.ts';
import { aggregator, indexed } from './services/resource-explorer.ts';
import { knownTo } from './services/tagging.ts';

type Calls = Omit<LeastCalls, 'cloud'>;

const taggedPage = 100;
// One of a thousand is followed by none, whatever is left.
const indexedPage = 999;
const indexesPage = 100;

/** Where what has no region is at home. */
const home = 'us-east-1';

/** What tells of types that have no API of their own here: in each region, and once more of what lies in none. */
export function leastOverTypes(estate: Estate, account: string): readonly Calls[] {
  const tagged = (region: string) => pagesOf(knownTo({ account, region }, estate).length, taggedPage);
  const all = indexed({ account, region: aggregator }, estate);
  const numbers = new Map<string, number>();
  for (const { region } of all) numbers.set(region, (numbers.get(region) ?? 0) + 1);
  const explored = (region: string) => pagesOf(numbers.get(region) ?? 0, indexedPage);
  const inRegions = (pages: (region: string) => number) =>
    enabledRegions.reduce((total, region) => total + pages(region), 0);
  return [
    { service: 'tagging', operation: 'GetResources', calls: inRegions(tagged) + tagged(home) },
    { service: 'resource-explorer-2', operation: 'ListIndexes', calls: pagesOf(enabledRegions.length, indexesPage) },
    // Two are there, and one index is asked by them.
    { service: 'resource-explorer-2', operation: 'ListViews', calls: 1 },
    { service: 'resource-explorer-2', operation: 'BatchGetView', calls: 1 },
    {
      ...{ service: 'resource-explorer-2', operation: 'ListResources' },
      // An ARN without a region is told from all that are there.
      calls: inRegions(explored) + pagesOf(all.length, indexedPage),
    },
  ];
}
