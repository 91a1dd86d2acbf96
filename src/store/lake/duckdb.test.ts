import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { testFolder } from '../fixtures.ts';
import { type Engine, identifier, literal, literals, openDuckDb } from './duckdb.ts';

function testEngine(options: { memoryMb?: number } = {}): Engine {
  const engine = openDuckDb({ tempDirectory: testFolder(), ...options });
  onTestFinished(() => engine.close());
  return engine;
}

test.each([
  ['NULL', 'NULL', null],
  ['a whole number', '5::BIGINT', 5],
  ['a sum', '(SELECT sum(range) FROM range(10))', 45],
  ['an exact amount', '0.000000800000000000::DECIMAL(38, 18)', '0.0000008'],
  ['a negative amount', '-0.50::DECIMAL(38, 18)', '-0.5'],
  ['an amount of nothing', '0::DECIMAL(38, 18)', '0'],
  [
    'an amount with 38 digits',
    "'12345678901234567890.123456789012345678'::DECIMAL(38, 18)",
    '12345678901234567890.123456789012345678',
  ],
  ['a day', "DATE '2026-02-28'", '2026-02-28'],
  ['an instant', "TIMESTAMPTZ '2026-02-28 10:00:00+02'", '2026-02-28T08:00:00.000Z'],
  ['a list', "['a', NULL]", ['a', null]],
  ['a map', "MAP {'Owner': 'x', 'constructor': ''}", { Owner: 'x', constructor: '' }],
  ['a struct', "{'a': 1}", { a: 1 }],
])('%s comes out plain', async (_, sql, expected) => {
  expect(await testEngine().all(`SELECT ${sql} AS value`)).toEqual([{ value: expected }]);
});

test('memory that is released is the machine’s again, and the limit stays what it was', async () => {
  const engine = testEngine({ memoryMb: 512 });
  const sorted = 'SELECT count(*) FROM (SELECT repeat(range::VARCHAR, 40) AS text FROM range(400000) ORDER BY text)';
  await engine.all(sorted);
  const held = process.memoryUsage.rss();
  await engine.releaseMemory();
  expect(held - process.memoryUsage.rss()).toBeGreaterThan(20 * 2 ** 20);
  expect(await engine.all("SELECT current_setting('memory_limit') AS memory")).toEqual([{ memory: '512.0 MiB' }]);
});

test('a whole number that a number can not hold is refused', async () => {
  await expect(testEngine().all('SELECT 9007199254740993::BIGINT AS value')).rejects.toThrow(RangeError);
});

test('parameters are bound by position and by name, whatever is in them', async () => {
  const engine = testEngine();
  const nasty = `'; DROP TABLE x; --" \u{1F600}`;
  expect(await engine.all('SELECT $1 AS a, $2 AS b, $3::VARCHAR[] AS c', [nasty, 2.5, []])).toEqual([
    { a: nasty, b: 2.5, c: [] },
  ]);
  expect(await engine.all('SELECT list_contains($list, $one) AS found', { list: ['a', nasty], one: nasty })).toEqual([
    { found: true },
  ]);
});

test('names and texts are quoted whatever is in them', async () => {
  const name = `a"b'c`;
  const [row] = await testEngine().all(
    `SELECT ${literal(name)} AS ${identifier(name)}, ${literals([name, ''])} AS list`,
  );
  expect(row).toEqual({ [name]: name, list: [name, ''] });
  expect(() => literal('a\0b')).toThrow(TypeError);
});

test('time is UTC and nothing is ever downloaded', async () => {
  const settings = await testEngine().all<{ name: string; value: string }>(
    `SELECT name, value FROM duckdb_settings() WHERE name IN ('TimeZone', 'autoinstall_known_extensions',
       'autoload_known_extensions', 'custom_extension_repository', 'memory_limit') ORDER BY lower(name)`,
  );
  expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toEqual({
    TimeZone: 'UTC',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    custom_extension_repository: '',
    memory_limit: '1.0 GiB',
  });
});

describe('a query', () => {
  test('is cancelled by its signal, and the engine goes on', async () => {
    const engine = testEngine();
    const controller = new AbortController();
    const endless = engine.all('SELECT count(*) FROM range(1000000) a, range(1000000) b', [], controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(endless).rejects.toThrow('enough');
    await expect(engine.all('SELECT 1', [], AbortSignal.abort(new Error('never begun')))).rejects.toThrow(
      'never begun',
    );
    expect(await engine.all('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('gives a large answer piece by piece', async () => {
    let rows = 0;
    for await (const piece of testEngine().each('SELECT range FROM range(100000)')) rows += piece.length;
    expect(rows).toBe(100_000);
  });

  test('that needs too much says so in words for the user, and spills nowhere but in its own folder', async () => {
    const folder = testFolder();
    const engine = openDuckDb({ tempDirectory: folder, memoryMb: 64, maxTempGb: 0.01 });
    const query = engine.all('SELECT range % 7 AS a, list(range ORDER BY random()) FROM range(20000000) GROUP BY a');
    await expect(query).rejects.toThrow(UserError);
    await engine.close();
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('whole numbers come by columns, and no other number of them than was said', async () => {
  const engine = testEngine();
  const query = 'SELECT CAST(i AS INTEGER), CAST(-i AS INTEGER) FROM range(5000) t(i)';
  const columns = await engine.integers(query, 5000);
  expect(columns.map((column) => [column[0], column[2048], column[4999]])).toEqual([
    [0, 2048, 4999],
    [0, -2048, -4999],
  ]);
  await expect(engine.integers(query, 4999)).rejects.toThrow('5000 rows where 4999 were expected');
});

test('a session keeps its temporary tables for itself, other tables are seen by all', async () => {
  const engine = testEngine();
  await engine.session(async (session) => {
    await session.run('CREATE TEMP TABLE mine AS SELECT 1 AS one; CREATE TABLE shared AS SELECT 2 AS two');
    expect(await session.all('SELECT one FROM mine')).toEqual([{ one: 1 }]);
  });
  expect(await engine.all('SELECT two FROM shared')).toEqual([{ two: 2 }]);
  await expect(engine.all('SELECT one FROM mine')).rejects.toThrow('does not exist');
});

test('an engine that could not be opened for a moment is opened at the next query', async () => {
  let asked = 0;
  const engine = openDuckDb({
    tempDirectory: testFolder(),
    get memoryMb() {
      asked += 1;
      return asked === 1 ? Number.NaN : 512;
    },
  });
  onTestFinished(() => engine.close());
  await expect(engine.all('SELECT 1 AS one')).rejects.toThrow();
  expect(await engine.all('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('an engine that was never asked opens nothing', async () => {
  const folder = `${testFolder()}/missing`;
  const engine = openDuckDb({ tempDirectory: folder });
  await engine.close();
  expect(existsSync(folder)).toBe(false);
  await expect(engine.all('SELECT 1')).rejects.toThrow('closed');
});
