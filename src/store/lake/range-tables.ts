import type { Session } from './duckdb.ts';
import type { RowRange } from './row-ranges.ts';
import type { StagedTables } from './staged-table.ts';

/** Where a row stands and as what, besides its content. */
export const PLACE = ['account', 'region', 'collected_in', 'type', 'kind', 'taggable'];
const KNOWN = `id, content_hash, ${PLACE.join(', ')}, last_updated, hourly_cost, monthly_cost, cost_currency`;

/** What the snapshot before has to do with one range, as table expressions. */
interface PriorTables {
  readonly rows: string;
  /** What was known of each id that is staged here, wherever it stood. */
  readonly known: string;
}

/** What one range is put together of, as table expressions. */
export interface RangeTables {
  readonly staged: string;
  /** The ids that stood here and are staged, wherever they are now. */
  readonly seen: string;
  readonly prior: PriorTables | undefined;
}

/** An id mostly stands where it stood before; the few that don't are kept beside, for every range. */
export async function keepStrays(engine: Session, { staged, prior }: StagedTables): Promise<void> {
  const isStray = 'SEMI JOIN strays ON id_hash = hash(id)';
  await engine.run(`CREATE TEMP TABLE stray_staged AS SELECT id FROM ${staged} ${isStray}`);
  if (prior) await engine.run(`CREATE TEMP TABLE stray_prior AS SELECT ${KNOWN} FROM ${prior} ${isStray}`);
}

export function rangeTables({ staged, prior }: StagedTables, range: RowRange): RangeTables {
  const here = (table: string): string => `(FROM ${table} WHERE ${range})`;
  return {
    staged: here(staged),
    seen: `(SELECT id FROM ${staged} WHERE ${range} UNION ALL FROM stray_staged)`,
    prior:
      prior === undefined
        ? undefined
        : {
            rows: here(prior),
            known: `(SELECT ${KNOWN} FROM ${prior} WHERE ${range} UNION ALL SELECT ${KNOWN} FROM stray_prior WHERE NOT ${range})`,
          },
  };
}
