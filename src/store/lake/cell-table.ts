import type { Kind } from '../../model/kinds.ts';
import type { Cell } from '../inventory.ts';
import type { WordColumn } from '../unit-table.ts';
import { wordAt } from '../unit-table.ts';
import type { Engine } from './duckdb.ts';
import type { SnapshotFiles } from './inventory-read.ts';

const WORDS = ['account', 'region', 'type', 'kind'] as const;

/** The cells of a snapshot by columns, in their order, which is that of the rows. */
export interface CellTable extends Readonly<Record<(typeof WORDS)[number], WordColumn>> {
  readonly taggable: Int32Array;
  /** Where the rows of each cell begin, and at last where they end. */
  readonly starts: Int32Array;
}

/** For each column of words where each row's word stands among all of them, in their order. */
export const wordNumbers = (): string =>
  WORDS.map((name) => `CAST(dense_rank() OVER (ORDER BY ${name}) - 1 AS INTEGER) AS ${name}_at`).join(', ');

/** Tens of thousands of cells come as numbers: as rows or as text they take many times as long. */
export async function readCells(engine: Engine, { snapshot, cells }: SnapshotFiles): Promise<CellTable> {
  const rows = snapshot.files.find(({ role }) => role === 'cells')?.rows ?? 0;
  const numbered = (await hasNumbers(engine, cells)) ? cells : `(SELECT *, ${wordNumbers()} FROM ${cells})`;
  const [words, columns] = await Promise.all([
    readWords(engine, cells),
    engine.integers(
      `SELECT cell, resources, CAST(taggable AS INTEGER), ${WORDS.map((name) => `${name}_at`).join(', ')} FROM ${numbered}`,
      rows,
    ),
  ]);
  const [cell = new Int32Array(), resources, taggable, ...numbers] = columns.map((column, _, [order = column]) =>
    inOrder(order, column),
  );
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < cell.length; row++) starts[row + 1] = (starts[row] ?? 0) + (resources?.[row] ?? 0);
  const column = (name: (typeof WORDS)[number]): WordColumn => ({
    words: words[name],
    at: numbers[WORDS.indexOf(name)] ?? new Int32Array(rows),
  });
  return {
    account: column('account'),
    region: column('region'),
    type: column('type'),
    kind: column('kind'),
    taggable: taggable ?? new Int32Array(rows),
    starts,
  };
}

function inOrder(order: Int32Array, column: Int32Array): Int32Array {
  const placed = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) placed[order[row] ?? 0] = column[row] ?? 0;
  return placed;
}

/** Files of the first version have the words alone. */
async function hasNumbers(engine: Engine, cells: string): Promise<boolean> {
  const columns = await engine.all<{ column_name: string }>(`DESCRIBE FROM ${cells}`);
  return columns.some(({ column_name: name }) => name === `${WORDS[0]}_at`);
}

async function readWords(engine: Engine, cells: string): Promise<Record<(typeof WORDS)[number], string[]>> {
  const [texts] = await engine.all<Record<string, string | null>>(
    `SELECT ${WORDS.map((name) => `CAST(to_json(list(DISTINCT ${name} ORDER BY ${name})) AS VARCHAR) AS ${name}`).join(', ')} FROM ${cells}`,
  );
  const words = (name: (typeof WORDS)[number]): string[] => JSON.parse(texts?.[name] ?? '[]') as string[];
  return { account: words('account'), region: words('region'), type: words('type'), kind: words('kind') };
}

/** The cells one by one. */
export const cellsOf = ({ account, region, type, kind, taggable, starts }: CellTable): Cell[] =>
  Array.from(taggable, (isTaggable, cell) => ({
    cell,
    account: wordAt(account, cell),
    region: wordAt(region, cell),
    type: wordAt(type, cell),
    kind: wordAt(kind, cell) as Kind,
    taggable: isTaggable === 1,
    resources: (starts[cell + 1] ?? 0) - (starts[cell] ?? 0),
  }));
