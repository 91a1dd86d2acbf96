import type { RepeatedRows } from '../inventory.ts';
import type { Session } from './duckdb.ts';
import { PASSING_ROW_GROUP } from './row-group.ts';

// So many distinct ids are counted at once: some 25 MB.
const IDS_AT_ONCE = 250_000;

/** A run's rows and those of the snapshot before, as table expressions. */
export interface StagedTables {
  readonly staged: string;
  /** Undefined when there is no snapshot before. */
  readonly prior: string | undefined;
}

export interface StagedRows {
  /** Each resource once, as a table expression. */
  readonly staged: string;
  readonly repeats: readonly RepeatedRows[];
}

/**
 * Writes the staged rows as a table in a file, and notes in `strays` the hashes of the ids that stand in two places: twice
 * among the staged rows, or there in another account, region or type than in the snapshot before. What else has such a hash
 * is a stray, too; it is only looked for in more places than it need be.
 */
export async function writeStaged(
  engine: Session,
  lines: string,
  path: string,
  prior: string | undefined,
  rows: number,
): Promise<StagedRows> {
  await engine.run(`COPY (SELECT * FROM ${lines}) TO ${path} (FORMAT parquet, ROW_GROUP_SIZE ${PASSING_ROW_GROUP})`);
  await engine.run('CREATE TEMP TABLE strays (id_hash UBIGINT)');
  const places = (table: string, isStaged: 0 | 1): string =>
    `SELECT hash(id) AS id_hash, hash(account, region, type) AS place, ${isStaged} AS staged FROM ${table}`;
  const all = [places(`read_parquet(${path})`, 1), ...(prior ? [places(prior, 0)] : [])].join(' UNION ALL ');
  const passes = Math.max(1, Math.ceil(rows / IDS_AT_ONCE));
  for (let pass = 0; pass < passes; pass++)
    await engine.run(
      `INSERT INTO strays SELECT id_hash FROM (${all}) WHERE id_hash % ${passes} = ${pass}
       GROUP BY id_hash HAVING min(place) <> max(place) OR sum(staged) > 1`,
    );
  return eachOnce(engine, path);
}

/** The staged rows as a table. Two listings may tell of one resource: one of them says how it is, always the same one. */
async function eachOnce(engine: Session, path: string): Promise<StagedRows> {
  const numbered = `read_parquet(${path}, file_row_number = true)`;
  await engine.run(
    `CREATE TEMP TABLE repeated AS SELECT file_row_number, account FROM ${numbered} SEMI JOIN strays ON id_hash = hash(id)
     QUALIFY row_number() OVER (PARTITION BY id ORDER BY account, type, collected_in, file_row_number) > 1`,
  );
  const repeats = await engine.all<RepeatedRows>(
    'SELECT account, count(*) AS rows FROM repeated GROUP BY account ORDER BY account',
  );
  if (repeats.length === 0) return { staged: `read_parquet(${path})`, repeats };
  const once = `(SELECT * EXCLUDE (file_row_number) FROM ${numbered} ANTI JOIN repeated USING (file_row_number))`;
  return { staged: once, repeats };
}
