import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearMatch } from './linear-match.ts';

const pattern = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      ...['a', 'b', '-', '.', '\\.', '\\d', '\\w', '\\W', '\\s', '\\S', '[a-c]', '[^a-c]', '[\\w.-]', '[^\\d]', '[]'],
      ...[
        '[^]',
        'é',
        '[^é]',
        '\\xe9',
        '\\u00e9',
        '\\n',
        '^',
        '$',
        '\\b',
        '\\B',
        '\\/',
        '@',
        ' ',
        '{',
        ']',
        '(?:)',
        '😀',
      ],
    ),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `${left}${right}`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(?:${left}|${right})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{0}', '{0,2}', '{1,3}', '{2,}', '*?', '+?'))
      .map(([inner, times]) => `(${inner})${times}`),
  ),
})).node;
const text = fc.string({ unit: fc.constantFrom(...'abAéß0-_.@ \n\r\t\u2028/{]😀'), maxLength: 7 });

test('it matches what JavaScript matches whole', () =>
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 40, maxLength: 40 }), (source, texts) => {
      const [matches, own] = [linearMatch(source), new RegExp(`^(?:${source})$`)];
      for (const one of texts) expect([source, one, matches(one)]).toEqual([source, one, own.test(one)]);
    }),
    { numRuns: 2000, seed: 5 },
  ));

test.each(['(a+)+b', '(a|a)*b', '(?:a{1,20}){1,20}b', '(?:a?){500}a{500}b', '(?:(?:a*)*)*b', '\\b(?:a|aa)+\\b!b'])(
  '%s on ten thousand characters ends soon',
  (source) => {
    const matches = linearMatch(source);
    const started = performance.now();
    expect(matches(`${'a'.repeat(10_000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

test('a match after another forgets it', () => {
  const matches = linearMatch('ab|c');
  expect(['ab', 'c', 'abc', 'ab', ''].map(matches)).toEqual([true, true, false, true, false]);
});

test.each([
  ['(?=a)b', /look-around such as .* say what the value may be instead/],
  ['(?<!a)b', /look-around/],
  ['(a)\\1', /write out what may stand there/],
  ['(?i:a)', /\[Aa\]/],
  ['a{4001}', /more than 4000 steps/],
  ['(?:(?:(?:){1000}){1000}){1000}', /more than 4000 steps/],
  ['[a-z', /Unterminated/],
])('%s is refused', (source, words) => expect(() => linearMatch(source)).toThrow(words));
