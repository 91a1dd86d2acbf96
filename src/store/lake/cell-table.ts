import type { Kind } from '../../model/kinds.ts';
import type { Cell } from '../inventory.ts';
import type { WordColumn } from '../unit-table.ts';
import { wordAt } from '../unit-table.ts';
import type { Engine } from './duckdb.ts';
import type { SnapshotFiles } from './inventory-read.ts';

const WORDS = ['account', 'region', 'type'] as const;
type Word = (typeof WORDS)[number];

/** The cells of a snapshot by columns, in their order, which is that of the rows. */
export interface CellTable extends Readonly<Record<Word, WordColumn>> {
  /** Of each of the types. */
  readonly kinds: readonly Kind[];
  /** Where the rows of each cell begin, and at last where they end. */
  readonly starts: Int32Array;
}

/** For each column of words where each row's word stands among all of them, in their order. */
export const wordNumbers = (): string =>
  WORDS.map((name) => `CAST(dense_rank() OVER (ORDER BY ${name}) - 1 AS INTEGER) AS ${name}_at`).join(', ');

/** Tens of thousands of cells come as numbers: as rows or as text they take many times as long. */
export async function readCells(engine: Engine, { snapshot, cells }: SnapshotFiles): Promise<CellTable> {
  const rows = snapshot.files.find(({ role }) => role === 'cells')?.rows ?? 0;
  const [accounts, regions, types, columns] = await Promise.all([
    engine.all<{ word: string }>(`SELECT DISTINCT account AS word FROM ${cells} ORDER BY account`),
    engine.all<{ word: string }>(`SELECT DISTINCT region AS word FROM ${cells} ORDER BY region`),
    engine.all<{ word: string; kind: Kind }>(
      `SELECT type AS word, any_value(kind) AS kind FROM ${cells} GROUP BY type ORDER BY type`,
    ),
    readNumbers(engine, cells, rows),
  ]);
  const [cell = new Int32Array(), resources, account, region, type] = columns;
  const counts = inOrder(cell, resources);
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row] ?? 0) + (counts[row] ?? 0);
  return {
    account: { words: accounts.map(({ word }) => word), at: inOrder(cell, account) },
    region: { words: regions.map(({ word }) => word), at: inOrder(cell, region) },
    type: { words: types.map(({ word }) => word), at: inOrder(cell, type) },
    kinds: types.map(({ kind }) => kind),
    starts,
  };
}

async function readNumbers(engine: Engine, cells: string, rows: number): Promise<Int32Array[]> {
  const numbered = (await hasNumbers(engine, cells)) ? cells : `(SELECT *, ${wordNumbers()} FROM ${cells})`;
  return engine.integers(
    `SELECT cell, resources, ${WORDS.map((name) => `${name}_at`).join(', ')} FROM ${numbered}`,
    rows,
  );
}

function inOrder(order: Int32Array, column: Int32Array = new Int32Array()): Int32Array {
  const placed = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) placed[order[row] ?? 0] = column[row] ?? 0;
  return placed;
}

/** Files of the first version have the words alone. */
async function hasNumbers(engine: Engine, cells: string): Promise<boolean> {
  const columns = await engine.all<{ column_name: string }>(`DESCRIBE FROM ${cells}`);
  return columns.some(({ column_name: name }) => name === `${WORDS[0]}_at`);
}

/** The cells one by one. */
export const cellsOf = ({ account, region, type, kinds, starts }: CellTable): Cell[] =>
  Array.from(account.at, (_, cell) => ({
    cell,
    account: wordAt(account, cell),
    region: wordAt(region, cell),
    type: wordAt(type, cell),
    kind: kinds[type.at[cell] ?? -1] as Kind,
    resources: (starts[cell + 1] ?? 0) - (starts[cell] ?? 0),
  }));
