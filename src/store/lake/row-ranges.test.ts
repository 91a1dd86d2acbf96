import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../fixtures.ts';
import { openDuckDb } from './duckdb.ts';
import { rowRanges } from './row-ranges.ts';

/** The rows of a table in its order, as the ranges hold them. */
async function cut(rows: readonly string[], rowsInRange: number): Promise<string[][]> {
  const engine = openDuckDb({ tempDirectory: testFolder() });
  onTestFinished(() => engine.close());
  return engine.session(async (session) => {
    await session.run('CREATE TABLE rows (account VARCHAR, region VARCHAR, type VARCHAR)');
    for (const row of rows) await session.run('INSERT INTO rows VALUES ($1, $2, $3)', row.split(' '));
    const held: string[][] = [];
    for (const range of await rowRanges(session, ['rows'], rowsInRange))
      held.push(
        (
          await session.all<{ row: string }>(
            `SELECT concat_ws(' ', account, region, type) AS row FROM rows WHERE ${range} ORDER BY account, region, type`,
          )
        ).map(({ row }) => row),
      );
    return held;
  });
}

test.each([
  ['nothing', [], 2, []],
  ['what fits', ['1 a x', '1 a y'], 2, [['1 a x', '1 a y']]],
  ['accounts', ['1 a x', '2 a x', '3 a x'], 2, [['1 a x', '2 a x'], ['3 a x']]],
  ['regions of an account', ['1 b x', '1 a x', '1 c x'], 1, [['1 a x'], ['1 b x'], ['1 c x']]],
  [
    'types of a region, where others are in the next',
    ['1 a x', '1 a y', '1 b w', '2 a a'],
    2,
    [
      ['1 a x', '1 a y'],
      ['1 b w', '2 a a'],
    ],
  ],
  [
    'one type of one region, which stays whole',
    ['1 a x', '1 a x', '1 a x', '1 a y'],
    2,
    [['1 a x', '1 a x', '1 a x'], ['1 a y']],
  ],
  ['names with quotes', ["1' a x", "1' a' y'"], 1, [["1' a x"], ["1' a' y'"]]],
])('%s', async (_, rows, rowsInRange, expected) => {
  expect(await cut(rows, rowsInRange)).toEqual(expected);
});
