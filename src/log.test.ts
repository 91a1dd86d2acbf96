import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test.each([
  ['https://user:hunter2@azure.example/path', 'https://[redacted]@azure.example/path'],
  ['cannot ask "https://hunter2@azure.example"', 'cannot ask "https://[redacted]@azure.example"'],
  ['https://user:hunter@2@azure.example?a=b', 'https://[redacted]@azure.example?a=b'],
  ['postgres://user:hunter2@localhost/db', 'postgres://[redacted]@localhost/db'],
  ['https://azure.example/a@b?mail=ada@example.com', 'https://azure.example/a@b?mail=ada@example.com'],
])('of %j the log has %j', async (told, kept) => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-log-'));
  try {
    const file = join(folder, 'cloudoptima.log');
    const log = openLog({ file }, () => new Date('2026-01-02T03:04:05Z'));
    log.error('asking', { error: new TypeError(told) });
    await log.flush();
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text).error.message).toBe(kept);
    expect(text).not.toMatch(/hunter/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('entries are JSON lines in their order, with causes and without secrets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-log-'));
  try {
    const file = join(folder, 'made', 'cloudoptima.log');
    const log = openLog({ file }, () => new Date('2026-01-02T03:04:05Z'));
    log.info('first', { id: 'a\u001b[31m\u009b\u202e' });
    log.error('second', { error: new Error('key AKIAIOSFODNN7EXAMPLE', { cause: new Error('why') }) });
    await log.flush();
    const text = readFileSync(file, 'utf8');
    // A terminal that shows the log obeys none of it.
    expect(text).toMatch(/^[\n\u0020-\u007e]+$/);
    const [first, second] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ msg: 'first', id: 'a\u001b[31m\u009b\u202e', time: '2026-01-02T03:04:05.000Z' });
    expect(second).toMatchObject({ msg: 'second', error: { message: 'key [redacted]', cause: { message: 'why' } } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a secret that was looked up is left out wherever it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-log-'));
  try {
    const file = join(folder, 'cloudoptima.log');
    const known = new Set(['a']);
    const log = openLog({ file }, () => new Date(0), known);
    for (const secret of ['plain-and-simple', 'with "quotes"\nand lines', 'with ümlauts']) {
      known.add(secret);
      log.error(`before ${secret} after`, { error: new Error(secret, { cause: new Error(`of ${secret}`) }), secret });
    }
    await log.flush();
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('before [redacted] after');
    expect(text).not.toMatch(/plain-and|quotes|mlauts/);
    // A letter is no secret, whatever was looked up.
    expect(text).toContain('after');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
