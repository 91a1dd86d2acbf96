import type { CloudName } from '../../model/cloud.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Resource } from '../../model/resource.ts';
import type { ResourceFilter, ResourcePage, Shape, TaggedResource } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { type Engine, literal } from './duckdb.ts';
import {
  RESOURCE_COLUMNS,
  type ResourceRow,
  resourceOf,
  TAGGED_COLUMNS,
  type TaggedRow,
  taggedOf,
} from './inventory-rows.ts';
import { cellCondition, tagCondition } from './verdict-sql.ts';

/** One snapshot's files as table expressions. */
export interface SnapshotFiles {
  readonly snapshot: Snapshot;
  /** With `file_row_number`, which is the position of a row: the file is in the order of account, region, type and id. */
  readonly rows: string;
  readonly cells: string;
  readonly shapes: string;
  /** When the rows of a unit were last listed whole. */
  readonly lastSeen: (row: { account: string; collected_in: string; type: string }) => string;
}

/**
 * The resources at known positions, in the order given. Those `ahead` are read with them where anything is read, so that the
 * next page is there when it is asked for.
 */
export type ResourcesAt = (
  places: readonly { position: number; cell: number }[],
  ahead?: readonly { position: number; cell: number }[],
) => Promise<{ position: number; resource: TaggedResource }[]>;

export async function readShapes(engine: Engine, { shapes }: SnapshotFiles): Promise<Shape[]> {
  const rows = await engine.all<
    Omit<Shape, 'keys' | 'emptyKeys'> & { tag_keys: string | null; empty_keys: string; kind: Kind }
  >(`SELECT shape, type, kind, taggable, tag_keys, empty_keys, resources FROM ${shapes} ORDER BY shape`);
  return rows.map(({ tag_keys, empty_keys, ...shape }) => ({
    ...shape,
    keys: tag_keys === null ? undefined : JSON.parse(tag_keys),
    emptyKeys: JSON.parse(empty_keys),
  }));
}

// `%` and `_` of the text are themselves, not wildcards: contains() knows none.
function resourceCondition(filter: ResourceFilter, promotedTags: readonly string[]): string {
  const parts = [cellCondition(filter)];
  if (filter.text !== undefined) {
    const text = literal(filter.text.toLowerCase());
    parts.push(`(contains(lower(coalesce(name, '')), ${text}) OR contains(lower(id), ${text}))`);
  }
  if (filter.states)
    parts.push(filter.states.length === 0 ? 'false' : `state IN (${filter.states.map(literal).join(', ')})`);
  parts.push(tagCondition(filter.tags ?? [], promotedTags));
  if (filter.createdBefore !== undefined) parts.push(`created_at < ${literal(filter.createdBefore)}`);
  if (filter.createdAfter !== undefined) parts.push(`created_at >= ${literal(filter.createdAfter)}`);
  return parts.join(' AND ');
}

export async function findResources(
  engine: Engine,
  { snapshot, rows, lastSeen }: SnapshotFiles,
  filter: ResourceFilter,
  offset: number,
  limit: number,
): Promise<ResourcePage> {
  const condition = resourceCondition(filter, snapshot.promotedTags);
  const [count] = await engine.all<{ total: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS total FROM ${rows} WHERE ${condition}`,
  );
  const total = count?.total ?? 0;
  if (offset >= total || limit === 0) return { resources: [], total };
  const found = await engine.all<ResourceRow>(
    `SELECT ${RESOURCE_COLUMNS} FROM ${rows} WHERE ${condition} ORDER BY file_row_number LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
  );
  const next = offset + found.length;
  return {
    resources: found.map((row) => resourceOf(row, snapshot.cloud, lastSeen(row))),
    total,
    ...(next < total ? { next } : {}),
  };
}

/** The accounts that the ids name narrow the row groups that are read; without them the whole column of ids is. */
export async function resourcesByIds(
  engine: Engine,
  { snapshot, rows, lastSeen }: SnapshotFiles,
  ids: readonly string[],
): Promise<Resource[]> {
  if (ids.length === 0) return [];
  const found = await engine.all<ResourceRow>(
    `SELECT ${RESOURCE_COLUMNS} FROM ${rows} WHERE id IN (${ids.map(literal).join(', ')}) ${accountsIn(ids, snapshot.cloud)}`,
  );
  return found.map((row) => resourceOf(row, snapshot.cloud, lastSeen(row)));
}

function accountsIn(ids: readonly string[], cloud: CloudName): string {
  const accounts = new Set(ids.map((id) => (cloud === 'aws' ? id.split(':')[4] : undefined)));
  const named = [...accounts].filter((account): account is string => Boolean(account));
  return named.length === accounts.size ? `AND account IN (${named.map(literal).join(', ')})` : '';
}

const MOST_KEPT = 2_000;

/** Reads at positions of one snapshot, and keeps the last few thousand resources: they never change. */
export function resourcesAt(engine: Engine, { snapshot, rows }: SnapshotFiles): ResourcesAt {
  const kept = new Map<number, TaggedResource>();

  async function read(places: readonly { position: number; cell: number }[]): Promise<void> {
    const cells = places.map(({ cell }) => cell);
    // The range of cells skips row groups; the list of positions then picks the rows.
    const found = await engine.all<TaggedRow & { position: number }>(
      `SELECT ${TAGGED_COLUMNS}, CAST(file_row_number AS INTEGER) AS position FROM ${rows}
       WHERE cell BETWEEN ${Math.min(...cells)} AND ${Math.max(...cells)}
         AND file_row_number IN (${places.map(({ position }) => position).join(', ')})`,
    );
    for (const row of found) kept.set(row.position, taggedOf(row, snapshot.cloud));
  }

  return async (places, ahead = []) => {
    if (places.some(({ position }) => !kept.has(position))) await read([...places, ...ahead]);
    const answer = places.flatMap(({ position }) => {
      const resource = kept.get(position);
      return resource ? [{ position, resource }] : [];
    });
    for (const position of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(position);
    }
    return answer;
  };
}
