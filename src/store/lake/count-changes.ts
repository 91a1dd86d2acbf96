import type { InventoryChanges } from '../../model/run.ts';
import type { Session } from './duckdb.ts';
import { PLACE, rangeTables } from './range-tables.ts';
import type { RowRange } from './row-ranges.ts';
import type { StagedTables } from './staged-table.ts';

interface CountedChanges extends InventoryChanges {
  /** Those that stand elsewhere or as something else than before, whatever their content: of that the user changed nothing. */
  readonly movedResources: number;
}

const isElsewhere = PLACE.map((column) => `s.${column} IS DISTINCT FROM k.${column}`).join(' OR ');

/** What differs between the staged rows and the snapshot before; absence counts only where the listing was whole. */
export async function countChanges(
  engine: Session,
  tables: StagedTables,
  ranges: readonly RowRange[],
): Promise<CountedChanges> {
  const changes = { newResources: 0, modifiedResources: 0, deletedResources: 0, movedResources: 0 };
  for (const range of ranges) {
    const { staged, seen, prior } = rangeTables(tables, range);
    const [counts] = await engine.all<{ added: number; modified?: number; deleted?: number; moved?: number }>(
      prior
        ? `SELECT (SELECT count(*) FROM ${staged} s ANTI JOIN ${prior.known} k USING (id)) AS added,
             (SELECT count(*) FROM ${prior.rows} p ANTI JOIN ${seen} s USING (id)
              WHERE (account, type, id) IN (SELECT (account, type, id) FROM gone)
                 OR (account, collected_in, type) IN (SELECT (account, collected_in, type) FROM whole)) AS deleted,
             modified, moved
           FROM (SELECT count(*) FILTER (WHERE s.content_hash <> k.content_hash) AS modified, count(*) FILTER (WHERE ${isElsewhere}) AS moved
                 FROM ${staged} s JOIN ${prior.known} k USING (id))`
        : `SELECT count(*) AS added FROM ${staged}`,
    );
    changes.newResources += counts?.added ?? 0;
    changes.modifiedResources += counts?.modified ?? 0;
    changes.deletedResources += counts?.deleted ?? 0;
    changes.movedResources += counts?.moved ?? 0;
    await engine.releaseMemory();
  }
  return changes;
}
