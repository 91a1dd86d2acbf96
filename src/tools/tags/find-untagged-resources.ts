import * as z from 'zod';
import type { Violation } from '../../analyze/tags/evaluator.ts';
import { counted } from '../../model/counted.ts';
import { UserError } from '../../model/errors.ts';
import type { TaggingPolicy } from '../../model/policy.ts';
import type { TaggedResource } from '../../store/inventory.ts';
import { cursorInput, readCursor } from '../cursor.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { judgedScopes } from '../judged-scope.ts';
import { pageAcross, type SnapshotList } from '../page-across.ts';
import { detailedFormat, limitInput, nextPage } from '../paging.ts';
import { resourceRow, shownTags } from '../resource-row.ts';
import { scopeInput, unknown } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { tagsInput } from '../tag-filter.ts';
import { defineTool } from '../tool.ts';

const missingTag = ({ type }: Violation): boolean => type === 'missing_required_tag' || type === 'misspelt_key';

const row = (resource: TaggedResource, violations: readonly Violation[], asOf: Date) => ({
  // Its age is counted to when it was seen, so that the same data gives the same answer.
  ...resourceRow(resource, asOf),
  current_tags: shownTags(resource.tags ?? {}),
  missing_required_tags: violations.filter(missingTag).map(({ tag }) => tag),
  cost_source: 'unknown',
});

/** @throws UserError for a tag that the policy doesn't require. */
function requiredTags(asked: readonly string[] | undefined, policy: TaggingPolicy): readonly string[] | undefined {
  const known = policy.requiredTags.map(({ name }) => name);
  for (const name of asked ?? []) if (!known.includes(name)) throw unknown('required tag', name, known);
  return asked;
}

export const findUntaggedResources = defineTool({
  name: 'find_untagged_resources',
  title: 'Find untagged resources',
  toolset: 'tags',
  core: true,
  description: 'Resources that lack required tags, never-tagged ones among them, with what they miss.',
  input: z.strictObject({
    ...scopeInput,
    missing_tags: z.array(z.string().max(512)).min(1).max(200).optional(),
    tags: tagsInput,
    include_costs: z.boolean().default(false),
    min_cost_threshold: z.number().optional(),
    sort_by: z.enum(['cost', 'age', 'name']).optional(),
    limit: limitInput,
    cursor: cursorInput,
    response_format: detailedFormat,
  }),
  output: z.object({
    resources: z.array(z.looseObject({ resource_id: z.string(), missing_required_tags: z.array(z.string()) })),
    total_untagged: z.int().nullable(),
    total: z.int().nullable(),
    next_cursor: z.string().optional(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(input, context) {
    const { sort_by: sort = 'position' } = input;
    if (input.min_cost_threshold !== undefined || sort === 'cost')
      throw new UserError(
        'Costs per resource are not known yet, so that nothing can be filtered or sorted by them. Ask without min_cost_threshold, and sort_by age or name.',
      );
    const cursor = readCursor(input.cursor);
    const missingTags = requiredTags(input.missing_tags, (await context.policy()).policy);
    const { evaluator, scopes } = await judgedScopes(input, context, cursor?.snapshot);
    const quality = qualityOf(scopes, context);
    const lists = scopes.flatMap(({ snapshot, verdicts, filter }): SnapshotList<ReturnType<typeof row>>[] => {
      if (!snapshot || !verdicts) return [];
      const wanted = { ...filter, ...(missingTags === undefined ? {} : { missingTags }) };
      const asOf = new Date(quality.as_of ?? snapshot.publishedAt);
      const read = async (offset: number, limit: number) => ({
        items: (await verdicts.missing(wanted, sort, offset, limit)).map((resource) =>
          row(resource, evaluator.violations(resource, resource.tags ?? {}) ?? [], asOf),
        ),
        total: await verdicts.missingCount(wanted),
      });
      return [{ snapshot: snapshot.id, read }];
    });
    const { items: resources, total, next } = await pageAcross(lists, cursor, input.limit);
    // Where nothing was read, none found is no number.
    const counted = quality.status === 'empty' ? null : total;
    const costNote = input.include_costs ? ' Costs per resource are not known yet: they are left out, not zero.' : '';
    return {
      resources:
        input.response_format === 'concise'
          ? resources.map(({ resource_id, missing_required_tags }) => ({ resource_id, missing_required_tags }))
          : [...resources],
      total_untagged: counted,
      total: counted,
      ...(next === undefined ? {} : { next_cursor: next }),
      data_quality: { ...quality, note: `${quality.note}${costNote}` },
    };
  },
  text({ resources, total_untagged, next_cursor, data_quality }) {
    const listed = resources.map(
      ({ resource_id, missing_required_tags }) =>
        `- ${fenced(resource_id, 120)}: lacks ${missing_required_tags.map((tag) => fenced(tag, 40)).join(', ')}`,
    );
    const head =
      total_untagged === null
        ? 'No figure for untagged resources.'
        : `${counted(total_untagged, 'resource lacks', 'resources lack')} required tags.`;
    return shortText(head, listed, `${data_quality.note}${nextPage(next_cursor)}`);
  },
});
