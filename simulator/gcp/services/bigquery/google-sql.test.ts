import { describe, expect, test } from 'vitest';
import { translate } from './google-sql.ts';
import { columnsIn, scansOf } from './partitions.ts';

const surroundings = {
  table: (path: string) => (path === 'p-1.d.t' ? 'billing' : `unknown(${path})`),
  parameter: (name: string) => `<${name}>`,
  now: new Date('2026-10-05T12:00:00Z'),
};
const translated = (sql: string) => translate(sql, surroundings).replaceAll(/\s+/g, ' ');

test.each([
  ['SELECT a FROM `p-1.d.t`', 'SELECT a FROM billing AS "t"'],
  ['SELECT a FROM p-1.d.t AS x', 'SELECT a FROM billing AS "x"'],
  ['SELECT * FROM `p-1`.d.t x', `SELECT COLUMNS('^([^_]|_[^P])') FROM billing x`],
  ["SELECT \"it's\", 'a\\'b' FROM `p-1.d.t` b", `SELECT 'it''s' , 'a''b' FROM billing b`],
  ['SELECT @day, ? , ? FROM `p-1.d.t` b', 'SELECT <@day> , <?1> , <?2> FROM billing b'],
  ['SELECT COUNT(*) FROM `p-1.d.t` b -- all of it', 'SELECT COUNT(*) FROM billing b'],
  ['SELECT SAFE_CAST(a AS NUMERIC) FROM `p-1.d.t` b', 'SELECT TRY_CAST(a AS DECIMAL(38,9)) FROM billing b'],
  ['SELECT x[SAFE_OFFSET(0)] FROM `p-1.d.t` b', 'SELECT x [(0) + 1] FROM billing b'],
  ['SELECT DATE_TRUNC(day, MONTH) FROM `p-1.d.t` b', `SELECT CAST(date_trunc('month', day) AS DATE) FROM billing b`],
  [
    "SELECT DATE(ts, 'America/Los_Angeles') FROM `p-1.d.t` b",
    `SELECT CAST(timezone('America/Los_Angeles', ts) AS DATE) FROM billing b`,
  ],
  [
    'SELECT DATE_SUB(CURRENT_DATE(), INTERVAL 3 DAY) FROM `p-1.d.t` b',
    `SELECT CAST((CAST('2026-10-05' AS DATE) - INTERVAL (3) DAY) AS DATE) FROM billing b`,
  ],
  ['WITH c AS (SELECT 1 AS n) SELECT n FROM c', 'WITH c AS ( SELECT 1 AS "n" ) SELECT n FROM "c"'],
  [
    'SELECT t.service.id FROM `p-1.d.t` t UNION DISTINCT SELECT 1',
    'SELECT t."service"."id" FROM billing t UNION SELECT 1',
  ],
  ['SELECT a FROM `p-1.d.t` t WHERE b IN UNNEST(@list)', 'SELECT a FROM billing t WHERE b IN (SELECT unnest(<@list>))'],
])('%s', (sql, expected) => {
  expect(translated(sql)).toBe(expected);
});

test.each([
  ['nothing', ''],
  ['a statement that changes something', 'DELETE FROM t WHERE true'],
  ['several statements', 'SELECT 1; SELECT 2'],
  ['a function that BigQuery doesn’t have', "SELECT read_csv('/etc/passwd')"],
  ['a file in place of a table', "SELECT 1 FROM '/etc/passwd'"],
  ['an open parenthesis', 'SELECT ABS(1'],
  ['a strange sign', 'SELECT 1 ~ 2'],
  ['a type that BigQuery doesn’t have', 'SELECT CAST(1 AS HUGEINT)'],
])('%s is refused', (_, sql) => {
  expect(() => translated(sql)).toThrow();
});

describe('partitions', () => {
  const conditions = (where: string) =>
    scansOf(`SELECT cost FROM \`p.d.t\` AS t WHERE ${where} GROUP BY 1`).map((scan) => scan.conditions.length);

  test.each([
    ["_PARTITIONTIME >= TIMESTAMP('2026-01-01')", 1],
    ['_PARTITIONTIME >= @a AND _PARTITIONTIME < @b AND cost > 1', 2],
    ["DATE(t._PARTITIONTIME) BETWEEN '2026-01-01' AND '2026-01-31' AND cost > 1", 1],
    ["_PARTITIONDATE IN ('2026-01-01')", 1],
    ['_PARTITIONTIME > usage_start_time', 0],
    ["(_PARTITIONTIME > '2026-01-01' OR cost > 1)", 0],
    ["cost IN (SELECT 1 WHERE _PARTITIONTIME > '2026-01-01')", 0],
    ["usage_start_time >= '2026-01-01'", 0],
  ])('%s leaves %i conditions that skip any', (where, count) => {
    expect(conditions(where)).toEqual([count]);
  });

  test('are of each reading of a table by itself', () => {
    const sql =
      "SELECT * FROM `p.d.t` WHERE _PARTITIONTIME > '2026-01-01' UNION ALL SELECT * FROM `p.d.t` WHERE cost > 1";
    expect(scansOf(sql).map((scan) => scan.conditions.length)).toEqual([1, 0]);
    expect(scansOf('SELECT EXTRACT(MONTH FROM day) FROM (SELECT 1)')).toEqual([]);
  });

  test('only named columns are read, or all of them', () => {
    const known = ['cost', 'labels', 'service', 'usage'];
    expect(columnsIn('SELECT service.description, SUM(cost) FROM t', known)).toEqual(['cost', 'service']);
    expect(columnsIn('SELECT * FROM t', known)).toEqual(known);
    expect(columnsIn('SELECT COUNT(*) FROM t', known)).toEqual([]);
  });
});
