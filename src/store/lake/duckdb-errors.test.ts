import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { isMissingFile, userErrorOf } from './duckdb-errors.ts';

test.each([
  ['IO Error: Could not write file "x": No space left on device', 'disk is full'],
  ['ENOSPC: no space left on device, write', 'disk is full'],
  ['Out of Memory Error: failed to offload data block of size 1 (max_temp_directory_size)', 'disk is full'],
  ['Out of Memory Error: could not allocate block of size 1', 'Ask for less: a shorter period'],
  ['IO Error: Cannot open file "x": Permission denied', 'who owns it and its permissions'],
  ["EROFS: read-only file system, open 'x'", 'who owns it and its permissions'],
])('%s', (message, help) => {
  const cause = new Error(message);
  const error = userErrorOf(cause);
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toContain(help);
  expect(error?.cause).toBe(cause);
});

test.each([
  new Error('Parser Error: syntax error at or near "x"'),
  // What a value says is not what went wrong.
  new Error('Conversion Error: Could not convert string "Out of Memory Error" to INT32'),
  new TypeError('x is not a function'),
  'No space left on device',
  undefined,
])('%s is not the user’s to mend', (error) => expect(userErrorOf(error)).toBeUndefined());

test.each([
  [new Error('IO Error: No files found that match the pattern "x.parquet"'), true],
  [new Error('IO Error: Cannot open file "x": No such file or directory'), true],
  [Object.assign(new Error("ENOENT: no such file or directory, stat 'x'"), { code: 'ENOENT' }), true],
  [new Error('Permission denied'), false],
  ['ENOENT', false],
])('%s: a file is gone: %s', (error, gone) => expect(isMissingFile(error)).toBe(gone));
