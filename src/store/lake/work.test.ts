import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../fixtures.ts';
import { writePieces } from './work.ts';
import { isAtWork, workName } from './work-name.ts';

test('a name tells whether its process is still there', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'spawn');
  expect(isAtWork(`duckdb-${child.pid}-x`)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAtWork(`duckdb-${child.pid}-x`)).toBe(false);
  expect(isAtWork(workName('publish'))).toBe(true);
});

test.each([`publish-${process.pid}-of-an-earlier-start`, 'publish-0-x', 'publish-f00d', 'notes'])(
  '%s is nobody’s any more',
  (name) => expect(isAtWork(name)).toBe(false),
);

test('pieces are written for the owner alone', async () => {
  const path = join(testFolder(), 'pieces');
  await writePieces(path, ['a', Buffer.from('b')]);
  expect(readFileSync(path, 'utf8')).toBe('ab');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.runIf(process.platform === 'linux')('nothing stays open when the pieces fail', async () => {
  const path = join(testFolder(), 'pieces');
  async function* failing() {
    yield 'a';
    throw new Error('no more');
  }
  await expect(writePieces(path, failing())).rejects.toThrow('no more');
  const open = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  expect(open).not.toContain(path);
});
