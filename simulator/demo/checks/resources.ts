import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists, countBy } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { resourcesOf, tagWords } from '../truth-resources.ts';

interface ResourceRow {
  readonly resource_id: string;
  readonly resource_type: string;
  readonly account: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>> | null;
}

interface Found extends Answered {
  readonly resources: readonly ResourceRow[];
  readonly total: number | null;
}

const tool = 'search_resources';

/** Every resource by its id, place and tags; and how many there are, both counted and asked for. */
export async function checkResources(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const expected = resourcesOf(truth);
  const { rows, first } = await client.pages<ResourceRow, Found>(
    tool,
    { limit: 500, response_format: 'detailed' },
    'resources',
  );
  const byType = countBy(expected, ({ type }) => type);
  const byAccount = countBy(expected, ({ account }) => account);
  const byRegion = countBy(expected, ({ region }) => region);
  const totals = async (filter: string, counts: Readonly<Record<string, number>>) => {
    const found: Record<string, number | null> = {};
    for (const value of Object.keys(counts)) {
      found[value] = (await client.ask<Found>(tool, { [filter]: [value], limit: 1 })).total;
    }
    return found;
  };
  return [
    check('number of resources', expected.length, first.total),
    check(
      'resources by type',
      byType,
      countBy(rows, ({ resource_type }) => resource_type),
    ),
    check(
      'resources by account',
      byAccount,
      countBy(rows, ({ account }) => account),
    ),
    check(
      'resources by region',
      byRegion,
      countBy(rows, ({ region }) => region),
    ),
    check('resources of each type when asked for', byType, await totals('resource_types', byType)),
    check('resources of each account when asked for', byAccount, await totals('accounts', byAccount)),
    check('resources of each region when asked for', byRegion, await totals('regions', byRegion)),
    checkLists(
      'every resource with its place',
      expected.map(({ id, type, account, region }) => `${id} ${type} ${account} ${region}`),
      rows.map(
        ({ resource_id, resource_type, account, region }) => `${resource_id} ${resource_type} ${account} ${region}`,
      ),
    ),
    checkLists(
      'every resource with its tags',
      expected.map(({ id, tags }) => `${id} ${tagWords(tags)}`),
      rows.map(({ resource_id, tags }) => `${resource_id} ${tagWords(tags)}`),
    ),
    checkQuality(tool, first),
  ];
}
