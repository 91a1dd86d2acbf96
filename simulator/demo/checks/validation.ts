import type { Truth } from '../../estate/truth.ts';
import { type Check, check, checkLists } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';
import { type Answered, checkQuality } from '../quality.ts';
import { resourcesOf, type TypedResource, tagWords } from '../truth-resources.ts';
import { isCompliant, plantedWords, type ToldViolation, toldWords } from '../truth-verdicts.ts';

interface Result {
  readonly resource_arn: string;
  readonly is_compliant: boolean | null;
  readonly violations: readonly ToldViolation[];
  readonly current_tags: Readonly<Record<string, string>> | null;
}

interface Validated extends Answered {
  readonly results: readonly Result[];
  readonly not_found: readonly string[];
  readonly compliant: number;
}

const tool = 'validate_resource_tags';
const atOnce = 100;
const nowhere = 'arn:aws:ec2:eu-west-1:999999999999:instance/i-00000000000000000';

/** Every resource judged by its own tags, some by none at all, and one that isn't there. */
export async function checkValidation(truth: Truth, client: McpClient): Promise<readonly Check[]> {
  const resources = resourcesOf(truth);
  const answers: Validated[] = [];
  for (let from = 0; from < resources.length; from += atOnce)
    answers.push(await client.ask<Validated>(tool, { resource_arns: idsOf(resources.slice(from, from + atOnce)) }));
  const results = answers.flatMap((answer) => answer.results);
  const some = resources.slice(0, atOnce - 1);
  const bare = await client.ask<Validated>(tool, { resource_arns: [...idsOf(some), nowhere], tags: {} });
  return [
    checkLists(
      'every resource judged by its id',
      resources.map((one) => lineOf(one, isCompliant(one), plantedWords(one.violations))),
      results.map((one) => resultLine(one)),
    ),
    checkLists(
      'every resource with the tags that it was judged by',
      resources.map(({ id, tags }) => `${id} ${tagWords(tags)}`),
      results.map(({ resource_arn, current_tags }) => `${resource_arn} ${tagWords(current_tags)}`),
    ),
    check(
      'number of those that are compliant',
      resources.filter((one) => isCompliant(one) === true).length,
      answers.reduce((sum, { compliant }) => sum + compliant, 0),
    ),
    checkLists(
      'resources judged as if they had no tags',
      some.map((one) => lineOf(one, one.taggable ? false : null, one.taggable ? allMissing(truth) : [])),
      bare.results.map((one) => resultLine(one)),
    ),
    check('what is not there', [nowhere], bare.not_found),
    checkQuality(tool, bare),
  ];
}

const idsOf = (resources: readonly TypedResource[]): readonly string[] => resources.map(({ id }) => id);

const lineOf = ({ id }: TypedResource, verdict: boolean | null, words: readonly string[]): string =>
  `${id} ${verdict} ${words.join(', ')}`;

const resultLine = ({ resource_arn, is_compliant, violations }: Result): string =>
  `${resource_arn} ${is_compliant} ${toldWords(violations).join(', ')}`;

function allMissing({ policy }: Truth): readonly string[] {
  const { required_tags: required } = policy as { required_tags: readonly { name: string }[] };
  return required.map(({ name }) => `missing_required_tag ${name} error`).sort();
}
