import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { resourcesOf, type TypedResource, tagWords } from '../truth-resources.ts';
import { isCompliant, plantedWords, type ToldViolation, toldWords } from '../truth-verdicts.ts';

interface One extends Answered {
  readonly resource: {
    readonly resource_id: string;
    readonly resource_type: string;
    readonly cloud_provider: string;
    readonly account: string;
    readonly region: string;
    readonly tags: Readonly<Record<string, string>> | null;
  };
  readonly is_compliant: boolean | null;
  readonly violations: readonly ToldViolation[];
}

const tool = 'get_resource';

/** Of each type the resource with the most wrong with it. */
export async function checkOneResource(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const asked = [...Map.groupBy(resourcesOf(truth), ({ type }) => type).values()].flatMap(worstOf);
  const answers: One[] = [];
  for (const { id } of asked) answers.push(await client.ask<One>(tool, { resource_id: id }));
  const [first] = answers;
  return [
    checkLists(
      'one resource of each type, asked for by its id',
      asked.map((one) => `${one.id} ${one.type} ${one.cloud} ${one.account} ${one.region} ${tagWords(one.tags)}`),
      answers.map(({ resource: { tags, ...one } }) =>
        [one.resource_id, one.resource_type, one.cloud_provider, one.account, one.region, tagWords(tags)].join(' '),
      ),
    ),
    checkLists(
      'what is wrong with one resource of each type',
      asked.map((one) => `${one.id} ${isCompliant(one)} ${plantedWords(one.violations).join(', ')}`),
      answers.map(
        ({ resource, is_compliant, violations }) =>
          `${resource.resource_id} ${is_compliant} ${toldWords(violations).join(', ')}`,
      ),
    ),
    ...(first ? [checkQuality(tool, first)] : [check('resources to ask for', 'some', 'none')]),
  ];
}

const worstOf = (members: readonly TypedResource[]): readonly TypedResource[] =>
  members.toSorted((a, b) => b.violations.length - a.violations.length).slice(0, 1);
