import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bareEnvironment, cloudoptima } from './cli.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cloudoptima-odd-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const BOMB =
  'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c]\n';

const ODD: readonly (readonly [string, (path: string) => void, RegExp])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path]), /is no file/],
  ['a device', (path) => symlinkSync('/dev/zero', path), /is no file/],
  ['a folder', (path) => mkdirSync(path), /is no file but a folder/],
  ['a link to itself', (path) => symlinkSync(path, path), /can't be read \(ELOOP\)/],
  [
    'a gigabyte',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 2 ** 30);
    },
    /has 1073741824 bytes; at most \d+ are read/,
  ],
  [
    'bytes that are no text',
    (path) => writeFileSync(path, Buffer.from([0x61, 0x3a, 0xff])),
    /is no text in UTF-8: save it as such/,
  ],
  ['aliases that unfold without end', (path) => writeFileSync(path, BOMB), /not readable: .*alias/i],
  ['an unknown alias', (path) => writeFileSync(path, 'currency: *usd\n'), /not readable: .*alias/i],
  ['endless nesting', (path) => writeFileSync(path, '['.repeat(50_000)), /:1:\d+: not readable: nested too deeply/],
  [
    'a key twice',
    (path) => writeFileSync(path, 'version: "2.0"\nversion: "2.0"\n'),
    /:2:1: .*«version» is there twice/,
  ],
];

test.each(ODD)('%s as configuration or policy is refused at once', async (_, make, words) => {
  for (const name of ['cloudoptima.yaml', 'policy.yaml']) {
    const path = join(home, name);
    make(path);
    const started = performance.now();
    const { code, stdout, stderr } = await cloudoptima(['policy', 'validate'], bareEnvironment(home));
    expect([name, code, stdout, stderr]).toEqual([name, 2, '', expect.stringMatching(words)]);
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(performance.now() - started).toBeLessThan(10_000);
    rmSync(path, { recursive: true });
  }
});

test('a file that is asked for is looked at in the same way', async () => {
  const pipe = join(home, 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const args of [
    ['policy', 'validate', pipe],
    ['doctor', '--config', pipe],
  ]) {
    const { code, stdout, stderr } = await cloudoptima(args, bareEnvironment(home));
    expect([code === 0, `${stdout}${stderr}`]).toEqual([false, expect.stringContaining(`${pipe} is no file`)]);
  }
});
