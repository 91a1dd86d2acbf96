import { expect, test } from 'vitest';
import { isUnreadable, readable, readableLine } from './engine-text.ts';

test.each<[string, unknown, unknown]>([
  ['half a pair', 'x\ud83d', 'x\\ud83d'],
  ['the other half', '\ude00x', '\\ude00x'],
  ['two first halves', '\ud83d\ud83d\ude00', '\\ud83d😀'],
  ['a NUL', 'x\0y', 'x\\u0000y'],
  ['a key', { 'a\0': 1 }, { 'a\\u0000': 1 }],
  ['what lies deep', { a: [{ b: '\ud800' }, null, 1, true] }, { a: [{ b: '\\ud800' }, null, 1, true] }],
])('%s is made readable', (_, value, expected) => {
  expect(isUnreadable(JSON.stringify(value))).toBe(true);
  expect(isUnreadable(JSON.stringify({ inner: JSON.stringify(value) }))).toBe(true);
  expect(readable(value)).toEqual(expected);
  expect(JSON.parse(readableLine({ value }))).toEqual({ value: expected });
});

test.each(['plain', 'é', '😀', 'a\nb', '\u0001', '', 5, null, [], {}])('%j is readable as it is', (value) => {
  expect(isUnreadable(JSON.stringify(value))).toBe(false);
  expect(readable(value)).toEqual(value);
});
