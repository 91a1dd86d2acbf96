import * as z from 'zod';
import { applicableTypes, policyWarnings } from '../../analyze/tags/policy-warnings.ts';
import { shortText } from '../short-text.ts';
import { defineTool } from '../tool.ts';

export const getTaggingPolicy = defineTool({
  name: 'get_tagging_policy',
  title: 'Tagging policy in force',
  toolset: 'tags',
  core: true,
  description: 'The tagging policy that resources are judged by: its rules, where it came from and its version.',
  input: z.strictObject({}),
  output: z.object({
    source: z.string(),
    version: z.string(),
    policy: z.looseObject({}),
    all_applicable_resource_types: z.array(z.string()),
    warnings: z.array(z.string()),
    required_tag_count: z.int(),
    optional_tag_count: z.int(),
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(_input, context) {
    const { policy, version, source } = await context.policy();
    const known = await context.knownTypes();
    return {
      source,
      version,
      policy: { ...policy },
      all_applicable_resource_types: applicableTypes(policy, known),
      warnings: [...policyWarnings(policy, known)],
      required_tag_count: policy.requiredTags.length,
      optional_tag_count: policy.optionalTags.length,
    };
  },
  text: ({ source, version, required_tag_count, optional_tag_count, warnings }) =>
    shortText(
      `Tagging policy from ${source} (version ${version}): ${required_tag_count} required and ${optional_tag_count} optional tags.`,
      warnings,
    ),
});
