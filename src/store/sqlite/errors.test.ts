import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { userErrorOf } from './errors.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test('a full database is the user’s to mend', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (b BLOB); PRAGMA max_page_count = 4');
  const error = userErrorOf(
    thrownBy(() => database.exec('INSERT INTO t VALUES (zeroblob(100000))')),
    '/home/state.db',
  );
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toContain('/home/state.db could not be written because the disk is full');
  database.close();
});

test.each([
  ['ENOSPC', 'disk is full'],
  ['EDQUOT', 'disk is full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['ENOTDIR', 'could not be opened'],
])('%s: %s', (code, words) =>
  expect(userErrorOf(Object.assign(new Error('x'), { code }), 'p')?.message).toContain(words),
);

test.each([
  ['a constraint', Object.assign(new Error('x'), { errcode: 1555 })],
  ['a bug', new TypeError('x')],
  ['no error at all', 'x'],
])('%s is nothing that the user can mend', (_, error) => expect(userErrorOf(error, 'p')).toBeUndefined());
