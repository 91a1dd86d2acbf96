import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fileScheme } from './file.ts';
import { MOST_SECRET_BYTES } from './limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'secret-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const warnings: string[] = [];
beforeEach(() => {
  warnings.length = 0;
});

function file(content: string | Buffer, mode = 0o600): string {
  const path = join(folder, 'a secret');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}
const read = (path: string) => {
  const url = pathToFileURL(path).href;
  return fileScheme((sentence) => warnings.push(sentence)).read([url], url);
};

test.each([
  ['hush', 'hush'],
  ['hush\n', 'hush'],
  ['hush\r\n', 'hush'],
  ['hush\n\n', 'hush\n'],
  [' two\nlines ', ' two\nlines '],
  ['é'.repeat(MOST_SECRET_BYTES / 2), 'é'.repeat(MOST_SECRET_BYTES / 2)],
])('a whole file, without the end of its last line (%#)', async (content, secret) => {
  expect(await read(file(content))).toBe(secret);
  expect(warnings).toEqual([]);
});

test.each([0o640, 0o604, 0o644])('others than the owner may read it (%o): it is read, with a warning', async (mode) => {
  const path = file('hush', mode);
  expect(await read(path)).toBe('hush');
  expect(warnings).toEqual([`${path} holds a secret and may be read by others than its owner: chmod 600 it.`]);
});

test.each<[string, () => string, string]>([
  ['none', () => join(folder, 'missing'), "can't be read (ENOENT): check the path"],
  ['a folder', () => folder, 'is no file'],
  ['an empty one', () => file('\n'), 'is empty'],
  ['too long a one', () => file('hush'.repeat(MOST_SECRET_BYTES)), `more than ${MOST_SECRET_BYTES} bytes`],
  ['no text', () => file(Buffer.from([0x68, 0xff, 0xfe])), 'is no text in UTF-8'],
])('%s is refused with its path, and nothing of what is in it', async (_, path, words) => {
  const error = await read(path()).catch((caught: Error) => `${caught.name}: ${caught.message}`);
  expect(error).toContain(words);
  expect(error).toContain('UserError');
  expect(error).not.toContain('hush');
});

test('a pipe that nobody writes to is not waited for', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(read(pipe)).rejects.toThrow('is no file');
});

test('what is no path of this machine is refused', async () => {
  await expect(fileScheme(() => {}).read(['file:///a%2Fb'], '')).rejects.toThrow('file:///<path>');
});
