import { expect, test } from 'vitest';
import { closing, tokensOf } from './sql-tokens.ts';

test.each([
  ['SELECT a_1', ['word SELECT', 'word a_1']],
  ['`p-1.d.t`', ['quoted p-1.d.t']],
  [`'it\\'s' "b" r'c\\d'`, ["string it's", 'string b', 'string c\\d']],
  ["'a\\nb'", ['string a\nb']],
  ['1 2.5 .5 1e-6', ['number 1', 'number 2.5', 'number .5', 'number 1e-6']],
  ['@day ? ?', ['parameter @day', 'parameter ?1', 'parameter ?2']],
  ['a<>b>=c||d', ['word a', 'symbol <>', 'word b', 'symbol >=', 'word c', 'symbol ||', 'word d']],
  ['a -- b\n# c\n/* d\n */ e', ['word a', 'word e']],
  ['', []],
])('%s', (sql, expected) => {
  expect(tokensOf(sql).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
});

test.each([
  ['SELECT ~', '"~" at [1:8]'],
  ["SELECT\n  'open", `"'" at [2:3]`],
  ['\n!', '"!" at [2:1]'],
])('%j is refused where it stands', (sql, place) => {
  expect(() => tokensOf(sql)).toThrow(`Illegal input character ${place}`);
});

test('a parenthesis is closed by its own', () => {
  const tokens = tokensOf('f(a, (b), c) d');
  expect(tokens[closing(tokens, 1) + 1]?.text).toBe('d');
});
