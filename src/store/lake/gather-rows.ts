import { join } from 'node:path';
import { AMOUNT } from './charges-rows.ts';
import { literal, literals, type Session } from './duckdb.ts';
import { KEPT_COLUMNS } from './inventory-rows.ts';
import { type RangeTables, rangeTables } from './range-tables.ts';
import { PASSING_ROW_GROUP } from './row-group.ts';
import type { RowRange } from './row-ranges.ts';
import type { StagedTables } from './staged-table.ts';

const KEPT = KEPT_COLUMNS.join(', ');

/**
 * Puts the rows of a new snapshot together range by range, so that no more of them are held at once than of one range.
 * Gives them in order, with their cell and shape, as a table expression; the cells and shapes are in the tables
 * `next_cells` and `next_shapes`.
 */
export async function gatherRows(
  engine: Session,
  tables: StagedTables,
  ranges: readonly RowRange[],
  work: string,
  now: Date,
): Promise<string> {
  await engine.run(
    'CREATE TEMP TABLE next_cells (cell INTEGER, account VARCHAR, region VARCHAR, type VARCHAR, kind VARCHAR, taggable BOOLEAN, resources INTEGER)',
  );
  await engine.run(
    'CREATE TEMP TABLE next_shapes (shape INTEGER, type VARCHAR, tag_keys VARCHAR, empty_keys VARCHAR, taggable BOOLEAN, kind VARCHAR, resources INTEGER)',
  );
  const parts: string[] = [];
  // Without any range there is still a file, in which nothing is.
  for (const [index, range] of (ranges.length > 0 ? ranges : ['false']).entries()) {
    const part = join(work, `part-${index}.parquet`);
    await engine.run(`CREATE OR REPLACE TEMP TABLE part AS ${nextRows(rangeTables(tables, range), now)}`);
    await numberRows(engine);
    await engine.run(
      `COPY (SELECT p.*, c.cell, h.shape FROM part p JOIN next_cells c USING (account, region, type)
               JOIN next_shapes h ON ${sameShape('h', 'p')}
             ORDER BY c.cell, p.id)
       TO ${literal(part)} (FORMAT parquet, ROW_GROUP_SIZE ${PASSING_ROW_GROUP})`,
    );
    await engine.run('DROP TABLE part');
    await engine.releaseMemory();
    parts.push(part);
  }
  return `read_parquet(${literals(parts)})`;
}

/** The staged rows, and of the rows before those that the run did not list whole and did not see. */
function nextRows({ staged, seen, prior }: RangeTables, now: Date): string {
  const updated = literal(now.toISOString());
  const fresh = prior
    ? `SELECT s.*, coalesce(k.last_updated, ${updated}) AS last_updated, k.hourly_cost, k.monthly_cost, k.cost_currency
       FROM ${staged} s LEFT JOIN ${prior.known} k USING (id, content_hash)`
    : `SELECT *, ${updated} AS last_updated, NULL AS hourly_cost, NULL AS monthly_cost, CAST(NULL AS VARCHAR) AS cost_currency FROM ${staged}`;
  const carried = prior
    ? `UNION ALL SELECT ${KEPT} FROM ${prior.rows} p ANTI JOIN whole USING (account, collected_in, type) ANTI JOIN ${seen} s USING (id)
         ANTI JOIN gone USING (account, type, id)`
    : '';
  return `SELECT * REPLACE (CAST(hourly_cost AS ${AMOUNT}) AS hourly_cost, CAST(monthly_cost AS ${AMOUNT}) AS monthly_cost)
          FROM (SELECT ${KEPT} FROM (${fresh}) ${carried})`;
}

/** The cells of a range follow those before; shapes are numbered as they come up. */
async function numberRows(engine: Session): Promise<void> {
  await engine.run(
    `INSERT INTO next_cells
     SELECT CAST(row_number() OVER (ORDER BY account, region, type) - 1 + (SELECT count(*) FROM next_cells) AS INTEGER), *
     FROM (SELECT account, region, type, any_value(kind), bool_or(taggable), CAST(count(*) AS INTEGER)
           FROM part GROUP BY account, region, type)`,
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE part_shapes AS
     SELECT type, tag_keys, empty_keys, taggable, any_value(kind) AS kind, CAST(count(*) AS INTEGER) AS resources
     FROM part GROUP BY type, tag_keys, empty_keys, taggable`,
  );
  await engine.run(
    `UPDATE next_shapes h SET resources = h.resources + p.resources FROM part_shapes p WHERE ${sameShape('h', 'p')}`,
  );
  await engine.run(
    `INSERT INTO next_shapes
     SELECT CAST(row_number() OVER (ORDER BY type, tag_keys, empty_keys, taggable) - 1 + (SELECT count(*) FROM next_shapes) AS INTEGER), *
     FROM part_shapes p ANTI JOIN next_shapes h ON ${sameShape('h', 'p')}`,
  );
}

const sameShape = (a: string, b: string): string =>
  `${a}.type = ${b}.type AND ${a}.taggable = ${b}.taggable AND ${a}.empty_keys = ${b}.empty_keys AND ${a}.tag_keys IS NOT DISTINCT FROM ${b}.tag_keys`;
