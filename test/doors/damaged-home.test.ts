import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProcess } from '../conformance/run-process.ts';
import { bareEnvironment, cloudoptima, launcher } from './cli.ts';
import { type Company, collectedCompany } from './company.ts';

let company: Company;
beforeAll(async () => {
  company = await collectedCompany();
}, 120_000);
afterAll(() => company?.close());

/** The files of the home whose path ends so, put back after the work. */
async function damaged(ending: string, damage: (bytes: Buffer) => Buffer, work: () => Promise<void>): Promise<void> {
  const files = readdirSync(company.home, { recursive: true, encoding: 'utf8' })
    .map((name) => join(company.home, name))
    .filter((path) => path.endsWith(ending) && statSync(path).isFile());
  expect(files.length).toBeGreaterThan(0);
  const before = files.map((path) => readFileSync(path));
  for (const [index, path] of files.entries()) writeFileSync(path, damage(before[index] ?? Buffer.alloc(0)));
  try {
    await work();
  } finally {
    for (const [index, path] of files.entries()) writeFileSync(path, before[index] ?? '');
  }
}

const noise = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, index) => (byte * 31 + index * 17 + 7) % 256));
const middle = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, 200), noise(bytes.subarray(200, -200)), bytes.subarray(-200)]);

test.each([
  ['noise', noise, /state\.db is no database of ours/],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 5000), /state\.db is damaged: restore it from a backup/],
  ['spoilt inside', middle, /state\.db is damaged/],
])(
  'a state database that is %s is said, and ends with 1',
  async (_, damage, words) => {
    await damaged('state.db', damage, async () => {
      const { code, stdout, stderr } = await cloudoptima(['call', 'list_accounts'], company.env);
      expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(words)]);
      expect(stderr).not.toMatch(/\n\s+at /);
      const doctor = await cloudoptima(['doctor'], company.env);
      expect([doctor.code, doctor.stdout, doctor.stderr]).toEqual([1, expect.stringMatching(words), '']);
    });
  },
  60_000,
);

test.each([
  ['noise', noise],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  ['spoilt inside', middle],
])(
  'files of the lake that are %s are said, and end with 1',
  async (_, damage) => {
    await damaged('.parquet', damage, async () => {
      for (const name of ['check_tag_compliance', 'search_resources']) {
        const { code, stdout, stderr } = await cloudoptima(['call', name], company.env);
        expect([name, code, stdout, stderr]).toEqual([name, 1, '', expect.stringMatching(/damaged/)]);
        expect(stderr).not.toMatch(/\n\s+at /);
      }
    });
  },
  60_000,
);

const filesOf = (home: string): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();

/** As somebody who may read the home and change nothing in it. */
async function readOnly(work: (run: typeof cloudoptima) => Promise<void>): Promise<void> {
  const paths = [company.home, ...filesOf(company.home).map((name) => join(company.home, name))];
  const modes = paths.map((path) => statSync(path).mode);
  for (const path of paths) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  // Nothing is locked for root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  try {
    await work((args, env) => runProcess(process.execPath, [launcher, ...args], { env, ...nobody }));
  } finally {
    for (const [index, path] of paths.entries()) chmodSync(path, modes[index] ?? 0o700);
  }
}

test('a home that may only be read is said to whoever collects, loses nothing, and tells the policy', async () => {
  const rows = () => cloudoptima(['call', 'search_resources', '{"limit":500}'], company.env);
  const policy = (run = cloudoptima) => run(['call', 'get_tagging_policy'], company.env);
  const [before, inForce, files] = [await rows(), await policy(), filesOf(company.home)];
  expect((JSON.parse(before.stdout) as { resources: object[] }).resources.length).toBeGreaterThan(100);
  await readOnly(async (run) => {
    const words = `${join(company.home, 'state.db')} is read-only: check who owns the home folder and its permissions.\n`;
    for (const args of [
      ['collect', '--what', 'inventory', '--quiet'],
      ['call', 'search_resources'],
    ])
      expect(await run(args, company.env)).toEqual({ code: 1, stdout: '', stderr: words });
    expect(await policy(run)).toEqual({ ...inForce, code: 0 });
    const doctor = await run(['doctor'], company.env);
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining("can't be written")]);
  });
  expect([await rows(), filesOf(company.home)]).toEqual([before, files]);
}, 60_000);

test('a disk that takes nothing more is said, and ends with 1', async () => {
  const home = join(company.home, 'full');
  mkdirSync(home);
  // Files may not grow past 4 KiB, which is what a full disk looks like from within.
  const command = `ulimit -f 4; trap '' XFSZ; exec "${process.execPath}" "${launcher}" call list_accounts`;
  const { code, stdout, stderr } = await runProcess('bash', ['-c', command], { env: bareEnvironment(home) });
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/state\.db could not be (?:read or )?written/)]);
  expect(stderr).not.toMatch(/\n\s+at /);
});
