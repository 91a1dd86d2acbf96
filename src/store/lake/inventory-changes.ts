import type { ChangedResource, ChangePage } from '../inventory.ts';
import type { Snapshot } from '../state.ts';
import { type Engine, literals } from './duckdb.ts';

/** A snapshot and the files that hold its rows. */
export interface SnapshotRows {
  readonly snapshot: Snapshot;
  readonly files: readonly string[];
}

interface ChangeRow extends Omit<ChangedResource, 'cloud' | 'name'> {
  readonly name: string | null;
  readonly total: number;
}

// A thinned snapshot has no names any more; what it has is enough to tell what changed.
const narrow = ({ snapshot, files }: SnapshotRows): string =>
  `(SELECT account, region, type, id, content_hash, ${snapshot.detail === 'full' ? 'name' : 'CAST(NULL AS VARCHAR) AS name'}
    FROM read_parquet(${literals(files)}))`;

const sameFiles = (before: SnapshotRows, after: SnapshotRows): boolean =>
  before.files.join('\n') === after.files.join('\n');

/** What differs between two snapshots of one cloud, in the order of account, region, type and id. */
export async function changedResources(
  engine: Engine,
  before: SnapshotRows | undefined,
  after: SnapshotRows,
  offset: number,
  limit: number,
): Promise<ChangePage> {
  if (before && sameFiles(before, after)) return { changed: [], total: 0 };
  const nothing = `(SELECT * FROM ${narrow(after)} WHERE false)`;
  const columns = ['account', 'region', 'type', 'name'].map((name) => `coalesce(a.${name}, b.${name}) AS ${name}`);
  // The page is joined to the total, which is then there even where the page is empty.
  const rows = await engine.all<ChangeRow | { readonly id: null; readonly total: number }>(
    `WITH changed AS MATERIALIZED (
       SELECT id, ${columns.join(', ')},
         CASE WHEN b.content_hash IS NULL THEN 'new' WHEN a.content_hash IS NULL THEN 'deleted' ELSE 'modified' END AS change
       FROM ${narrow(after)} a FULL JOIN ${before ? narrow(before) : nothing} b USING (id)
       WHERE a.content_hash IS DISTINCT FROM b.content_hash)
     SELECT counted.total, page.* FROM (SELECT CAST(count(*) AS INTEGER) AS total FROM changed) counted
     LEFT JOIN (SELECT * FROM changed ORDER BY account, region, type, id LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}) page ON true
     ORDER BY account, region, type, id`,
  );
  return {
    total: rows[0]?.total ?? 0,
    changed: rows.flatMap((row) => {
      if (row.id === null) return [];
      const { total: _, name, ...known } = row;
      return [{ cloud: after.snapshot.cloud, ...known, ...(name === null ? {} : { name }) }];
    }),
  };
}
