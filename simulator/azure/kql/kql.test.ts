import { describe, expect, test } from 'vitest';
import type { Row } from './expressions.ts';
import { parseQuery } from './parse.ts';
import { QueryRefusal } from './refusal.ts';
import { runQuery } from './run.ts';

const now = new Date('2026-10-05T12:00:00Z');
const row = (id: string, type: string, more: object = {}): Row => ({
  id,
  type,
  name: id,
  tags: null,
  properties: {},
  ...more,
});
const rows = [
  row('web-01', 'microsoft.compute/virtualmachines', {
    properties: { extended: { instanceView: { powerState: { code: 'PowerState/running' } } }, cores: 4 },
    tags: { 'cost-center': 'CC-1010', Team: 'data' },
  }),
  row('website', 'microsoft.web/sites', { properties: { cores: 2, at: '2026-10-01T08:00:00Z' } }),
  row('disk', 'microsoft.compute/disks', {
    properties: { cores: 10, at: '2026-09-01T08:00:00Z' },
    tags: { team: 'DATA' },
  }),
];
const table = {
  columns: ['id', 'name', 'type', 'tags', 'properties'],
  rows,
  byType: Map.groupBy(rows, ({ type }) => String(type)),
};
const run = (text: string) => runQuery(parseQuery(text), table, () => true, now);
const found = (text: string) =>
  run(text)
    .page(0, 10)
    .map(({ id }) => id);

test.each([
  ["where type == 'microsoft.web/sites'", ['website']],
  ["where type == 'Microsoft.Web/sites'", []],
  ["where type =~ 'Microsoft.Web/sites'", ['website']],
  ["where type != 'microsoft.web/sites'", ['web-01', 'disk']],
  ['where type in~ (\'Microsoft.Web/Sites\', "microsoft.compute/disks")', ['website', 'disk']],
  ["where type in ('Microsoft.Web/Sites')", []],
  ["where type !in~ ('Microsoft.Web/Sites')", ['web-01', 'disk']],
  ["where name has 'web'", ['web-01']],
  ["where name contains 'WEB'", ['web-01', 'website']],
  ["where name !contains 'web'", ['disk']],
  ["where name startswith 'web' and not(name endswith '01')", ['website']],
  ["where name == 'disk' or name == 'website' and type has 'web'", ['website', 'disk']],
  ["where (name == 'disk' or name == 'website') and type has 'web'", ['website']],
  ["where properties.extended.instanceView.powerState.code == 'PowerState/running'", ['web-01']],
  ["where properties['extended'].instanceView.powerState.code has 'running'", ['web-01']],
  ["where tags['cost-center'] =~ 'cc-1010'", ['web-01']],
  ['where properties.cores >= 4', ['web-01', 'disk']],
  ['where properties.at > datetime(2026-09-15)', ['website']],
  ["where properties.at > datetime('2026-09-15T00:00:00Z')", ['website']],
  ['where todatetime(properties.at) between_nothing', undefined],
  ['where properties.at < ago(7d)', ['disk']],
  ['where properties.at < ago(99h)', ['website', 'disk']],
  ['where properties.at < ago(148.5h)', ['disk']],
  ['where properties.at < ago(5m) and properties.at > ago(9000m)', ['website']],
  ['where properties.at > ago(600000s) and properties.at > ago(600000000ms)', ['website']],
  ['where properties.at <= now()', ['website', 'disk']],
  ['where isempty(properties.at)', ['web-01']],
  ['where isnotnull(tags)', ['web-01', 'disk']],
  ["where name == 'it\\'s'", []],
  ['where true // everything', ['web-01', 'website', 'disk']],
  ['order by name asc', ['disk', 'web-01', 'website']],
  ['order by name', ['website', 'web-01', 'disk']],
  ['sort by toint(properties.cores) asc | limit 2', ['website', 'web-01']],
  ['order by tostring(properties.at) desc, name asc', ['website', 'disk', 'web-01']],
  ['extend mixed = tags.Team | order by mixed asc', ['website', 'disk', 'web-01']],
  ['extend at = todatetime(properties.at) | order by at asc', ['web-01', 'disk', 'website']],
])('%s', (text, expected) => {
  if (expected) expect(found(text)).toEqual(expected);
  else expect(() => run(text)).toThrow(QueryRefusal);
});

test.each([
  ["tolower('AbC')", 'abc'],
  ["toupper('AbC')", 'ABC'],
  ["tostring(tags['cost-center'])", 'CC-1010'],
  ['tostring(tags.nothing)', ''],
  ["toint('12')", 12],
  ["toint('many')", null],
  ["toint('')", null],
  ["todouble('1.5')", 1.5],
  ["tobool('TRUE')", true],
  ["tobool('')", null],
  ["todatetime('soon')", null],
  ['isempty(tags.nothing)', true],
  ['isnotempty(name)', true],
  ['isnull(tags.nothing)', true],
  ['not(true)', false],
  ['array_length(properties.list)', 2],
  ['array_length(name)', null],
  ['-3', -3],
])('%s', (expression, value) => {
  const list = { ...rows[0], properties: { list: [1, 2] } };
  const query = parseQuery(`project value = ${expression}`);
  expect(runQuery(query, { ...table, rows: [list] }, () => true, now).page(0, 1)).toEqual([{ value }]);
});

test('columns are made and kept', () => {
  const result = run(
    "Resources | where name == 'web-01' | project id, cores = toint(properties.cores), properties.extended.instanceView.powerState.code, tags.Team",
  );
  expect(result.columns).toEqual(['id', 'cores', 'properties_extended_instanceView_powerState_code', 'tags_Team']);
  expect(result.page(0, 1)).toEqual([
    {
      id: 'web-01',
      cores: 4,
      properties_extended_instanceView_powerState_code: 'PowerState/running',
      tags_Team: 'data',
    },
  ]);
});

test('what was added can be asked for', () => {
  expect(found('extend cores = toint(properties.cores) | where cores > 3 | order by cores desc')).toEqual([
    'disk',
    'web-01',
  ]);
});

test('counts by groups', () => {
  const result = run('summarize count() by provider = tostring(properties.at) | order by provider asc');
  expect(result.page(0, 9)).toEqual([
    { provider: '', count_: 1 },
    { provider: '2026-09-01T08:00:00Z', count_: 1 },
    { provider: '2026-10-01T08:00:00Z', count_: 1 },
  ]);
  expect(run('summarize machines = count()').page(0, 9)).toEqual([{ machines: 3 }]);
  expect(run("where name has 'disk' | count").page(0, 9)).toEqual([{ Count: 1 }]);
});

describe('what is not understood is refused where it stands', () => {
  test.each([
    ['resources | mv-expand tags', 'mv'],
    ['resources | join (resourcecontainers) on id', 'join'],
    ['resources | where name matches regex "x"', 'matches'],
    ['resources | summarize sum(x) by name', 'sum'],
    ['resources where true', 'where'],
    ['resources | where name == "x', '"'],
    ['securityresources | where true', 'securityresources'],
    ['resources | where datetime(yesterday) > 1', 'yesterday'],
    ['resources | where properties.at < ago(7w)', '7w'],
    ['resources | where properties.at < ago(7days)', '7days'],
    ['resources | limit 1.5', '1.5'],
    ["resources | limit 'two'", 'two'],
    ['resources | where properties.list[1.5] == 1', '1.5'],
  ])('%s', (text, token) => {
    try {
      run(text);
    } catch (error) {
      expect(error).toBeInstanceOf(QueryRefusal);
      expect((error as QueryRefusal).details).toMatchObject([
        { code: 'InvalidQuery' },
        { code: 'ParserFailure', token },
      ]);
      return;
    }
    throw new Error('it was answered');
  });

  test('with the line and character', () => {
    expect(() => parseQuery('resources\n| where name\n| nonsense')).toThrow(
      expect.objectContaining({
        details: [expect.anything(), expect.objectContaining({ line: 3, characterPositionInLine: 2 })],
      }),
    );
  });

  test.each([
    ['where nme == 1', 'InvalidColumnNames'],
    ['project id | where name == 1', 'InvalidColumnNames'],
    ['where strlen(name) > 3', 'UnknownFunction'],
    ["where properties.at < ago('7d')", 'InvalidTimespan'],
    ['where properties.at < ago(now())', 'InvalidTimespan'],
  ])('%s', (text, code) => {
    expect(() => run(text)).toThrow(
      expect.objectContaining({ details: [expect.anything(), expect.objectContaining({ code })] }),
    );
  });
});
