import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/start.ts';
import { bareEnvironment, cloudoptima } from './cli.ts';
import { served } from './served.ts';

let simulator: Simulator;
let folder: string;
let home: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, resources: 200, clouds: ['aws', 'azure'] });
  folder = await mkdtemp(join(tmpdir(), 'cloudoptima-accounts-'));
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  home = await mkdtemp(join(folder, 'home-'));
  env = bareEnvironment(home, {
    AWS_ACCESS_KEY_ID: simulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulator.credentials.secretAccessKey,
    NODE_EXTRA_CA_CERTS: simulator.azure.ca,
  });
});

const run = (...words: readonly string[]) => cloudoptima(['accounts', ...words], env);
const json = async (...words: readonly string[]) => JSON.parse((await run(...words, '--json')).stdout);

function member() {
  const [, account] = simulator.truth.clouds.aws.accounts;
  if (!account?.role_arn || !account.external_id) throw new Error('the company has no role');
  return { id: account.id, role: account.role_arn, externalId: account.external_id };
}
const addMember = () => {
  const { role, externalId } = member();
  const who = ['--role-arn', role, '--external-id', externalId];
  return run('add', '--cloud', 'aws', '--name', 'production', ...who, '--endpoint', simulator.url, '--json');
};
const azureWords = () => {
  const { url, tenantId, clientId } = simulator.azure;
  const who = ['--tenant-id', tenantId, '--client-id', clientId];
  return ['accounts', 'add', '--cloud', 'azure', '--name', 'shop', ...who, '--endpoint', url];
};

/** Every byte that the home holds. */
const everything = () =>
  Buffer.concat(
    readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

test('a role is added, asked, collected, disabled, enabled and removed', async () => {
  const { id, externalId } = member();
  const added = await addMember();
  expect([added.code, JSON.parse(added.stdout)]).toMatchObject([0, { name: 'production', external_id: externalId }]);
  expect(await json('test')).toMatchObject({ accounts: [{ cloud: 'aws', account: id, status: 'connected' }] });
  expect(await json('test', 'production')).toMatchObject({ accounts: [{ account: id }] });
  expect(await json('list')).toMatchObject({
    accounts: [{ account: id, account_name: 'production' }],
    connections: [{ cloud: 'aws', name: 'production' }],
  });
  const doctor = await cloudoptima(['doctor', '--json'], env);
  expect(JSON.parse(doctor.stdout)).toMatchObject({
    checks: expect.arrayContaining([
      { check: 'configuration', status: 'ok', detail: 'no file' },
      { check: 'accounts', status: 'ok', detail: '1 added connection: aws "production"' },
    ]),
  });
  const collected = await cloudoptima(['collect', '--dry-run', '--json'], env);
  expect(JSON.parse(collected.stdout)).toMatchObject({ plan: { accounts: [{ account: id }], accounts_total: 1 } });

  await run('disable', 'production');
  expect(await json('list')).toMatchObject({ accounts: [{ account: id, status: 'disabled' }] });
  expect((await run('test', id)).stderr).toContain(`${id} is disabled`);
  await run('enable', id);
  expect(await json('list')).toMatchObject({ accounts: [{ account: id, status: 'connected' }] });

  const refused = await run('remove', 'production');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('Nothing was removed')]);
  expect(await json('remove', 'production', '--dry-run')).toMatchObject({
    removed: false,
    accounts: [{ account: id }],
  });
  expect(await json('list')).toMatchObject({ connections: [{ name: 'production' }] });
  expect(await json('remove', 'production', '--yes')).toMatchObject({ removed: true });
  expect(await json('list')).toMatchObject({ accounts: [], connections: [] });
});

test('a secret from standard input signs in, and stands nowhere', async () => {
  const { clientSecret, tenantId } = simulator.azure;
  const added = await cloudoptima([...azureWords(), '--secret-stdin'], env, `${clientSecret}\n`);
  expect([added.code, added.stderr]).toEqual([0, expect.stringContaining('accounts test shop')]);
  const tested = await run('test', 'shop', '--json');
  const { accounts } = JSON.parse(tested.stdout) as { accounts: { cloud: string; status: string }[] };
  expect(accounts.length).toBeGreaterThan(1);
  expect(new Set(accounts.map(({ cloud, status }) => `${cloud} ${status}`))).toEqual(new Set(['azure connected']));
  const rotated = await run('rotate-key');
  expect([rotated.code, (await run('test', 'shop', '--json')).code]).toEqual([0, 0]);
  expect(rotated.stderr).toContain('master.key.old: delete it when no backup');
  const list = await run('list', '--json');
  for (const text of [added, tested, rotated, list].flatMap(({ stdout, stderr }) => [stdout, stderr]))
    expect(text).not.toContain(clientSecret);
  const bytes = everything();
  // So that the search is seen to find what is there.
  expect(bytes.includes(tenantId)).toBe(true);
  expect(bytes.includes(clientSecret)).toBe(false);
});

test('a secret that is wrong is refused without being repeated', async () => {
  await cloudoptima([...azureWords(), '--secret-stdin'], env, 'Hush8Q~hush');
  const { code, stdout, stderr } = await run('test', 'shop');
  expect([code, stdout]).toEqual([1, expect.stringContaining('denied')]);
  expect(stdout + stderr).not.toContain('Hush8Q');
  expect(everything().includes('Hush8Q')).toBe(false);
});

test('a secret on the command line is refused without being repeated or kept', async () => {
  const { code, stdout, stderr } = await cloudoptima([...azureWords(), '--client-secret', 'Hush8Q~hush'], env);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--client-secret: a secret is referred to')]);
  expect(stdout + stderr).not.toContain('Hush8Q');
  expect(everything().includes('Hush8Q')).toBe(false);
});

test('a reference is kept in the place of a secret; a file that others may read is said', async () => {
  const file = join(folder, 'client-secret');
  writeFileSync(file, `${simulator.azure.clientSecret}\n`, { mode: 0o644 });
  await cloudoptima([...azureWords(), '--client-secret', `file://${file}`], env);
  const { code, stderr } = await run('test', 'shop');
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${file} holds a secret and may be read by others`)]);
  rmSync(file);
  expect((await run('test', 'shop', '--json')).stdout).toContain('ENOENT');
});

test('with another master key nothing opens, nothing is deleted, and it is said what to do', async () => {
  await addMember();
  const other = { ...env, CLOUDOPTIMA_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
  for (const words of [
    ['accounts', 'test'],
    ['collect', '--dry-run'],
    ['accounts', 'rotate-key', '--to', 'env://HOME'],
  ]) {
    const { code, stderr } = await cloudoptima(words, { ...other, HOME: Buffer.alloc(32, 8).toString('base64') });
    expect([words, code, stderr]).toEqual([words, 2, expect.stringContaining('CLOUDOPTIMA_MASTER_KEY holds key')]);
    expect(stderr).toContain('Nothing was deleted');
  }
  expect((await run('test', '--json')).code).toBe(0);
});

test('twins are refused, whichever came first', async () => {
  await addMember();
  const { role } = member();
  writeFileSync(
    join(home, 'cloudoptima.json'),
    JSON.stringify({ accounts: [{ cloud: 'aws', name: 'mine', role_arn: role, endpoint: simulator.url }] }),
  );
  const { code, stderr } = await run('test');
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('"production" leads to the same as the configuration, "mine"'),
  ]);
  expect((await run('remove', 'production', '--yes')).code).toBe(0);
  expect((await addMember()).stderr).toContain('leads to the same as the configuration, "mine"');
});

test('a server that runs already collects what is added, with the secret and not with its own credentials', async () => {
  const server = await served(env);
  try {
    const plan = async () => {
      const body = JSON.stringify({ dry_run: true });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(new URL('/api/tools/collect_data', server.url), { method: 'POST', headers, body });
      return (await response.json()) as { plan: { accounts: { cloud_provider: string }[] } };
    };
    await addMember();
    await cloudoptima([...azureWords(), '--secret-stdin'], env, simulator.azure.clientSecret);
    const clouds = (await plan()).plan.accounts.map(({ cloud_provider }) => cloud_provider);
    expect(new Set(clouds)).toEqual(new Set(['aws', 'azure']));
    await run('remove', 'production', '--yes');
    const left = (await plan()).plan.accounts.map(({ cloud_provider }) => cloud_provider);
    expect(new Set(left)).toEqual(new Set(['azure']));
  } finally {
    await server.close();
  }
});

test('no door but the command line has any of it', async () => {
  const { stdout } = await cloudoptima(['tools', '--json'], env);
  expect(stdout).not.toMatch(
    /accounts?_(?:add|remove|disable|enable)|(?:add|remove|disable|enable|rotate)_[a-z]*(?:account|connection|key)/,
  );
});
