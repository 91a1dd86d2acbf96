import type { Truth } from '../../estate/truth.ts';
import { type Check, check } from '../check.ts';
import type { McpClient } from '../mcp-client.ts';

interface Policy {
  readonly source: string;
  readonly policy: { readonly requiredTags?: readonly { readonly name: string }[] };
}

/** The company's own policy is in force, not one that the product falls back to. */
export async function checkPolicy({ policy }: Truth, client: McpClient): Promise<readonly Check[]> {
  const answer = await client.ask<Policy>('get_tagging_policy', {});
  const { required_tags: required } = policy as { required_tags: readonly { name: string }[] };
  return [
    check('source of the policy', 'file: policy.json', answer.source),
    check(
      'required tags',
      required.map(({ name }) => name),
      answer.policy.requiredTags?.map(({ name }) => name),
    ),
  ];
}
