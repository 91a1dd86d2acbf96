import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../fixtures.ts';
import type { Snapshot } from '../state.ts';
import { literal, openDuckDb } from './duckdb.ts';
import { type RowColumn, rowNumbers } from './row-numbers.ts';

const ROWS = 50_000;

async function numbered() {
  const folder = testFolder();
  const engine = openDuckDb({ tempDirectory: folder, threads: 2 });
  onTestFinished(() => engine.close());
  const path = literal(join(folder, 'rows.parquet'));
  await engine.run(`COPY (SELECT i FROM range(${ROWS}) t(i)) TO ${path} (FORMAT parquet, ROW_GROUP_SIZE 4096)`);
  const rows = `read_parquet(${path}, file_row_number = true)`;
  const snapshot = { rows: ROWS } as unknown as Snapshot;
  return rowNumbers(engine, { ...{ snapshot, rows, cells: '', shapes: '' }, lastSeen: () => '' });
}

const column = (name: string, sql: string, small = true): RowColumn => ({ name, small, sql: () => sql });
const small = Array.from({ length: 23 }, (_, index) => column(`c${index}`, `(i + ${index}) % 8`));

const expectedAt = (shift: number) => Uint8Array.from({ length: ROWS }, (_, row) => (row + shift) % 8);

test('every row has its own numbers, however many columns there are', async () => {
  const numbers = await numbered();
  const [whole, ...others] = await numbers([column('i', 'i', false), ...small, ...small.slice(0, 1)]);
  expect(whole).toEqual(Int32Array.from({ length: ROWS }, (_, row) => row));
  expect(others).toHaveLength(small.length + 1);
  for (const [index, found] of others.entries())
    expect(Buffer.compare(Uint8Array.from(found), expectedAt(index % small.length))).toBe(0);
});

test('what was asked before is not asked again, and a failure is', async () => {
  const numbers = await numbered();
  const first = await numbers([column('a', 'i % 2')]);
  expect(await numbers([column('a', 'no_such_column')])).toEqual(first);
  await expect(numbers([column('b', 'no_such_column')])).rejects.toThrow();
  expect((await numbers([column('b', 'i % 3')]))[0]?.slice(0, 4)).toEqual(Uint8Array.of(0, 1, 2, 0));
});
