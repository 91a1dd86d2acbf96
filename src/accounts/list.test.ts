import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { AccountSettings } from '../clouds/cloud.ts';
import { environmentSecrets } from '../clouds/secrets.ts';
import { newMasterKey } from '../store/connections/master-key.ts';
import { type ConnectionVault, connectionVault } from '../store/connections/vault.ts';
import { NOW, testFolder, testLease } from '../store/fixtures.ts';
import { openSqliteState } from '../store/sqlite/state.ts';
import type { Lease } from '../store/state.ts';
import { accountList, refuseTwins, withStored } from './list.ts';

let vault: ConnectionVault;
let lease: Lease;
beforeEach(async () => {
  const state = openSqliteState(`${testFolder()}/state.db`);
  onTestFinished(() => state.close());
  lease = await testLease({ state });
  const key = newMasterKey();
  const source = { place: 'the test', find: async () => [key], findOrMake: async () => key };
  vault = connectionVault(state.connections, 'acme', source);
});

const CONFIGURED: readonly AccountSettings[] = [{ cloud: 'aws', name: 'payer' }];
const AZURE = {
  ...({ cloud: 'azure', name: 'shop' } as const),
  settings: { tenant_id: 't', client_id: 'c' },
  secrets: { client_secret: 'hush' },
};

test('what was added follows what is configured, with its secrets referred to', async () => {
  await vault.add(AZURE, NOW, lease);
  const [{ id } = { id: '' }] = await vault.list();
  const reference = `stored://${id}/client_secret`;
  expect(await accountList(CONFIGURED, vault)).toEqual([
    ...CONFIGURED,
    { cloud: 'azure', name: 'shop', tenant_id: 't', client_id: 'c', client_secret: reference },
  ]);
  const secrets = withStored(environmentSecrets({ A: 'of the environment' }), async () => vault);
  expect([await secrets.resolve(reference), await secrets.resolve('env://A')]).toEqual(['hush', 'of the environment']);
});

test.each(['stored://gone/client_secret', 'stored://ID/other'])('%s leads to nothing', async (reference) => {
  await vault.add(AZURE, NOW, lease);
  const [{ id } = { id: '' }] = await vault.list();
  const secrets = withStored(environmentSecrets({}), async () => vault);
  await expect(secrets.resolve(reference.replace('ID', id))).rejects.toThrow('is gone');
});

test('what another version added is refused by name, and not repeated', async () => {
  await vault.add({ ...AZURE, settings: { tenant: 'hush' } }, NOW, lease);
  const error = String(await accountList([], vault).catch((caught: unknown) => caught));
  expect(error).toContain('`cloudoptima accounts remove shop`, and add it again');
  expect(error).not.toContain('hush');
});

test('one that the configuration has, too, is refused', async () => {
  await vault.add(AZURE, NOW, lease);
  const twin: AccountSettings = { cloud: 'azure', tenant_id: 'T', client_id: 'C', client_secret: 'env://S' };
  await expect(accountList([...CONFIGURED, twin], vault)).rejects.toThrow(
    'The connection "shop" leads to the same as the configuration, entry 2. Keep one of them',
  );
});

const role = (name: string) => `arn:aws:iam::210987654321:role/${name}`;
test.each<[string, Omit<AccountSettings, 'cloud'>, Omit<AccountSettings, 'cloud'>, AccountSettings['cloud'], boolean]>([
  ['one name', { name: 'x', profile: 'a' }, { name: 'x', profile: 'b' }, 'aws', true],
  [
    'one role',
    { name: 'x', role_arn: role('a') },
    { name: 'y', role_arn: role('a'), regions: ['eu-west-1'] },
    'aws',
    true,
  ],
  ['two roles', { name: 'x', role_arn: role('a') }, { name: 'y', role_arn: role('b') }, 'aws', false],
  ['one role at two endpoints', { role_arn: role('a') }, { role_arn: role('a'), endpoint: 'http://x' }, 'aws', false],
  ['no profile', { name: 'x' }, { name: 'y' }, 'aws', true],
  ['two profiles', { profile: 'a' }, { profile: 'b' }, 'aws', false],
  ['one tenant', { tenant_id: 'A' }, { tenant_id: 'a' }, 'azure', true],
  ['two groups of one tenant', { management_group: 'a' }, { management_group: 'b' }, 'azure', false],
  ['subscriptions in any order', { subscriptions: ['a', 'b'] }, { subscriptions: ['b', 'a'] }, 'azure', true],
  ['one organisation', { organization: '1' }, { organization: '1', credentials: 'file' }, 'gcp', true],
  ['two folders', { folder: '1' }, { folder: '2' }, 'gcp', false],
])('twins are told: %s', (_, one, other, cloud, same) => {
  const refused = () => refuseTwins({ ...one, cloud }, [{ ...other, cloud }], 'the configuration');
  if (same) expect(refused).toThrow(/Keep one of them/);
  else expect(refused).not.toThrow();
});

test('clouds have no twins in each other', () => {
  expect(() => refuseTwins({ cloud: 'azure', name: 'a' }, [{ cloud: 'gcp', name: 'b' }], 'x')).not.toThrow();
});
