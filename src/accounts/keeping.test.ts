import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { AccountSettings } from '../clouds/cloud.ts';
import { environmentSecrets } from '../clouds/secrets.ts';
import { systemSleep } from '../collect/time.ts';
import type { AccountKeeping, NewConnection } from '../serve/product.ts';
import { masterKeyText, newMasterKey } from '../store/connections/master-key.ts';
import { type ConnectionVault, connectionVault } from '../store/connections/vault.ts';
import { NOW, testFolder, testLease } from '../store/fixtures.ts';
import { openSqliteState } from '../store/sqlite/state.ts';
import type { AccountRecord, State } from '../store/state.ts';
import { accountKeeping } from './keeping.ts';
import { accountList } from './list.ts';
import { masterKeys } from './master-key.ts';

const ROLE = 'arn:aws:iam::210987654321:role/Reader';
const next = newMasterKey();
let home: string;
let state: State;
beforeEach(() => {
  home = testFolder();
  state = openSqliteState(join(home, 'state.db'));
  onTestFinished(() => state.close());
});

/** As a process of its own finds it, with this configuration and environment. */
function opened(
  configured: readonly AccountSettings[] = [],
  environment: Record<string, string> = {},
  organisation = 'acme',
) {
  const secrets = environmentSecrets({ NEXT: masterKeyText(next), ...environment });
  const keys = masterKeys({ home, environment, reference: undefined, secrets, warn: () => {} });
  const vault = connectionVault(state.connections, organisation, keys);
  const parts = {
    organisation,
    configured,
    secrets,
    keys,
    time: { now: () => NOW, sleep: systemSleep, random: () => 0 },
  };
  const { accounts, leases } = state;
  const keeping = accountKeeping({
    ...{ ...parts, vault: async () => vault, accounts: async () => accounts, leases: async () => leases },
  });
  return { keeping, vault };
}
const add = (connection: NewConnection, keeping: AccountKeeping = opened().keeping) => keeping.add(connection);
const listed = (vault: ConnectionVault = opened().vault) => accountList([], vault);
const aws = (settings: object = {}): NewConnection => ({ cloud: 'aws', settings: { role_arn: ROLE, ...settings } });
const azure = (settings: object = {}, secret?: string): NewConnection => ({
  ...{ cloud: 'azure', settings: { tenant_id: 't', client_id: 'c', ...settings }, secret },
});
const record = (changes: Partial<AccountRecord> = {}): Promise<void> =>
  state.accounts.record({
    ...{ organisation: 'acme', cloud: 'aws', id: '210987654321', status: 'connected', missingPermissions: [] },
    ...{ checkedAt: NOW.toISOString(), ...changes },
  });

test('a role gets an external id of its own, which its trust policy demands and its sign-in uses', async () => {
  const first = await add(aws({ name: 'one' }));
  const second = await add(aws({ name: 'two', role_arn: `${ROLE}2` }));
  expect(first.external_id).toMatch(/^[0-9a-f]{40}$/);
  expect(second.external_id).not.toBe(first.external_id);
  expect(JSON.stringify(first.trust_policy)).toContain(`"sts:ExternalId":"${first.external_id}"`);
  expect((await listed()).map(({ external_id }) => external_id)).toEqual([first.external_id, second.external_id]);
});

test('an external id that is given stays, and a profile has none', async () => {
  expect(await add({ ...aws({ external_id: 'the-id' }), principal: 'arn:aws:iam::1:root' })).toMatchObject({
    external_id: 'the-id',
    trust_policy: { Statement: [{ Principal: { AWS: 'arn:aws:iam::1:root' } }] },
  });
  expect(await add({ cloud: 'aws', settings: { profile: 'sandbox' } })).toEqual({ cloud: 'aws', name: 'sandbox' });
});

test.each<[NewConnection, string]>([
  [aws(), '210987654321'],
  [aws({ name: 'production' }), 'production'],
  [{ cloud: 'aws', settings: {} }, 'aws'],
  [azure(), 't'],
  [azure({ management_group: 'northwind' }), 'northwind'],
  [{ cloud: 'gcp', settings: { projects: ['atlas-1', 'atlas-2'] } }, 'atlas-1'],
])('%j is called %s', async (connection, name) => expect((await add(connection)).name).toBe(name));

test('a secret that was given by itself is referred to in the settings', async () => {
  await add(azure({ name: 'shop' }, 'hush'));
  await add({ cloud: 'gcp', settings: { name: 'web', organization: '1' }, secret: '{"type":"service_account"}' });
  const list = await listed();
  expect(list.map(({ client_secret, credentials }) => [client_secret, credentials])).toEqual([
    [expect.stringMatching(/^stored:\/\/[\w-]+\/client_secret$/), undefined],
    [undefined, expect.stringMatching(/^stored:\/\/[\w-]+\/credentials$/)],
  ]);
  expect(JSON.stringify(list)).not.toContain('hush');
});

test.each<[NewConnection, string]>([
  [azure({ client_secret: 'Hush8Q~hush' }), '--client-secret: a secret is referred to, never written here'],
  [{ cloud: 'gcp', settings: { credentials: '{"Hush":1}' } }, '--credentials: a path to a credentials file or a'],
  [azure({ role_arn: ROLE, profile: 'Hush' }), '--role-arn, --profile: no option of --cloud azure.'],
  [aws({ role_arn: 'Hush' }), '--role-arn: expected arn:aws:iam::<12 digits>:role/<name>.'],
  [{ ...aws(), secret: 'Hush' }, 'A connection of AWS holds no secret'],
  [{ cloud: 'azure', settings: { tenant_id: 't' }, secret: 'Hush' }, 'needs --tenant-id and --client-id'],
  [{ cloud: 'azure', settings: { client_secret: 'env://HUSH' } }, '--client-secret needs --tenant-id and --client-id'],
  [azure({ client_secret: 'env://HUSH' }, 'Hush'), '--client-secret and --secret-stdin both say'],
  [azure({}, ''), 'Standard input is empty'],
  [azure({}, 'Hush'.repeat(20_000)), 'more than 65536 bytes'],
  [{ cloud: 'gcp', settings: {}, secret: 'Hush' }, 'Standard input holds no Google credentials'],
  [{ cloud: 'gcp', settings: { billing: { dataset: 'd' } } }, '--billing: '],
])('what can’t be is refused by its option, and not repeated (%#)', async (connection, words) => {
  const error = await add(connection).catch((caught: Error) => `${caught.name}: ${caught.message}`);
  expect(error).toContain(words);
  expect(error).toMatch(/^UserError/);
  expect(error).not.toContain('Hush');
  expect(await opened().vault.list()).toEqual([]);
});

test('a twin of the configuration or of another one is refused', async () => {
  const { keeping } = opened([{ cloud: 'aws', name: 'prod', role_arn: ROLE }]);
  await expect(add(aws({ name: 'x' }), keeping)).rejects.toThrow('leads to the same as the configuration, "prod"');
  await add(aws({ name: 'y' }));
  await expect(add(aws({ name: 'x' }))).rejects.toThrow(
    '"x" leads to the same as another connection that was added, "y"',
  );
});

test('of several who add what leads to the same at once one does', async () => {
  const names = ['x', 'y', 'z'];
  const added = await Promise.allSettled(names.map((name) => add(aws({ name }))));
  expect(added.flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))).toEqual([
    ...Array(2).fill(expect.stringContaining('leads to the same as another connection that was added')),
  ]);
  expect(await listed()).toHaveLength(1);
});

test('removing is planned first: the connection, and the accounts that it led to', async () => {
  await add(aws({ name: 'production' }));
  await record({ status: 'denied' });
  await record({ id: '1', name: 'production' });
  await record({ id: '2', name: 'another' });
  const { keeping, vault } = opened();
  const plan = await keeping.planRemoval('production');
  expect(plan).toMatchObject({
    connections: [{ cloud: 'aws', name: 'production', added_at: NOW.toISOString() }],
    accounts: [{ account: '1' }, { account: '210987654321' }],
  });
  expect(await vault.list()).toHaveLength(1);
  await keeping.remove(plan);
  expect(await vault.list()).toEqual([]);
  expect((await state.accounts.list('acme')).map(({ id }) => id)).toEqual(['2']);
});

test('a connection is found by the account that it leads to, and without its key by its name', async () => {
  await add(aws({ name: 'production' }));
  expect((await opened().keeping.planRemoval('210987654321')).connections).toMatchObject([{ name: 'production' }]);
  const lost = opened([], { CLOUDOPTIMA_MASTER_KEY: masterKeyText(newMasterKey()) }).keeping;
  expect((await lost.planRemoval('production')).connections).toMatchObject([{ name: 'production' }]);
  await expect(lost.planRemoval('210987654321')).rejects.toThrow('Nothing was deleted');
});

test.each([
  ['production', 'production stands in the configuration: take its entry out there'],
  ['210987654321', '210987654321 stands in the configuration'],
  ['nobody', 'There is no connection and no account called "nobody": `cloudoptima accounts list` shows them.'],
])('%s can’t be removed', async (which, words) => {
  const { keeping } = opened([{ cloud: 'aws', name: 'production', role_arn: ROLE }]);
  await expect(keeping.planRemoval(which)).rejects.toThrow(words);
});

test('an account that is disabled stays listed, and is again what it was', async () => {
  await record({
    name: 'production',
    status: 'unreachable',
    detail: 'why',
    missingPermissions: ['ec2:DescribeVolumes'],
  });
  const [before] = await state.accounts.list('acme');
  const { keeping } = opened();
  for (const which of ['production', '210987654321'])
    expect(await keeping.setDisabled(which, true)).toBe('210987654321');
  expect(await state.accounts.list('acme')).toEqual([{ ...before, status: 'disabled', statusBefore: 'unreachable' }]);
  for (const which of ['production', '210987654321']) await keeping.setDisabled(which, false);
  expect(await state.accounts.list('acme')).toEqual([before]);
});

test('one that never answered is disabled by what its entry is called', async () => {
  await record({ status: 'denied' });
  await add(aws({ name: 'production' }));
  expect(await opened().keeping.setDisabled('production', true)).toBe('210987654321');
  const configured: AccountSettings = { cloud: 'aws', name: 'payer', role_arn: ROLE };
  expect(await opened([configured]).keeping.setDisabled('payer', false)).toBe('210987654321');
});

test('who is disabled has to be one', async () => {
  await record({ id: '1', name: 'production' });
  await record({ id: '2', name: 'production' });
  const { keeping } = opened();
  await expect(keeping.setDisabled('production', true)).rejects.toThrow('"production": 1, 2.');
  await expect(keeping.setDisabled('nobody', true)).rejects.toThrow('No account called "nobody" was asked yet');
});

test('an exact id goes before names, which may look like it', async () => {
  await record({ status: 'denied' });
  await record({ id: '1', name: '210987654321' });
  await record({ id: '2', name: '135416029678' });
  await add(aws());
  const { keeping } = opened([{ cloud: 'aws', role_arn: 'arn:aws:iam::135416029678:role/Reader' }]);
  expect(await keeping.setDisabled('210987654321', true)).toBe('210987654321');
  expect((await keeping.planRemoval('210987654321')).accounts.map(({ account }) => account)).toEqual(['210987654321']);
  // It is an entry's account, which was never asked.
  await expect(keeping.setDisabled('135416029678', true)).rejects.toThrow('No account called "135416029678" was asked');
  expect((await state.accounts.list('acme')).map(({ id, status }) => `${id} ${status}`)).toEqual([
    ...['1 connected', '2 connected', '210987654321 disabled'],
  ]);
});

test('the key in the home is changed, and everything opens with the new one', async () => {
  await expect(opened().keeping.rotateKey(undefined)).rejects.toThrow('Nothing is encrypted yet');
  await add(azure({}, 'hush'));
  const before = await state.connections.keys();
  expect(await opened().keeping.rotateKey(undefined)).toEqual({
    ...{ organisations: 1, old_key: join(home, 'master.key.old'), new_key: join(home, 'master.key') },
  });
  expect((await state.connections.keys())[0]?.masterKey).not.toBe(before[0]?.masterKey);
  expect(await listed()).toHaveLength(1);
  await opened().keeping.rotateKey(undefined);
  expect(await listed()).toHaveLength(1);
});

test('the key moves to where a reference leads', async () => {
  await add(azure({}, 'hush'));
  expect(await opened().keeping.rotateKey('env://NEXT')).toEqual({
    ...{ organisations: 1, old_key: join(home, 'master.key'), new_key: 'env://NEXT' },
  });
  await expect(listed()).rejects.toThrow(`encrypted under master key ${next.id}`);
  const elsewhere = opened([], { CLOUDOPTIMA_MASTER_KEY: masterKeyText(next) });
  expect(await listed(elsewhere.vault)).toHaveLength(1);
  await expect(elsewhere.keeping.rotateKey(undefined)).rejects.toThrow(
    'The master key comes from CLOUDOPTIMA_MASTER_KEY',
  );
});

const globex = () => opened([], {}, 'globex');
const keyFiles = () => readdirSync(home).filter((name) => name.startsWith('master.key'));
const everythingOpens = async () => {
  expect(await listed()).toHaveLength(1);
  expect(await listed(globex().vault)).toHaveLength(1);
};

test('of several who change the key at once each waits for the other, and everything opens', async () => {
  await add(azure({}, 'hush'));
  await Promise.all([1, 2, 3].map(() => opened().keeping.rotateKey(undefined)));
  expect(await listed()).toHaveLength(1);
  expect(keyFiles()).toEqual(['master.key', 'master.key.old']);
});

test('an organisation whose first connection is added while the key is changed has the key that stays', async () => {
  await add(azure({}, 'hush'));
  await Promise.all([
    opened().keeping.rotateKey(undefined),
    add(azure({}, 'hush'), globex().keeping),
    opened().keeping.rotateKey(undefined),
  ]);
  await everythingOpens();
  expect(await opened().vault.masterKeys()).toHaveLength(1);
});

const prepared = () => {
  const secrets = environmentSecrets({});
  return masterKeys({ home, environment: {}, reference: undefined, secrets, warn: () => {} }).file?.prepare();
};

/** A change of the key that is killed once the database needs the new one. */
async function interruptedRotation(): Promise<void> {
  const next = await prepared();
  if (next) await opened().vault.rewrap(next, await testLease({ state }));
}

test('no key is put away that somebody needs: a change that was interrupted is finished first', async () => {
  await add(azure({}, 'hush'));
  const [before] = await opened().vault.masterKeys();
  await interruptedRotation();
  await add(azure({}, 'hush'), globex().keeping);
  expect(await opened().vault.masterKeys()).not.toContain(before);
  await everythingOpens();
  await opened().keeping.rotateKey(undefined);
  await everythingOpens();
});

/** Two changes of the key, killed while it is written and just afterwards. */
async function killedWriters(): Promise<void> {
  await prepared();
  writeFileSync(join(home, `master.key.${randomUUID()}.tmp`), 'hush', { mode: 0o600 });
  expect(keyFiles()).toHaveLength(3);
}

test('a change that was killed before anything needed its key leaves nothing behind once another has ended', async () => {
  await add(azure({}, 'hush'));
  await killedWriters();
  await opened().keeping.rotateKey(undefined);
  expect(keyFiles()).toEqual(['master.key', 'master.key.old']);
  expect(await listed()).toHaveLength(1);
});

test('whoever adds a connection takes away the drafts that were left, and no key', async () => {
  await add(azure({}, 'hush'));
  await killedWriters();
  await add(aws({ name: 'production' }));
  expect(keyFiles()).toEqual(['master.key', expect.stringMatching(/^master\.key\.[0-9a-f]{16}$/)]);
});

test('the key in the home is no old one where a reference leads to the same', async () => {
  await add(azure({}, 'hush'));
  const { keeping } = opened([], { SAME: readFileSync(join(home, 'master.key'), 'utf8') });
  expect(await keeping.rotateKey('env://SAME')).toEqual({ organisations: 1, new_key: 'env://SAME' });
});

test('where both keys are needed, both stay until neither is', async () => {
  await add(azure({}, 'hush'));
  await add(azure({}, 'hush'), globex().keeping);
  const [key] = await state.connections.keys();
  await interruptedRotation();
  // As an earlier version left it: one organisation under the new key and the other under the old.
  const sql = 'UPDATE connection_keys SET master_key = ?, wrapped = ? WHERE organisation = ?';
  const database = new DatabaseSync(join(home, 'state.db'));
  database.prepare(sql).run(key?.masterKey ?? '', key?.wrapped ?? '', key?.organisation ?? '');
  database.close();
  expect(await opened().vault.masterKeys()).toHaveLength(2);
  await everythingOpens();
  await opened().keeping.rotateKey(undefined);
  await everythingOpens();
  expect(await opened().vault.masterKeys()).toHaveLength(1);
});

test('a database that was put back to before the key was changed opens, and goes on', async () => {
  await add(azure({}, 'hush'));
  const before = await state.connections.keys();
  await opened().keeping.rotateKey(undefined);
  await state.connections.rewrap(await state.connections.keys(), before, await testLease({ state }));
  expect(await listed()).toHaveLength(1);
  await add(azure({}, 'hush'), globex().keeping);
  await opened().keeping.rotateKey(undefined);
  await everythingOpens();
});

test('who reads while the key is changed is never without it', async () => {
  await add(azure({}, 'hush'));
  let over = false;
  const reader = async () => {
    let readings = 0;
    for (; !over; readings += 1) expect(await listed()).toHaveLength(1);
    return readings;
  };
  const readers = [reader(), reader(), reader()];
  for (let changes = 0; changes < 10; changes += 1) await opened().keeping.rotateKey(undefined);
  over = true;
  for (const readings of await Promise.all(readers)) expect(readings).toBeGreaterThan(0);
});
