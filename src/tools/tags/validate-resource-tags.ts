import * as z from 'zod';
import { createEvaluator } from '../../analyze/tags/evaluator.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { keptId } from '../kept-id.ts';
import { shownTags } from '../resource-row.ts';
import { scopeInput, scopesOf } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { defineTool } from '../tool.ts';
import { rowOf } from '../violation-row.ts';

// No cloud takes more on one resource.
const MOST_PROPOSED = 64;

export const validateResourceTags = defineTool({
  name: 'validate_resource_tags',
  title: 'Validate the tags of resources',
  toolset: 'tags',
  core: false,
  description:
    'Judges named resources by the tagging policy, with their own tags or with a proposed set. What does not exist is listed apart.',
  input: z.strictObject({
    resource_arns: z.array(z.string().min(1).max(2048)).min(1).max(100).describe('ARN, Azure id or GCP full name'),
    tags: z
      .record(z.string().max(512), z.string().max(1024))
      .refine((tags) => Object.keys(tags).length <= MOST_PROPOSED, `at most ${MOST_PROPOSED} tags, as on a resource`)
      .optional()
      .describe('Proposed tags to judge instead'),
    cloud_provider: scopeInput.cloud_provider,
  }),
  output: z.object({
    results: z.array(
      z.object({
        resource_arn: z.string(),
        is_compliant: z.boolean().nullable(),
        violations: z.array(z.looseObject({ violation_type: z.string(), tag_name: z.string() })),
        current_tags: z.record(z.string(), z.string()).nullable(),
        note: z.string().optional(),
      }),
    ),
    not_found: z.array(z.string()),
    total: z.int(),
    compliant: z.int(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(input, context) {
    const evaluator = createEvaluator(await context.policy());
    const scopes = await scopesOf({ cloud_provider: input.cloud_provider }, context);
    const found = new Map<string, Resource>();
    for (const { snapshot } of scopes)
      if (snapshot)
        for (const resource of await context.store.inventory.byIds(snapshot, input.resource_arns.map(keptId)))
          found.set(resource.id, resource);

    const judge = (resource: Resource, proposed: Tags | undefined) => {
      const tags = proposed ?? resource.tags;
      const base = { resource_arn: resource.id, current_tags: resource.tags ? shownTags(resource.tags) : null };
      if (!resource.taggable)
        return { ...base, is_compliant: null, violations: [], note: `${resource.type} has no tags.` };
      if (!tags) return { ...base, is_compliant: null, violations: [], note: 'Its tags could not be read.' };
      const violations = evaluator.violations(resource, tags);
      if (!violations)
        return { ...base, is_compliant: null, violations: [], note: `The policy asks nothing of ${resource.type}.` };
      const rows = violations.map((violation) => {
        const { violation_type, tag_name, severity, current_value, allowed_values, suggestion } = rowOf(
          resource,
          violation,
        );
        return {
          violation_type,
          tag_name,
          severity,
          current_value,
          allowed_values,
          ...(suggestion === undefined ? {} : { suggestion }),
        };
      });
      return { ...base, is_compliant: violations.every(({ severity }) => severity !== 'error'), violations: rows };
    };

    const asked = [...new Map(input.resource_arns.map((id) => [keptId(id), id])).values()];
    const results = asked.flatMap((id) => {
      const resource = found.get(keptId(id));
      return resource ? [judge(resource, input.tags)] : [];
    });
    return {
      results,
      not_found: asked.filter((id) => !found.has(keptId(id))),
      total: results.length,
      compliant: results.filter(({ is_compliant }) => is_compliant === true).length,
      data_quality: qualityOf(scopes, context),
    };
  },
  text({ results, not_found, compliant, data_quality }) {
    const lines = results.map(({ resource_arn, is_compliant, violations, note }) => {
      const verdict = is_compliant === null ? note : is_compliant ? 'compliant' : 'not compliant';
      const words = violations
        .map(({ violation_type, tag_name }) => `${violation_type} ${fenced(tag_name, 40)}`)
        .join(', ');
      return `- ${fenced(resource_arn, 120)}: ${verdict}${words && ` (${words})`}`;
    });
    // What is not found is said first: the list is cut.
    const missing = not_found.map((id) => `- ${fenced(id, 120)}: not found`);
    const head = `${compliant} of ${results.length} resources are compliant${not_found.length > 0 ? `, ${not_found.length} were not found` : ''}.`;
    return shortText(head, [...missing, ...lines], data_quality.note);
  },
});
