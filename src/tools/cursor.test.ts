import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { readCursor, writeCursor } from './cursor.ts';

test('a cursor comes back as it was', () => {
  const cursor = { snapshot: 's-1', position: 25, within: 2 };
  expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  expect(readCursor(writeCursor({ snapshot: 's-1', position: 0 }))).toMatchObject({ within: 0 });
});

test('none is none', () => expect(readCursor(undefined)).toBeUndefined());

const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
test.each([
  ['nothing', ''],
  ['words', 'next'],
  ['another alphabet', '日本'],
  ['no object', written(7)],
  ['null', written(null)],
  ['a negative position', written({ snapshot: 's', position: -1 })],
  ['half a position', written({ snapshot: 's', position: 0.5 })],
  ['a position beyond all numbers', written({ snapshot: 's', position: 1e300 })],
  ['an endless name', written({ snapshot: 's'.repeat(65), position: 1 })],
  ['more than we wrote', written({ snapshot: 's', position: 1, sql: 'DROP TABLE x' })],
])('%s is refused', (_, text) => expect(() => readCursor(text)).toThrow(UserError));
