import { expect, test } from 'vitest';
import { jsonValue, utf8Text } from './json-text.ts';

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"b":[{"c":1,"c":2}]}}', 'c'],
  ['{"a":1,"\\u0061" : 2}', 'a'],
  ['{"\\\\":1,"\\\\":2}', '\\'],
  ['[{"x":"\\"","x":"{"}]', 'x'],
])('%s has a key twice', (json, key) => expect(() => jsonValue(json)).toThrow(`"${key}" stands twice`));

test.each([
  '{"a":"a","b":"a","c":["a","a"]}',
  '[{"a":1},{"a":2}]',
  '{"a":{"a":{"a":"\\"a\\":1"}}}',
  '{"a":"}","b":"{\\"a\\":1,\\"a\\":2}"}',
  '"\\\\"',
  '1e999',
])('%s has none', (json) => expect(jsonValue(json)).toEqual(JSON.parse(json)));

test('four megabytes of anything are read soon', () => {
  const size = 4_000_000;
  const texts = [
    `{"a":"${'\\\\'.repeat(size / 2)}"}`,
    `[${'"",'.repeat(size / 3)}1]`,
    `{"a":1${' '.repeat(size)}}`,
    `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`,
    `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
  ];
  for (const text of texts) {
    const started = performance.now();
    jsonValue(text);
    expect(performance.now() - started).toBeLessThan(3000);
  }
});

test('bytes that are no text are refused', () => {
  expect(utf8Text(Buffer.from('{"ü":1}'))).toBe('{"ü":1}');
  expect(() => utf8Text(Buffer.from([0x22, 0xff, 0x22]))).toThrow('no text in UTF-8');
});
