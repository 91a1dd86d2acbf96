import type { InventoryChanges } from '../../model/run.ts';
import type { Session } from './duckdb.ts';
import { rangeTables } from './range-tables.ts';
import type { RowRange } from './row-ranges.ts';
import type { StagedTables } from './staged-table.ts';

/** What differs between the staged rows and the snapshot before; absence counts only where the listing was whole. */
export async function countChanges(
  engine: Session,
  tables: StagedTables,
  ranges: readonly RowRange[],
): Promise<InventoryChanges> {
  const changes = { newResources: 0, modifiedResources: 0, deletedResources: 0 };
  for (const range of ranges) {
    const { staged, seen, prior } = rangeTables(tables, range);
    const [counts] = await engine.all<{ added: number; modified?: number; deleted?: number }>(
      prior
        ? `SELECT (SELECT count(*) FROM ${staged} s ANTI JOIN ${prior.known} k USING (id)) AS added,
             (SELECT count(*) FROM ${staged} s JOIN ${prior.known} k USING (id) WHERE s.content_hash <> k.content_hash) AS modified,
             (SELECT count(*) FROM ${prior.rows} p ANTI JOIN ${seen} s USING (id)
              WHERE (account, type, id) IN (SELECT (account, type, id) FROM gone)
                 OR (account, collected_in, type) IN (SELECT (account, collected_in, type) FROM whole)) AS deleted`
        : `SELECT count(*) AS added FROM ${staged}`,
    );
    changes.newResources += counts?.added ?? 0;
    changes.modifiedResources += counts?.modified ?? 0;
    changes.deletedResources += counts?.deleted ?? 0;
    await engine.releaseMemory();
  }
  return changes;
}
