import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { HOUR, laterBy, NOW, testFolder } from '../fixtures.ts';
import { lakeFiles, readLatest, writtenAt } from './files.ts';

const nothingListed = async () => new Set<string>();

async function write(folder: string, content = 'rows', now = NOW): Promise<string> {
  const file = await lakeFiles(folder).newFile('acme', 'aws', 'inventory', now);
  await file.write((path) => writeFile(path, content));
  return file.name;
}

describe('a file', () => {
  test('is named by organisation, cloud and dataset, in the order of time and never twice', async () => {
    const folder = testFolder();
    const names = [await write(folder), await write(folder), await write(folder, '', laterBy(1))];
    for (const name of names) expect(name).toMatch(/^acme\/aws\/inventory\/[0-9a-f-]+\.parquet$/);
    expect(new Set(names).size).toBe(3);
    expect(names.toSorted().at(-1)).toBe(names[2]);
  });

  test('tells by its name when it was made', async () => {
    expect(writtenAt(await write(testFolder()))).toBe(NOW.toISOString());
    expect(() => writtenAt('acme/aws/inventory/0-1.parquet')).toThrow(RangeError);
  });

  test('is seen when it is whole, and tells its size', async () => {
    const folder = testFolder();
    const files = lakeFiles(folder);
    const file = await files.newFile('acme', 'aws', 'inventory', NOW);
    const bytes = await file.write(async (path) => {
      await writeFile(path, 'half');
      expect(existsSync(files.path(file.name))).toBe(false);
      await writeFile(path, 'whole');
    });
    expect(bytes).toBe(5);
    expect(readdirSync(join(folder, 'acme/aws/inventory'))).toHaveLength(1);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'acme')).mode & 0o777).toBe(0o700);
  });

  test('that could not be written is not there', async () => {
    const folder = testFolder();
    const file = await lakeFiles(folder).newFile('acme', 'aws', 'inventory', NOW);
    const writing = file.write(async (path) => {
      await writeFile(path, 'half');
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    await expect(writing).rejects.toThrow(UserError);
    expect(readdirSync(join(folder, 'acme/aws/inventory'))).toEqual([]);
  });
});

test.each(['', 'Acme', 'a b', '../x', 'a/b', 'a:b', '-a', 'ä', 'a'.repeat(64)])(
  'no organisation can be called %j',
  (organisation) =>
    expect(lakeFiles('/lake').newFile(organisation, 'aws', 'inventory', NOW)).rejects.toThrow(UserError),
);
test.each(['../../etc/passwd', 'acme/aws/inventory/../x.parquet', '/etc/passwd', 'acme/aws/inventory/a:b.parquet'])(
  '%s is no name of the lake',
  (name) => expect(() => lakeFiles('/lake').path(name)).toThrow(RangeError),
);

test('no read opens more than 64 files', () => {
  const files = lakeFiles('/lake');
  const names = Array.from({ length: 65 }, (_, index) => `acme/aws/inventory/${index}.parquet`);
  expect(files.paths([...names.slice(0, 64), ...names.slice(0, 64)])).toHaveLength(64);
  expect(() => files.paths(names)).toThrow('65 files');
});

describe('an unlisted file is deleted only after a grace period', () => {
  test('that begins when it is first found unlisted, however old it is', async () => {
    const folder = testFolder();
    const files = lakeFiles(folder);
    const name = await write(folder);
    const deleteAt = (ms: number) => files.deleteUnlisted('acme', nothingListed, laterBy(ms));
    expect(await deleteAt(HOUR / 2)).toBe(0);
    expect(await deleteAt(100 * HOUR)).toBe(0);
    expect(await deleteAt(100.9 * HOUR)).toBe(0);
    expect(existsSync(files.path(name))).toBe(true);
    expect(await deleteAt(101.1 * HOUR)).toBe(1);
    expect(readdirSync(join(folder, 'acme/aws/inventory'))).toEqual([]);
  });

  test('and starts anew when it was listed in between', async () => {
    const folder = testFolder();
    const files = lakeFiles(folder);
    const name = await write(folder);
    const deleteAt = (hours: number, listed = nothingListed) =>
      files.deleteUnlisted('acme', listed, laterBy(hours * HOUR));
    expect(await deleteAt(10)).toBe(0);
    expect(await deleteAt(20, async () => new Set([name]))).toBe(0);
    expect(await deleteAt(30)).toBe(0);
    expect(await deleteAt(32)).toBe(1);
  });

  test('while what is listed, of another organisation, or not ours stays', async () => {
    const folder = testFolder();
    const files = lakeFiles(folder);
    const listed = await write(folder);
    const other = await files.newFile('globex', 'aws', 'inventory', NOW);
    await other.write((path) => writeFile(path, 'rows'));
    writeFileSync(join(folder, 'acme/notes.txt'), 'mine');
    for (const hours of [10, 20, 30])
      expect(await files.deleteUnlisted('acme', async () => new Set([listed]), laterBy(hours * 1e6 * HOUR))).toBe(0);
    expect(existsSync(files.path(listed))).toBe(true);
    expect(existsSync(files.path(other.name))).toBe(true);
    expect(existsSync(join(folder, 'acme/notes.txt'))).toBe(true);
  });

  test('and what a killed process left half-written, after one', async () => {
    const folder = testFolder();
    const name = await write(folder);
    writeFileSync(join(folder, name.replace(/[^/]+$/, '0-1.parquet.partial')), 'half');
    const deleted = await lakeFiles(folder).deleteUnlisted(
      'acme',
      async () => new Set([name]),
      new Date(Date.now() + 2 * HOUR),
    );
    expect(deleted).toBe(1);
    expect(readdirSync(join(folder, 'acme/aws/inventory'))).toEqual([name.replace(/.*\//, '')]);
  });

  test('but not where nothing was ever kept', async () => {
    expect(await lakeFiles(testFolder()).deleteUnlisted('acme', nothingListed, NOW)).toBe(0);
  });
});

describe('a reader', () => {
  const missing = () => Object.assign(new Error('IO Error: No files found that match the pattern "x"'));

  test('retries once, with what is the latest then, when a file is gone', async () => {
    const states = ['old', 'new', 'newer'];
    const read = async (state: string | undefined) => {
      if (state === 'old') throw missing();
      return state;
    };
    expect(await readLatest(async () => states.shift(), read)).toBe('new');
  });

  test('gives up after the second time, and at once for any other error', async () => {
    let reads = 0;
    const failing = (error: Error) => async () => {
      reads += 1;
      throw error;
    };
    await expect(readLatest(async () => 0, failing(missing()))).rejects.toThrow('No files found');
    await expect(readLatest(async () => 0, failing(new Error('other')))).rejects.toThrow('other');
    expect(reads).toBe(3);
  });
});
