import type { Engine } from './duckdb.ts';
import type { SnapshotFiles } from './inventory-read.ts';
import { once } from './once.ts';

/** Something that the engine says of each row as a whole number. */
export interface RowColumn {
  /** Columns with the same name say the same. */
  readonly name: string;
  /** Whether the numbers are below 8, so that many fit into one INTEGER. */
  readonly small: boolean;
  sql(): string | Promise<string>;
}

export type Numbers = Uint8Array | Int32Array;

/** Numbers of every row of a file, by position. What was asked before is kept. */
export type RowNumbers = (columns: readonly RowColumn[]) => Promise<Numbers[]>;

const BITS = 3;
const PER_INTEGER = 10;
// One byte for each row. Twelve tags have twelve tests or fewer, so that another policy finds what it shares with the last.
const MOST_KEPT = 24;

/** All columns that are not there yet are read in one pass. */
export function rowNumbers(engine: Engine, files: SnapshotFiles): RowNumbers {
  const kept = new Map<string, Promise<Numbers>>();

  return (columns) => {
    const missing = new Map(columns.flatMap((column) => (kept.has(column.name) ? [] : [[column.name, column]])));
    const reading = once(() => read(engine, files, [...missing.values()]));
    const answers = columns.map(({ name }) => {
      const numbers = kept.get(name) ?? reading().then((read) => numbersOf(name, read));
      // Asked again, it is the newest.
      kept.delete(name);
      kept.set(name, numbers);
      // A failure is not remembered.
      if (missing.has(name)) numbers.catch(() => kept.delete(name));
      return numbers;
    });
    for (const name of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(name);
    }
    return Promise.all(answers);
  };
}

function numbersOf(name: string, read: ReadonlyMap<string, Numbers>): Numbers {
  const numbers = read.get(name);
  if (!numbers) throw new Error(`nobody read ${name}`);
  return numbers;
}

async function read(
  engine: Engine,
  { snapshot, rows }: SnapshotFiles,
  columns: readonly RowColumn[],
): Promise<Map<string, Numbers>> {
  const expressions = new Map<string, string>();
  for (const { name, sql } of columns) expressions.set(name, `CAST(${await sql()} AS INTEGER)`);
  const whole = columns.filter(({ small }) => !small).map(({ name }) => name);
  const small = columns.filter((column) => column.small).map(({ name }) => name);
  const selected = whole.map((name) => expressions.get(name));
  for (let start = 0; start < small.length; start += PER_INTEGER) {
    const together = small.slice(start, start + PER_INTEGER);
    selected.push(together.map((name, place) => `(${expressions.get(name)} << ${place * BITS})`).join(' | '));
  }
  const [positions = new Int32Array(), ...found] = await engine.integers(
    `SELECT CAST(file_row_number AS INTEGER), ${selected.join(', ')} FROM ${rows} r`,
    snapshot.rows,
  );
  const numbers = new Map<string, Numbers>();
  for (const [place, name] of whole.entries())
    numbers.set(name, inOrder(positions, found[place], new Int32Array(snapshot.rows), 0, -1));
  for (const [place, name] of small.entries()) {
    const column = found[whole.length + Math.floor(place / PER_INTEGER)];
    const shift = (place % PER_INTEGER) * BITS;
    numbers.set(name, inOrder(positions, column, new Uint8Array(snapshot.rows), shift, 2 ** BITS - 1));
  }
  return numbers;
}

// The engine promises no order where it joins, which a long list of words is for it.
function inOrder<T extends Numbers>(
  positions: Int32Array,
  column: Int32Array = new Int32Array(),
  target: T,
  shift: number,
  mask: number,
): T {
  for (let row = 0; row < positions.length; row++) target[positions[row] ?? 0] = ((column[row] ?? 0) >> shift) & mask;
  return target;
}
