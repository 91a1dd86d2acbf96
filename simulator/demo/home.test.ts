import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeHome, openHome } from './home.ts';
import { UsageError } from './options.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudoptima-home-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a temporary home vanishes, all but a truth that is wanted', async () => {
  const gone = await openHome(undefined);
  await closeHome(gone, false);
  expect(existsSync(gone.path)).toBe(false);

  const kept = await openHome(undefined);
  await writeFile(kept.truth, '{}');
  await mkdir(join(kept.path, 'lake'));
  await closeHome(kept, true);
  expect(await readdir(kept.path)).toEqual(['truth.json']);
  await rm(kept.path, { recursive: true });
});

test('a given home stays, and the next demo begins anew in it', async () => {
  const path = join(folder, 'new');
  const first = await openHome(path);
  await writeFile(join(path, 'state.db'), 'old');
  await writeFile(join(path, 'notes.txt'), 'mine');
  await closeHome(first, false);
  expect(existsSync(join(path, 'state.db'))).toBe(true);
  await openHome(path);
  expect(existsSync(join(path, 'state.db'))).toBe(false);
  expect(existsSync(join(path, 'notes.txt'))).toBe(true);
});

test('a folder that no demo made is left alone', async () => {
  const path = join(folder, 'theirs');
  await mkdir(path, { mode: 0o755 });
  const { mode } = await stat(path);
  await writeFile(join(path, 'cloudoptima.yaml'), 'currency: EUR\n');
  await expect(openHome(path)).rejects.toThrow(UsageError);
  expect(await readdir(path)).toEqual(['cloudoptima.yaml']);
  expect((await stat(path)).mode).toBe(mode);
});

test('a file is no home', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  await expect(openHome(path)).rejects.toThrow('EEXIST');
});

test('a home that another demo runs in is left alone', async () => {
  const path = join(folder, 'busy');
  await mkdir(path);
  await writeFile(join(path, 'cloudoptima-demo.json'), JSON.stringify({ pid: process.ppid }));
  await expect(openHome(path)).rejects.toThrow(`process ${process.ppid}`);
});
