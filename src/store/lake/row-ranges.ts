import { literal, type Session } from './duckdb.ts';

// The rows of a range are held at once, with what is needed to sort them: some 50 MB.
const ROWS_IN_RANGE = 20_000;

/** Where a range begins: at the first row of an account, region and type. */
interface RangeStart {
  readonly account: string;
  readonly region: string;
  readonly type: string;
}

/** What stands one after the other in the order of account, region and type; a condition over those columns. */
export type RowRange = string;

/**
 * Ranges that together hold every row of the tables, each so few that they can be put together at once. Of one account,
 * region and type there may be more.
 */
export async function rowRanges(
  engine: Session,
  tables: readonly string[],
  rowsInRange = ROWS_IN_RANGE,
): Promise<RowRange[]> {
  const all = tables.map((table) => `SELECT account, region, type FROM ${table}`).join(' UNION ALL ');
  const starts = await engine.all<RangeStart>(
    `WITH cells AS (SELECT account, region, type, count(*) AS resources FROM (${all}) GROUP BY account, region, type),
       numbered AS (SELECT account, region, type,
         (sum(resources) OVER (ORDER BY account, region, type) - resources) // ${rowsInRange} AS part FROM cells)
     SELECT account, region, type FROM numbered
     QUALIFY part IS DISTINCT FROM lag(part) OVER (ORDER BY account, region, type) ORDER BY account, region, type`,
  );
  return starts.map((start, index) => between(start, starts[index + 1]));
}

// The account stands by itself, too: the engine passes over whole groups of rows by it.
function between(start: RangeStart, end: RangeStart | undefined): RowRange {
  const from = `account >= ${literal(start.account)} AND ${isFrom(start)}`;
  return end ? `(${from} AND account <= ${literal(end.account)} AND NOT ${isFrom(end)})` : `(${from})`;
}

// The engine compares rows, but not with two bounds at once.
function isFrom(start: RangeStart): string {
  const [account, region, type] = [start.account, start.region, start.type].map(literal);
  return `(account > ${account} OR (account = ${account} AND (region > ${region} OR (region = ${region} AND type >= ${type}))))`;
}
