import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testFolder } from '../../store/fixtures.ts';
import { openDuckDb } from '../../store/lake/duckdb.ts';
import { re2Pattern } from './re2-pattern.ts';

test.each([
  '(?=a)b',
  '(?!a)b',
  '(?<=a)b',
  '(a)\\1',
  '\\bword\\b',
  'é+',
  '[^é]',
  '[]',
  '[^]',
  'a{1001}',
  '(?:a{40}|b){40}',
  '[\\D]',
])('%s is not for RE2', (pattern) => expect(re2Pattern(pattern)).toBeUndefined());

test('RE2 and JavaScript match the same ASCII texts whole', async () => {
  const engine = openDuckDb({ tempDirectory: testFolder() });
  const atom = fc.constantFrom(
    'a',
    'b',
    '-',
    '_',
    '.',
    '\\.',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '[a-c]',
    '[^a-c]',
    '[\\w.-]',
    '[^\\d]',
    '\\x41',
    '\\n',
    '^',
    '$',
    '\\/',
    '@',
    ' ',
  );
  const pattern = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `${left}${right}`),
      fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(?:${left}|${right})`),
      fc
        .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '*?'))
        .map(([inner, times]) => `(${inner})${times}`),
    ),
  })).node;
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'A', '0', '-', '_', '.', '@', ' ', '\n', '\r', '\t', '\u000b', '/'),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(pattern, fc.array(text, { minLength: 30, maxLength: 30 }), async (source, texts) => {
      const rewritten = re2Pattern(source);
      if (rewritten === undefined) return;
      const matched = await engine.all<{ text: string; matches: boolean }>(
        'SELECT t AS text, regexp_full_match(t, $pattern) AS matches FROM (SELECT unnest($texts) AS t)',
        { pattern: rewritten, texts },
      );
      const whole = new RegExp(`^(?:${source})$`);
      for (const row of matched)
        expect({ source, ...row }).toEqual({ source, text: row.text, matches: whole.test(row.text) });
    }),
    { numRuns: 400, seed: 3 },
  );
  await engine.close();
}, 120_000);
