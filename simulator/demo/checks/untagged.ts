import type { PlantedViolation } from '../../estate/estate.ts';
import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { resourcesOf } from '../truth-resources.ts';

interface UntaggedRow {
  readonly resource_id: string;
  readonly missing_required_tags: readonly string[];
  readonly current_tags: Readonly<Record<string, string>>;
}

interface Untagged extends Answered {
  readonly resources: readonly UntaggedRow[];
  readonly total_untagged: number;
}

const tool = 'find_untagged_resources';
// A key that is misspelt is not there, for whoever looks for it.
const isMissing = ({ type }: PlantedViolation) => type === 'missing_required_tag' || type === 'misspelt_key';
const words = (id: string, tags: readonly string[]) => `${id} ${tags.toSorted().join(',')}`;

/** What lacks required tags, and among it what never had a tag. */
export async function checkUntagged(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const { rows, first } = await client.pages<UntaggedRow, Untagged>(tool, { limit: 500 }, 'resources');
  const expected = resourcesOf(truth)
    .map(({ id, tags, violations }) => ({ id, tags, missing: violations.filter(isMissing).map(({ tag }) => tag) }))
    .filter(({ missing }) => missing.length > 0);
  const isBare = (tags: object) => Object.keys(tags).length === 0;
  return [
    check('number of untagged resources', expected.length, first.total_untagged),
    checkLists(
      'every untagged resource with the tags that it misses',
      expected.map(({ id, missing }) => words(id, missing)),
      rows.map(({ resource_id, missing_required_tags }) => words(resource_id, missing_required_tags)),
    ),
    checkLists(
      'every resource that never had a tag',
      expected.filter(({ tags }) => isBare(tags)).map(({ id }) => id),
      rows.filter(({ current_tags }) => isBare(current_tags)).map(({ resource_id }) => resource_id),
    ),
    checkQuality(tool, first),
  ];
}
