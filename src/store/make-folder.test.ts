import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from './fixtures.ts';
import { makeFolder } from './make-folder.ts';

test('makes what is missing, for this user alone, and leaves what is there', async () => {
  const path = join(testFolder(), 'a', 'b');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  await makeFolder(path);
});

test('a file in the way is said', async () => {
  const folder = testFolder();
  writeFileSync(join(folder, 'a'), '');
  await expect(makeFolder(join(folder, 'a', 'b'))).rejects.toThrow('ENOTDIR');
});

test.runIf(existsSync('/proc/self'))('a file system that refuses folders ends it', async () => {
  await expect(makeFolder('/proc/x/y')).rejects.toThrow('ENOENT');
});
