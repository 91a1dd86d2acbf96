import type { Tags } from '../../model/resource.ts';
import type { PlacedId, TagsSince } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { type Engine, literal, literals } from './duckdb.ts';
import { MOST_FILES } from './files.ts';

/** A snapshot and the files of its rows; what didn't change lies in the same files as before. */
export interface RowsAt {
  readonly snapshot: Snapshot;
  readonly files: readonly string[];
}

interface Found {
  readonly filename: string;
  readonly tags: string | null;
}

/** As many of the newest as one read may open. */
function within(snapshots: readonly RowsAt[]): RowsAt[] {
  const files = new Set<string>();
  const end = snapshots.findIndex((one) => {
    for (const file of one.files) files.add(file);
    return files.size > MOST_FILES;
  });
  return end < 0 ? [...snapshots] : snapshots.slice(0, end);
}

/**
 * What the tags of a resource were in the snapshots of its cloud, the newest first: once for each time at which they became
 * other than before. Tags that were not read then are undefined.
 * @param snapshots the newest first.
 */
export async function tagHistory(
  engine: Engine,
  snapshots: readonly RowsAt[],
  { account, type, id }: PlacedId,
): Promise<TagsSince[]> {
  const looked = within(snapshots);
  const files = [...new Set(looked.flatMap((one) => one.files))];
  if (files.length === 0) return [];
  // The account and type let the engine pass over nearly all of a file; thinned ones have the same columns here.
  const found = await engine.all<Found>(
    `SELECT filename, CAST(to_json(tags) AS VARCHAR) AS tags
     FROM read_parquet(${literals(files)}, filename = true, union_by_name = true)
     WHERE account = ${literal(account)} AND type = ${literal(type)} AND id = ${literal(id)}`,
  );
  const tagsIn = new Map(found.map(({ filename, tags }) => [filename, tags]));
  const history: TagsSince[] = [];
  let last: string | undefined;
  for (const { snapshot, files: own } of looked.toReversed()) {
    const file = own.find((name) => tagsIn.has(name));
    const tags = file === undefined ? undefined : (tagsIn.get(file) ?? null);
    // Where it is missing it wasn't there, or couldn't be read.
    if (tags === undefined) continue;
    const text = tags === null ? '' : inOrder(JSON.parse(tags));
    if (text === last) continue;
    last = text;
    history.unshift({ since: snapshot.publishedAt, tags: tags === null ? undefined : (JSON.parse(tags) as Tags) });
  }
  return history;
}

const inOrder = (tags: Tags): string => JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
