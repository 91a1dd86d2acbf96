import * as z from 'zod';
import { counted } from '../../model/counted.ts';
import { UserError } from '../../model/errors.ts';
import type { Resource, ResourceState } from '../../model/resource.ts';
import type { ResourceFilter } from '../../store/inventory.ts';
import { cursorInput, readCursor } from '../cursor.ts';
import { dataQuality, qualityOf } from '../data-quality.ts';
import { fenced } from '../fenced.ts';
import { pageAcross, type SnapshotList } from '../page-across.ts';
import { limitInput, nextPage, responseFormat } from '../paging.ts';
import { detailedRow, resourceRow } from '../resource-row.ts';
import { scopeInput, scopesOf, unknown } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { tagFilterIn, tagsInput } from '../tag-filter.ts';
import { defineTool } from '../tool.ts';

const DAY_MS = 86_400_000;
const LONGEST_AGE = 36_500;

// The record makes the compiler ask for a state that is missing here.
const STATES: Record<ResourceState, true> = {
  pending: true,
  running: true,
  stopping: true,
  stopped: true,
  deallocated: true,
  suspended: true,
  available: true,
  'in-use': true,
  deleting: true,
  terminated: true,
  failed: true,
  unknown: true,
};

const word = z.string().max(512);
const input = z.strictObject({
  text: word.min(1).optional().describe('Part of a name or id'),
  tags: tagsInput,
  states: z.array(word).max(20).optional(),
  min_age_days: z.int().min(0).max(LONGEST_AGE).optional(),
  max_age_days: z.int().min(0).max(LONGEST_AGE).optional(),
  min_monthly_cost: z.union([z.string().max(40), z.number()]).optional(),
  ...scopeInput,
  limit: limitInput,
  cursor: cursorInput,
  response_format: responseFormat,
});
type Input = z.output<typeof input>;

/** @throws UserError for a state that nobody knows, or a filter that can't be met. */
function filterOf({ text, states, min_age_days, max_age_days, min_monthly_cost }: Input, now: Date): ResourceFilter {
  if (min_monthly_cost !== undefined)
    throw new UserError(
      'Resources have no cost yet: it is unknown, not zero, so it can’t be filtered by. Leave min_monthly_cost out; query_costs has costs by service, account, region or tag.',
    );
  for (const state of states ?? [])
    if (!Object.hasOwn(STATES, state)) throw unknown('state', state, Object.keys(STATES));
  if (min_age_days !== undefined && max_age_days !== undefined && min_age_days > max_age_days)
    throw new UserError(`min_age_days (${min_age_days}) is more than max_age_days (${max_age_days}).`);
  // Ages are whole days, as they are shown: up to the next one a resource is still of the age before.
  const daysAgo = (days: number): string => new Date(now.getTime() - days * DAY_MS + 1).toISOString();
  return {
    ...(text === undefined ? {} : { text }),
    ...(states === undefined ? {} : { states }),
    ...(min_age_days === undefined ? {} : { createdBefore: daysAgo(min_age_days) }),
    ...(max_age_days === undefined ? {} : { createdAfter: daysAgo(max_age_days + 1) }),
  };
}

export const searchResources = defineTool({
  name: 'search_resources',
  title: 'Search resources',
  toolset: 'inventory',
  core: true,
  description: 'Resources by text, type or kind, tag, state and age.',
  input,
  output: z.object({
    resources: z.array(z.looseObject({ resource_id: z.string() })),
    total: z.int().nullable(),
    next_cursor: z.string().optional(),
    data_quality: dataQuality,
  }),
  effect: 'reads',
  idempotent: true,
  openWorld: false,
  async run(asked, context) {
    const now = context.now();
    const wanted = filterOf(asked, now);
    const from = readCursor(asked.cursor);
    const scopes = await scopesOf(asked, context, from?.snapshot);
    const data_quality = qualityOf(scopes, context);
    const { inventory } = context.store;
    const lists = scopes.flatMap(({ snapshot, filter }): SnapshotList<Resource>[] => {
      if (!snapshot) return [];
      const read = async (offset: number, limit: number) => {
        const tags = asked.tags ? { tags: await tagFilterIn(snapshot, asked.tags, inventory) } : {};
        const { resources, total } = await inventory.find(snapshot, { ...filter, ...wanted, ...tags }, offset, limit);
        return { items: resources, total };
      };
      return [{ snapshot: snapshot.id, read }];
    });
    const { items, total, next } = await pageAcross(lists, from, asked.limit);
    const row = asked.response_format === 'detailed' ? detailedRow : resourceRow;
    return {
      resources: items.map((resource) => row(resource, now)),
      // Where nothing was read, none found is no number.
      total: data_quality.status === 'empty' ? null : total,
      ...(next === undefined ? {} : { next_cursor: next }),
      data_quality,
    };
  },
  text: ({ resources, total, next_cursor, data_quality }) => {
    const head =
      total === null
        ? 'Unknown how many resources match.'
        : `${counted(total, 'resource matches', 'resources match')}.`;
    const lines = resources.map(({ resource_id, resource_name, resource_type, state, age_days }) =>
      [
        fenced(resource_id, 120),
        ...(typeof resource_name === 'string' ? [fenced(resource_name)] : []),
        resource_type,
        ...(state === undefined ? [] : [state]),
        ...(typeof age_days !== 'number' ? [] : [`${counted(age_days, 'day')} old`]),
      ].join(' '),
    );
    return shortText(head, lines, `${data_quality.note}${nextPage(next_cursor)}`);
  },
});
