import { randomUUID } from 'node:crypto';
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretReferences } from '../clouds/secrets/references.ts';
import { masterKeyText, newMasterKey } from '../store/connections/master-key.ts';
import { masterKeys } from './master-key.ts';

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
  expect((await source.findOrMake([])).id).toBe(key.id);
});

test('a reference goes before the home', async () => {
  await keys().findOrMake([]);
  const source = keys({}, 'env://KEY');
  expect([(await source.find())[0]?.id, source.place]).toEqual([elsewhere.id, 'env://KEY']);
  await expect(keys({}, 'env://OTHER').find()).rejects.toThrow('env://OTHER holds no master key');
});

describe('a key that a service keeps', () => {
  const next = newMasterKey();
  /** The keys of a process that has read the old one, after it was changed there; and how often the service was asked. */
  async function changedThere() {
    let [kept, asked] = [elsewhere, 0];
    const scheme = { name: 'aws-sm', isRemote: true } as const;
    const read = async () => {
      asked += 1;
      return masterKeyText(kept);
    };
    const references = secretReferences([{ ...scheme, read }], () => 0);
    const source = masterKeys({
      ...{ home, environment: {}, reference: 'aws-sm://key', secrets: references, warn: () => {} },
    });
    await source.find(elsewhere.id);
    kept = next;
    return { source, asked: () => asked };
  }

  test('serves for as long as it is the one that is wanted', async () => {
    const { source, asked } = await changedThere();
    expect((await source.find(elsewhere.id))[0]?.id).toBe(elsewhere.id);
    expect((await source.findOrMake([elsewhere.id])).id).toBe(elsewhere.id);
    expect(asked()).toBe(1);
  });

  test('is looked up anew where another is wanted', async () => {
    const { source } = await changedThere();
    expect((await source.find(next.id))[0]?.id).toBe(next.id);
  });

  test('is looked up anew before an organisation’s first connection, where others need another', async () => {
    const { source } = await changedThere();
    expect((await source.findOrMake([next.id])).id).toBe(next.id);
  });

  test('is what it is where neither is the one that is wanted', async () => {
    const { source, asked } = await changedThere();
    expect((await source.find('f'.repeat(16)))[0]?.id).toBe(next.id);
    expect(asked()).toBe(2);
  });
});

test('in the home it is made when it is needed, once, for the owner alone', async () => {
  expect(await keys().find()).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
  const made = await Promise.all([keys().findOrMake([]), keys().findOrMake([]), keys().findOrMake([])]);
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(readdirSync(home)).toEqual(['master.key']);
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect((await keys().find()).map(({ id }) => id)).toEqual([made[0]?.id]);
});

test('a file that others may read serves, with a warning', async () => {
  await keys().findOrMake([]);
  chmodSync(path(), 0o644);
  expect(await keys().find()).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining('chmod 600')]);
});

test('what is no key is left as it is', async () => {
  writeFileSync(path(), 'hush', { mode: 0o600 });
  await expect(keys().findOrMake([])).rejects.toThrow(`${path()} holds no master key`);
  expect(readFileSync(path(), 'utf8')).toBe('hush');
});

const ids = async () => (await keys().find()).map(({ id }) => id);

test('a new key lies beside the old one until it is adopted, and the old one stays', async () => {
  const old = await keys().findOrMake([]);
  const next = await file().prepare();
  expect(await ids()).toEqual([old.id, next.id]);
  expect(statSync(`${path()}.${next.id}`).mode & 0o777).toBe(0o600);
  expect(await file().adopt(next)).toBe(`${path()}.old`);
  expect(await ids()).toEqual([next.id, old.id]);
  expect(readFileSync(`${path()}.old`, 'utf8').trim()).toBe(masterKeyText(old));
  expect(readdirSync(home)).toEqual(['master.key', 'master.key.old']);
});

test('the old key is for its owner alone, whoever could read it before', async () => {
  await keys().findOrMake([]);
  const both = [path(), `${path()}.old`];
  for (const one of both) {
    writeFileSync(one, readFileSync(path()));
    chmodSync(one, 0o644);
  }
  await file().adopt(await file().prepare());
  for (const one of both) expect(statSync(one).mode & 0o777).toBe(0o600);
});

test('of two new keys the one that everything is wrapped by is adopted, and the other stays beside', async () => {
  const old = await keys().findOrMake([]);
  const [one, other] = [await file().prepare(), await file().prepare()];
  await file().adopt(one);
  expect(await ids()).toEqual([one.id, other.id, old.id]);
  await file().adopt(one);
  expect(await ids()).toEqual([one.id, other.id, old.id]);
});

test.each([
  ['this version', (_: string) => {}],
  ['an earlier version', (id: string) => renameSync(`${path()}.${id}`, `${path()}.new`)],
  [
    'an earlier version after it moved the old one',
    (id: string) => {
      renameSync(path(), `${path()}.old`);
      renameSync(`${path()}.${id}`, `${path()}.new`);
    },
  ],
])('a key beside that is needed is found where %s was interrupted, and adopted', async (_, interrupt) => {
  const old = await keys().findOrMake([]);
  const { id } = await file().prepare();
  interrupt(id);
  expect(await file().unfinished([old.id])).toBeUndefined();
  const unfinished = await file().unfinished([old.id, id]);
  expect([unfinished?.id, (await keys().findOrMake([id])).id]).toEqual([id, id]);
  if (unfinished) await file().adopt(unfinished);
  expect(await ids()).toEqual([id, old.id]);
  expect(readdirSync(home)).toEqual(['master.key', 'master.key.old']);
});

test.each(['.new', '.old', `.${'0'.repeat(16)}`])(
  'an empty master.key%s keeps nobody from the good one',
  async (end) => {
    const { id } = await keys().findOrMake([]);
    writeFileSync(`${path()}${end}`, '', { mode: 0o600 });
    expect((await keys().find(id)).map((key) => key.id)).toEqual([id]);
    expect((await keys().findOrMake([])).id).toBe(id);
    await expect(keys().find('f'.repeat(16))).rejects.toThrow(`master.key${end} is empty`);
    const next = await file().prepare();
    await file().adopt(next);
    expect((await keys().find(next.id))[0]?.id).toBe(next.id);
  },
);

test('abandoned is a key beside that nobody needs; what is no key stays', async () => {
  const used = await keys().findOrMake([]);
  const [one, other] = [await file().prepare(), await file().prepare()];
  writeFileSync(`${path()}.new`, '', { mode: 0o600 });
  const abandoned = await file().abandoned([used.id, one.id]);
  expect(abandoned).toEqual([`${path()}.${other.id}`]);
  await file().discard(abandoned);
  expect(readdirSync(home)).toEqual(['master.key', `master.key.${one.id}`, 'master.key.new'].sort());
});

test('what was left by whoever was killed while writing a key is swept, and nothing else', async () => {
  const draft = `master.key.${randomUUID()}.tmp`;
  for (const name of [draft, 'master.key.tmp', 'another.tmp']) writeFileSync(join(home, name), 'hush');
  await keys().findOrMake([]);
  await file().sweepDrafts();
  expect(readdirSync(home)).toEqual(['another.tmp', 'master.key', 'master.key.tmp']);
});

test('a folder that can’t be written is said', async () => {
  rmSync(home, { recursive: true });
  await expect(keys().findOrMake([])).rejects.toThrow(/The master key can't be written to .*ENOENT/);
  expect(existsSync(home)).toBe(false);
  home = mkdtempSync(join(tmpdir(), 'master-key-'));
});
