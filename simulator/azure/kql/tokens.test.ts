import { expect, test } from 'vitest';
import { QueryRefusal } from './refusal.ts';
import { tokensOf } from './tokens.ts';

test.each([
  ['resources | count', ['name resources', 'sign |', 'name count']],
  ["a =~ 'x' // the rest\nb", ['name a', 'sign =~', 'text x', 'name b']],
  ['a!=1.5', ['name a', 'sign !=', 'number 1.5']],
  ['a !in~ (1)', ['name a', 'name !in~', 'sign (', 'number 1', 'sign )']],
  ['a !contains b', ['name a', 'name !contains', 'name b']],
  ['inside hasty', ['name inside', 'name hasty']],
  ['7d 1.5h 250ms 7w', ['timespan 7d', 'timespan 1.5h', 'timespan 250ms', 'timespan 7w']],
  ["datetime(2026-10-05) datetime( '2026-10-05' )", ['moment 2026-10-05', 'moment 2026-10-05']],
  [`'it\\'s' "a\\tb" @'c:\\d'`, ["text it's", 'text a\tb', 'text c:\\d']],
  ["tags['a-b'].c", ['name tags', 'sign [', 'text a-b', 'sign ]', 'sign .', 'name c']],
])('%s', (text, expected) => {
  const words = tokensOf(text).map(({ kind, value }) => `${kind} ${value}`);
  expect(words).toEqual([...expected, 'end <EOF>']);
});

test.each(["'open", 'a ; b', 'a ? b', '`a`'])('%s is no query', (text) => {
  expect(() => tokensOf(text)).toThrow(QueryRefusal);
});
