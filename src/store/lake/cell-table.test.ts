import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../fixtures.ts';
import type { Snapshot } from '../state.ts';
import { cellsOf, readCells, wordNumbers } from './cell-table.ts';
import { literal, openDuckDb } from './duckdb.ts';

const CELLS = `(VALUES (2, '2', 'eu-west-1', 's3:bucket', 'bucket', false, 1), (0, '1', 'eu-west-1', 'ec2:volume', 'volume', true, 3),
  (1, '1', 'straße', 'ec2:volume', 'volume', true, 5)) t(cell, account, region, type, kind, taggable, resources)`;

test.each([
  ['as it is written', `SELECT *, ${wordNumbers()} FROM ${CELLS}`],
  ['as the first version wrote it', `SELECT * FROM ${CELLS}`],
])('a file %s', async (_, query) => {
  const folder = testFolder();
  const engine = openDuckDb({ tempDirectory: folder });
  onTestFinished(() => engine.close());
  const path = literal(join(folder, 'cells.parquet'));
  await engine.run(`COPY (${query}) TO ${path} (FORMAT parquet)`);
  const snapshot = { files: [{ role: 'cells', rows: 3 }] } as unknown as Snapshot;
  const table = await readCells(engine, {
    ...{ snapshot, cells: `read_parquet(${path})`, rows: '', shapes: '' },
    lastSeen: () => '',
  });
  expect([...table.starts]).toEqual([0, 3, 8, 9]);
  expect(cellsOf(table)).toEqual([
    { cell: 0, account: '1', region: 'eu-west-1', type: 'ec2:volume', kind: 'volume', resources: 3 },
    { cell: 1, account: '1', region: 'straße', type: 'ec2:volume', kind: 'volume', resources: 5 },
    { cell: 2, account: '2', region: 'eu-west-1', type: 's3:bucket', kind: 'bucket', resources: 1 },
  ]);
});
