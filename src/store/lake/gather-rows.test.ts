import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOW, testFolder } from '../fixtures.ts';
import { countChanges } from './count-changes.ts';
import { literal, openDuckDb } from './duckdb.ts';
import { gatherRows } from './gather-rows.ts';
import { KEPT_COLUMNS, STAGED_COLUMNS } from './inventory-rows.ts';
import { keepStrays } from './range-tables.ts';
import { rowRanges } from './row-ranges.ts';
import { writeStaged } from './staged-table.ts';
import { writePieces } from './work.ts';

interface Row {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly taggable: boolean;
  readonly hash: string;
  readonly key: string;
}
type Unit = Pick<Row, 'account' | 'type'>;

/** One publication, in small. */
interface Publication {
  readonly staged: readonly Row[];
  readonly prior: readonly Row[] | undefined;
  readonly whole: readonly Unit[];
  readonly gone: readonly (Unit & Pick<Row, 'id'>)[];
}

interface Gathered {
  readonly changes: Awaited<ReturnType<typeof countChanges>>;
  readonly rows: readonly { id: string; cell: number; shape: number; last_updated: string }[];
  readonly cells: readonly object[];
  readonly shapes: readonly object[];
}

const COLLECTED_IN = 'global';
const EARLIER = '2026-10-01T00:00:00.000Z';

const line = ({ id, account, region, type, taggable, hash, key }: Row): string =>
  `${JSON.stringify({
    ...{ id, account, region, type, collected_in: COLLECTED_IN, kind: 'volume', taggable, name: id },
    ...{ tags: { [key]: 'x' }, tag_keys: JSON.stringify([key]), empty_keys: '[]', tags_ascii: true, tag_value_max: 1 },
    ...{ flags: [], attributes: '{}', content_hash: hash },
  })}\n`;

async function table(folder: string, name: string, rows: readonly Row[]): Promise<string> {
  const path = join(folder, `${name}.ndjson`);
  await writePieces(path, rows.map(line));
  return `read_json(${literal(path)}, format = 'newline_delimited', columns = ${STAGED_COLUMNS})`;
}

async function gathered(publication: Publication, rowsInRange: number): Promise<Gathered> {
  const { staged, prior, whole, gone } = publication;
  const folder = testFolder();
  const engine = openDuckDb({ tempDirectory: folder });
  try {
    return await engine.session(async (session) => {
      await session.run('CREATE TEMP TABLE whole (account VARCHAR, collected_in VARCHAR, type VARCHAR)');
      for (const { account, type } of whole)
        await session.run('INSERT INTO whole VALUES ($1, $2, $3)', [account, COLLECTED_IN, type]);
      await session.run('CREATE TEMP TABLE gone (account VARCHAR, type VARCHAR, id VARCHAR)');
      for (const { account, type, id } of gone)
        await session.run('INSERT INTO gone VALUES ($1, $2, $3)', [account, type, id]);
      if (prior) {
        const lines = await table(folder, 'prior', prior);
        await session.run(
          `CREATE TABLE prior AS SELECT ${KEPT_COLUMNS.join(', ')} FROM (SELECT *, ${literal(EARLIER)} AS last_updated,
             NULL AS hourly_cost, NULL AS monthly_cost, NULL AS cost_currency FROM ${lines})`,
        );
      }
      const before = prior && 'prior';
      const lines = await table(folder, 'staged', staged);
      const path = literal(join(folder, 'staged.parquet'));
      const { staged: once } = await writeStaged(session, lines, path, before, 1);
      const tables = { staged: once, prior: before };
      await keepStrays(session, tables);
      const ranges = await rowRanges(session, before ? [tables.staged, before] : [tables.staged], rowsInRange);
      const changes = await countChanges(session, tables, ranges);
      const next = await gatherRows(session, tables, ranges, folder, NOW);
      return {
        changes,
        rows: await session.all(`SELECT id, cell, shape, last_updated FROM ${next}`),
        cells: await session.all('SELECT cell, account, region, type, resources FROM next_cells ORDER BY cell'),
        shapes: await session.all('SELECT type, tag_keys, taggable, resources FROM next_shapes ORDER BY ALL'),
      };
    });
  } finally {
    await engine.close();
  }
}

/** The same by the words of the rules. */
function expected({ staged, prior = [], whole, gone }: Publication): Omit<Gathered, 'cells' | 'shapes' | 'rows'> & {
  readonly rows: readonly string[];
} {
  const text = (...words: string[]) => words.join(' ');
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const now = new Map<string, Row>();
  for (const row of staged.toSorted((a, b) => byText(text(a.account, a.type), text(b.account, b.type))))
    if (!now.has(row.id)) now.set(row.id, row);
  const before = new Map(prior.map((row) => [row.id, row]));
  const isWhole = ({ account, type }: Row) => whole.some((unit) => unit.account === account && unit.type === type);
  const absent = prior.filter(({ id }) => !now.has(id));
  const isGone = ({ id, account, type }: Row) =>
    gone.some((one) => one.id === id && one.account === account && one.type === type);
  const isDeleted = (row: Row) => isWhole(row) || isGone(row);
  const kept = absent.filter((row) => !isDeleted(row)).map((row) => ({ row, at: EARLIER }));
  const fresh = [...now.values()].map((row) => ({
    row,
    at: before.get(row.id)?.hash === row.hash ? EARLIER : NOW.toISOString(),
  }));
  const place = ({ account, region, type, taggable }: Row) => text(account, region, type, `${taggable}`);
  const order = ({ row }: { row: Row }) => text(row.account, row.region, row.type, row.id);
  return {
    changes: {
      newResources: [...now.keys()].filter((id) => !before.has(id)).length,
      modifiedResources: [...now.values()].filter(({ id, hash }) => before.has(id) && before.get(id)?.hash !== hash)
        .length,
      deletedResources: absent.filter(isDeleted).length,
      movedResources: [...now.values()].filter((row) => {
        const earlier = before.get(row.id);
        return earlier && place(earlier) !== place(row);
      }).length,
    },
    rows: [...kept, ...fresh].toSorted((a, b) => byText(order(a), order(b))).map(({ row, at }) => text(row.id, at)),
  };
}

const unit = { account: fc.constantFrom('1', '2'), type: fc.constantFrom('x', 'y') };
const row = fc.record({
  ...unit,
  id: fc.constantFrom(...'abcdefgh'),
  region: fc.constantFrom('n', 's'),
  taggable: fc.boolean(),
  hash: fc.constantFrom('h1', 'h2'),
  key: fc.constantFrom('Owner', 'Team'),
});
const publication = fc.record({
  // Two listings that tell of one resource tell of it in accounts or types of their own.
  staged: fc.uniqueArray(row, { maxLength: 8, selector: ({ id, account, type }) => `${id} ${account} ${type}` }),
  prior: fc.option(fc.uniqueArray(row, { maxLength: 8, selector: ({ id }) => id }), { nil: undefined }),
  whole: fc.array(fc.record(unit), { maxLength: 3 }),
  gone: fc.array(fc.record({ ...unit, id: fc.constantFrom(...'abcdefgh') }), { maxLength: 4 }),
});

test('however the rows are cut, and wherever a resource moved, the snapshot is what the rules say', async () => {
  await fc.assert(
    fc.asyncProperty(publication, async (one) => {
      const wanted = expected(one);
      const whole = await gathered(one, 1_000);
      for (const result of [whole, await gathered(one, 1), await gathered(one, 3)]) {
        expect(result.changes).toEqual(wanted.changes);
        expect(result.rows.map(({ id, last_updated: at }) => `${id} ${at}`)).toEqual(wanted.rows);
        expect(result.rows.map(({ cell }) => cell)).toEqual(whole.rows.map(({ cell }) => cell));
        expect(result.cells).toEqual(whole.cells);
        expect(result.shapes).toEqual(whole.shapes);
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);
