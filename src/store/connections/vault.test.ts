import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { HOUR, laterBy, NOW, testFolder, testLease } from '../fixtures.ts';
import { openSqliteState } from '../sqlite/state.ts';
import { type Lease, StaleLease, type State } from '../state.ts';
import { type MasterKey, newMasterKey } from './master-key.ts';
import { connectionVault } from './vault.ts';

let home: string;
let state: State;
let lease: Lease;
let master: MasterKey;
/** The keys that are at hand. */
let keys: MasterKey[];
beforeEach(async () => {
  home = testFolder();
  state = openSqliteState(join(home, 'state.db'));
  onTestFinished(() => state.close());
  lease = await testLease({ state });
  master = newMasterKey();
  keys = [master];
});

const source = { place: 'the test', find: async () => keys, findOrMake: async () => keys[0] ?? newMasterKey() };
const vaultOf = (organisation = 'acme') => connectionVault(state.connections, organisation, source);

const azure = (name = 'shop', secret = 'Hush8Q~hush') => ({
  ...({ cloud: 'azure', name } as const),
  settings: { tenant_id: 'the-tenant', client_id: 'the-client', regions: ['westeurope'] },
  secrets: { client_secret: secret },
});
const idOf = async (name: string, organisation = 'acme') =>
  (await vaultOf(organisation).list()).find((one) => one.name === name)?.id ?? '';
const opened = async (name = 'shop', organisation = 'acme') =>
  vaultOf(organisation).open(await idOf(name, organisation));

/** Somebody who writes into the database, past us. */
function tamper(sql: string, ...values: SQLInputValue[]): void {
  const database = new DatabaseSync(join(home, 'state.db'));
  expect(database.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  database.close();
}

test('what was added is listed, and opens as it was', async () => {
  await vaultOf().add(azure(), NOW, lease);
  expect(await vaultOf().list()).toEqual([
    { id: await idOf('shop'), cloud: 'azure', name: 'shop', addedAt: NOW.toISOString() },
  ]);
  expect(await opened()).toMatchObject(azure());
  expect(await vaultOf().open('another')).toBeUndefined();
});

test('whatever it holds', () =>
  fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), fc.uuid(), async (secrets, name) => {
      await vaultOf().add({ cloud: 'gcp', name, settings: { credentials: '{}' }, secrets }, NOW, lease);
      expect(JSON.stringify((await opened(name))?.secrets)).toBe(JSON.stringify(secrets));
    }),
    { numRuns: 20 },
  ));

test('nothing of it stands in any file of the home', async () => {
  await vaultOf().add(azure(), NOW, lease);
  const everything = Buffer.concat(readdirSync(home).map((file) => readFileSync(join(home, file))));
  // So that the search is seen to find what is there.
  expect(everything.includes('shop')).toBe(true);
  for (const word of ['Hush8Q', 'the-tenant', 'the-client', 'client_secret', 'westeurope'])
    expect([word, everything.includes(word)]).toEqual([word, false]);
  for (const text of [Buffer.from(master.bytes), Buffer.from(Buffer.from(master.bytes).toString('base64'))])
    expect(everything.includes(text)).toBe(false);
});

test('two of one name are refused in an organisation, and are two in two', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await expect(vaultOf().add(azure(), NOW, lease)).rejects.toThrow('There is a connection called "shop" already');
  await vaultOf('globex').add(azure('shop', 'another'), NOW, lease);
  expect((await opened())?.secrets).toEqual({ client_secret: 'Hush8Q~hush' });
  expect((await opened('shop', 'globex'))?.secrets).toEqual({ client_secret: 'another' });
});

test('each organisation has a key of its own, and the last connection takes it along', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await vaultOf().add(azure('web'), NOW, lease);
  await vaultOf('globex').add(azure(), NOW, lease);
  const [first, second] = await state.connections.keys();
  expect(first?.wrapped).not.toEqual(second?.wrapped);
  await vaultOf().remove(await idOf('shop'));
  expect(await state.connections.key('acme')).toEqual(first);
  expect(await vaultOf().remove(await idOf('web'))).toBe(true);
  expect((await state.connections.keys()).map(({ organisation }) => organisation)).toEqual(['globex']);
  expect(await vaultOf().remove('gone')).toBe(false);
});

test.each<[string, string, SQLInputValue[]]>([
  ['its content', 'UPDATE connections SET sealed = ? WHERE organisation = ?', [randomBytes(200), 'acme']],
  ['its name', "UPDATE connections SET name = ? WHERE name = 'shop' AND organisation = ?", ['another', 'acme']],
  ['its cloud', "UPDATE connections SET cloud = 'gcp' WHERE organisation = ?", ['acme']],
  ['its version', 'UPDATE connections SET version = version + 1 WHERE organisation = ?', ['acme']],
  ['its time', "UPDATE connections SET added_at = '2026-11-02T00:00:00.000Z' WHERE organisation = ?", ['acme']],
  ['its id', "UPDATE connections SET id = 'x' || id WHERE organisation = ?", ['acme']],
])('a row of which %s was changed does not open', async (_, sql, values) => {
  await vaultOf().add(azure(), NOW, lease);
  tamper(sql, ...values);
  const [row] = await vaultOf().list();
  await expect(vaultOf().open(row?.id ?? '')).rejects.toThrow(/was changed outside of CloudOptima/);
});

test('the contents of two rows can’t be exchanged', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await vaultOf().add(azure('web', 'another'), NOW, lease);
  tamper("UPDATE connections SET sealed = (SELECT sealed FROM connections WHERE name = 'web') WHERE name = 'shop'");
  await expect(opened()).rejects.toThrow('The connection "shop" was changed');
  expect((await opened('web'))?.secrets).toEqual({ client_secret: 'another' });
});

test('another organisation’s key, or row, opens nothing', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await vaultOf('globex').add(azure('web', 'another'), NOW, lease);
  tamper(
    `UPDATE connection_keys SET wrapped = (SELECT wrapped FROM connection_keys WHERE organisation = 'globex')
     WHERE organisation = 'acme'`,
  );
  await expect(opened()).rejects.toThrow('The key of the added connections was changed');
  tamper(
    `UPDATE connections SET sealed = (SELECT sealed FROM connections WHERE organisation = 'acme')
     WHERE organisation = 'globex'`,
  );
  await expect(opened('web', 'globex')).rejects.toThrow('The connection "web" was changed');
});

test.each<[string, () => MasterKey[], string]>([
  ['no key', () => [], 'There is no key in the test'],
  ['another key', () => [newMasterKey()], 'the test holds key '],
])('with %s it says what to do, and deletes nothing', async (_, given, words) => {
  await vaultOf().add(azure(), NOW, lease);
  keys = given();
  for (const attempt of [opened(), vaultOf().add(azure('web'), NOW, lease), vaultOf().rewrap(newMasterKey(), lease)]) {
    const error = await attempt.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(`encrypted under master key ${master.id}. ${words}`);
    expect(String(error)).toContain('Nothing was deleted');
  }
  expect(await vaultOf().list()).toHaveLength(1);
  keys = [master];
  expect(await opened()).toMatchObject(azure());
});

test('without the key what is lost can be removed, and new ones are added under another', async () => {
  await vaultOf().add(azure(), NOW, lease);
  keys = [newMasterKey()];
  await vaultOf().remove(await idOf('shop'));
  await vaultOf().add(azure(), NOW, lease);
  expect(await opened()).toMatchObject(azure());
});

test('under a new master key everything opens, and under the old one nothing', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await vaultOf('globex').add(azure(), NOW, lease);
  const before = await state.connections.list('acme');
  const next = newMasterKey();
  expect(await vaultOf().rewrap(next, lease)).toBe(2);
  expect(await vaultOf().masterKeys()).toEqual([next.id]);
  // The connections themselves stay as they were.
  expect(await state.connections.list('acme')).toEqual(before);
  await expect(opened()).rejects.toThrow(`encrypted under master key ${next.id}`);
  keys = [next];
  expect(await opened()).toMatchObject(azure());
  expect(await opened('shop', 'globex')).toMatchObject(azure());
});

test('where one key can’t be opened, none is changed', async () => {
  await vaultOf().add(azure(), NOW, lease);
  await vaultOf('globex').add(azure(), NOW, lease);
  const before = await state.connections.keys();
  tamper("UPDATE connection_keys SET wrapped = ? WHERE organisation = 'globex'", randomBytes(61));
  await expect(vaultOf().rewrap(newMasterKey(), lease)).rejects.toThrow('was changed outside');
  expect((await state.connections.keys())[0]).toEqual(before[0]);
});

test('of two who change the master key at once, one is told', async () => {
  await vaultOf().add(azure(), NOW, lease);
  const before = await state.connections.keys();
  await vaultOf().rewrap(newMasterKey(), lease);
  expect(await state.connections.rewrap(before, before, lease)).toBe(false);
});

test('one that is sealed under a key that is gone is sealed anew', async () => {
  await vaultOf().add(azure(), NOW, lease);
  const [sealed] = await state.connections.list('acme');
  const key = await state.connections.key('acme');
  await vaultOf().remove(await idOf('shop'));
  await vaultOf().add(azure('web'), NOW, lease);
  if (!sealed || !key) throw new Error('nothing was sealed');
  expect(await state.connections.add(sealed, key, lease)).toBe('stale');
  expect((await vaultOf().list()).map(({ name }) => name)).toEqual(['web']);
});

test('whoever was overtaken wraps nothing any more: the key may be put away by now', async () => {
  await vaultOf().add(azure(), NOW, lease);
  const before = await state.connections.keys();
  await testLease({ state }, 'another', laterBy(2 * HOUR));
  await expect(vaultOf().rewrap(newMasterKey(), lease)).rejects.toThrow(StaleLease);
  await expect(vaultOf('globex').add(azure(), NOW, lease)).rejects.toThrow(StaleLease);
  expect(await state.connections.keys()).toEqual(before);
});

test('an organisation that is new is wrapped by the key that the others need', async () => {
  await vaultOf().add(azure(), NOW, lease);
  const asked: (readonly string[])[] = [];
  const findOrMake = async (needed: readonly string[]) => {
    asked.push(needed);
    return master;
  };
  await connectionVault(state.connections, 'globex', { ...source, findOrMake }).add(azure(), NOW, lease);
  expect(asked).toEqual([[master.id]]);
});
