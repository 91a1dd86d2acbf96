import * as z from 'zod';
import type { Violation } from '../../analyze/tags/evaluator.ts';
import { UserError } from '../../model/errors.ts';
import type { Resource } from '../../model/resource.ts';
import { cursorInput, readCursor, writeCursor } from '../cursor.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { judgedScopes } from '../judged-scope.ts';
import { scopeInput } from '../scope.ts';
import { defineTool } from '../tool.ts';
import { cut } from '../violation-row.ts';

const MOST_TAGS = 50;
const DAY_MS = 86_400_000;

const missingTag = ({ type }: Violation): boolean => type === 'missing_required_tag' || type === 'misspelt_key';

const row = (resource: Resource, violations: readonly Violation[], asOf: string) => ({
  resource_id: resource.id,
  resource_name: resource.name === undefined ? null : cut(resource.name),
  cloud_provider: resource.cloud,
  account: resource.account,
  region: resource.region,
  resource_type: resource.type,
  current_tags: Object.fromEntries(
    Object.entries(resource.tags ?? {})
      .slice(0, MOST_TAGS)
      .map(([key, value]) => [cut(key), cut(value)]),
  ),
  missing_required_tags: violations.filter(missingTag).map(({ tag }) => tag),
  // Counted to when it was seen, so that the same data gives the same answer.
  age_days:
    resource.createdAt === undefined ? null : Math.floor((Date.parse(asOf) - Date.parse(resource.createdAt)) / DAY_MS),
  cost_source: 'unknown',
});

export const findUntaggedResources = defineTool({
  name: 'find_untagged_resources',
  title: 'Find untagged resources',
  toolset: 'tags',
  core: true,
  description: 'Resources that lack required tags, never-tagged ones among them, with what they miss.',
  input: z.strictObject({
    ...scopeInput,
    include_costs: z.boolean().default(false),
    min_cost_threshold: z.number().optional(),
    sort_by: z.enum(['cost', 'age', 'name']).optional(),
    limit: z.int().min(1).max(500).default(25),
    cursor: cursorInput,
    response_format: z.enum(['concise', 'detailed']).default('detailed'),
  }),
  output: z.object({
    resources: z.array(z.looseObject({ resource_id: z.string(), missing_required_tags: z.array(z.string()) })),
    total_untagged: z.int(),
    total: z.int(),
    next_cursor: z.string().optional(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(input, context) {
    if (input.min_cost_threshold !== undefined || input.sort_by === 'cost')
      throw new UserError(
        'Costs per resource are not known yet, so that nothing can be filtered or sorted by them. Ask without min_cost_threshold, and sort_by age or name.',
      );
    const cursor = readCursor(input.cursor);
    const { evaluator, scopes } = await judgedScopes(input, context, cursor?.snapshot);
    const quality = qualityOf(scopes, context);
    const offset = cursor?.position ?? 0;
    const resources: ReturnType<typeof row>[] = [];
    let total = 0;
    let next: string | undefined;
    for (const { snapshot, verdicts, filter } of scopes) {
      if (!snapshot || !verdicts) continue;
      total += (await verdicts.counts(filter, 'none')).reduce((sum, { missing }) => sum + missing, 0);
      const found = await verdicts.missing(
        filter,
        input.sort_by === 'age' || input.sort_by === 'name' ? input.sort_by : 'position',
        offset,
        input.limit,
      );
      for (const resource of found)
        resources.push(
          row(
            resource,
            evaluator.violations(resource, resource.tags ?? {}) ?? [],
            quality.as_of ?? snapshot.publishedAt,
          ),
        );
      if (offset + found.length < total) next = writeCursor({ snapshot: snapshot.id, position: offset + found.length });
    }
    const costNote = input.include_costs ? ' Costs per resource are not known yet: they are left out, not zero.' : '';
    return {
      resources:
        input.response_format === 'concise'
          ? resources.map(({ resource_id, missing_required_tags }) => ({ resource_id, missing_required_tags }))
          : resources,
      total_untagged: total,
      total,
      ...(next === undefined ? {} : { next_cursor: next }),
      data_quality: { ...quality, note: `${quality.note}${costNote}` },
    };
  },
  text({ resources, total_untagged, data_quality }) {
    const listed = resources
      .slice(0, 15)
      .map(({ resource_id, missing_required_tags }) => `- ${resource_id}: lacks ${missing_required_tags.join(', ')}`);
    const head =
      data_quality.status === 'empty'
        ? 'No figure for untagged resources.'
        : `${total_untagged} resources lack required tags.`;
    return [head, data_quality.note, ...listed].join('\n');
  },
});
