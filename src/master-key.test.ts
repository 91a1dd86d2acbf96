import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterKeys } from './master-key.ts';
import { masterKeyText, newMasterKey } from './store/connections/master-key.ts';

let home: string;
const warnings: string[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'master-key-'));
  warnings.length = 0;
});
afterEach(() => rmSync(home, { recursive: true }));

const elsewhere = newMasterKey();
const secrets = {
  resolve: async (reference: string) => (reference === 'env://KEY' ? masterKeyText(elsewhere) : 'no key'),
};
const keys = (environment: Record<string, string> = {}, reference?: string) =>
  masterKeys({ home, environment, reference, secrets, warn: (sentence) => void warnings.push(sentence) });
const path = () => join(home, 'master.key');
const file = () => {
  const { file: one } = keys();
  if (!one) throw new Error('the key is not in the home');
  return one;
};

test('a key in the environment goes before all others', async () => {
  const key = newMasterKey();
  const source = keys({ CLOUDOPTIMA_MASTER_KEY: masterKeyText(key) }, 'env://KEY');
  expect([(await source.find())[0]?.id, source.place, source.file]).toEqual([
    key.id,
    'CLOUDOPTIMA_MASTER_KEY',
    undefined,
  ]);
  expect((await source.findOrMake()).id).toBe(key.id);
});

test('a reference goes before the home', async () => {
  await keys().findOrMake();
  const source = keys({}, 'env://KEY');
  expect([(await source.find())[0]?.id, source.place]).toEqual([elsewhere.id, 'env://KEY']);
  await expect(keys({}, 'env://OTHER').find()).rejects.toThrow('env://OTHER holds no master key');
});

test('in the home it is made when it is needed, once, for the owner alone', async () => {
  expect(await keys().find()).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
  const made = await Promise.all([keys().findOrMake(), keys().findOrMake(), keys().findOrMake()]);
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(readdirSync(home)).toEqual(['master.key']);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect((await keys().find()).map(({ id }) => id)).toEqual([made[0]?.id]);
});

test('a file that others may read serves, with a warning', async () => {
  await keys().findOrMake();
  chmodSync(path(), 0o644);
  expect(await keys().find()).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining('chmod 600')]);
});

test('what is no key is left as it is', async () => {
  writeFileSync(path(), 'hush', { mode: 0o600 });
  await expect(keys().findOrMake()).rejects.toThrow(`${path()} holds no master key`);
  expect(readFileSync(path(), 'utf8')).toBe('hush');
});

test('a new key lies beside the old one until it is adopted, and the old one stays', async () => {
  const old = await keys().findOrMake();
  const next = await file().prepare([old.id]);
  expect((await keys().find()).map(({ id }) => id)).toEqual([old.id, next.id]);
  expect(statSync(`${path()}.new`).mode & 0o777).toBe(0o600);
  expect(await file().adopt()).toBe(`${path()}.old`);
  expect((await keys().find()).map(({ id }) => id)).toEqual([next.id]);
  expect(readFileSync(`${path()}.old`, 'utf8').trim()).toBe(masterKeyText(old));
});

test.each([
  ['before the old one was moved', () => {}],
  ['after the old one was moved', () => renameSync(path(), `${path()}.old`)],
])(
  'a key that is in use is never written over: a change that was interrupted %s is finished first',
  async (_, interrupt) => {
    const old = await keys().findOrMake();
    const used = await file().prepare([old.id]);
    interrupt();
    expect((await keys().find()).map(({ id }) => id)).toContain(used.id);
    const next = await file().prepare([used.id]);
    expect((await keys().find()).map(({ id }) => id)).toEqual([used.id, next.id]);
  },
);

test('a folder that can’t be written is said', async () => {
  rmSync(home, { recursive: true });
  await expect(keys().findOrMake()).rejects.toThrow(/The master key can't be written to .*ENOENT/);
  expect(existsSync(home)).toBe(false);
  home = mkdtempSync(join(tmpdir(), 'master-key-'));
});
