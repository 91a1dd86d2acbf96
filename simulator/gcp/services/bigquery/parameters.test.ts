import { expect, test } from 'vitest';
import { parametersOf } from './parameters.ts';

const named = parametersOf([
  { name: 'Day', parameterType: { type: 'DATE' }, parameterValue: { value: '2026-10-05' } },
  { name: 'text', parameterType: { type: 'STRING' }, parameterValue: { value: "it's'); DROP" } },
  { name: 'absent', parameterType: { type: 'INT64' }, parameterValue: { value: null } },
  {
    name: 'list',
    parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
    parameterValue: { arrayValues: [{ value: 'a' }, { value: null }] },
  },
  { name: 'none', parameterType: { type: 'ARRAY', arrayType: { type: 'INT64' } } },
]);

test.each([
  ['@day', "CAST('2026-10-05' AS DATE)"],
  ['@TEXT', "CAST('it''s''); DROP' AS VARCHAR)"],
  ['@absent', 'CAST(NULL AS BIGINT)'],
  ['@list', "CAST([CAST('a' AS VARCHAR), CAST(NULL AS VARCHAR)] AS VARCHAR[])"],
  ['@none', 'CAST([] AS BIGINT[])'],
])('%s', (name, expression) => {
  expect(named(name)).toBe(expression);
});

test('those without names go by their position', () => {
  const placed = parametersOf([{ parameterValue: { value: 'a' } }, { parameterValue: { value: 'b' } }]);
  expect(placed('?2')).toBe("CAST('b' AS VARCHAR)");
  expect(() => placed('?3')).toThrow('not found');
});

test('one that isn’t there, or of a type that isn’t, is refused', () => {
  expect(() => named('@week')).toThrow("Query parameter 'week' not found");
  const strange = parametersOf([{ name: 'a', parameterType: { type: 'HUGEINT' }, parameterValue: { value: '1' } }]);
  expect(() => strange('@a')).toThrow();
});
