import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

test('a disk that takes nothing more is said, and ends with 1', async () => {
  const home = join(company.home, 'full');
  mkdirSync(home);
  // Files may not grow past 4 KiB, which is what a full disk looks like from within.
  const command = `ulimit -f 4; trap '' XFSZ; exec "${process.execPath}" "${launcher}" call list_accounts`;
  const { code, stdout, stderr } = await runProcess('bash', ['-c', command], { env: bareEnvironment(home) });
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/state\.db could not be (?:read or )?written/)]);
  expect(stderr).not.toMatch(/\n\s+at /);
});
