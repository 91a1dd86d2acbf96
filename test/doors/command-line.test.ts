import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { bareEnvironment, cloudoptima } from './cli.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
const MANY = 501;
const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-cli-'));
const home = join(folder, 'asked');
// The variable names another home, so that an option which is not heard is noticed.
const env = bareEnvironment(join(folder, 'other'));

beforeAll(async () => {
  const store = await openStore({ home, organisation: 'default', memoryMb: 128, threads: 1 });
  const checkedAt = NOW.toISOString();
  for (let index = 0; index < MANY; index++)
    await store.state.accounts.record({
      ...{ organisation: 'default', cloud: 'aws', id: String(100_000_000_000 + index), status: 'connected' },
      ...{ checkedAt, missingPermissions: [] },
    });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('accounts list shows every account of the home that was asked for', async () => {
  const page = await cloudoptima(['accounts', 'list', '--home', home, '--quiet'], env);
  expect([page.code, page.stdout.match(/^aws {4}1000000/gm)?.length]).toEqual([0, MANY]);
  const { stdout } = await cloudoptima(['accounts', 'list', '--json', '--home', home], env);
  const answer = JSON.parse(stdout) as { accounts: unknown[]; total: number };
  expect([answer.accounts.length, answer.total, 'next_cursor' in answer]).toEqual([MANY, MANY, false]);
});

test('policy validate judges the policy of that home and warns of what nothing can come of', async () => {
  const policy = { version: '2.0', required_tags: [{ name: 'Owner', applies_to: ['ec2:instnace'] }] };
  writeFileSync(join(home, 'policy.json'), JSON.stringify(policy));
  const { code, stdout } = await cloudoptima(['policy', 'validate', '--json', '--home', home], env);
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    {
      ...{ source: 'file: policy.json', required_tag_count: 1 },
      warnings: ['Owner: applies_to ec2:instnace matches no known type; did you mean ec2:instance?'],
    },
  ]);
  const page = await cloudoptima(['policy', 'validate', '--home', home], env);
  expect(page.stdout).toContain('Warning: Owner: applies_to ec2:instnace');
});

const COMMANDS = [
  ...['doctor', 'accounts', 'accounts list', 'accounts add', 'accounts test', 'accounts disable', 'accounts enable'],
  ...['accounts remove', 'accounts rotate-key', 'collect', 'serve', 'mcp', 'tools', 'call', 'policy'],
  ...['policy validate', 'connect', 'demo'],
];

test('every command is described with an example', async () => {
  const { stdout } = await cloudoptima(['--help'], env);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: |$)/gm)].map(([, name]) => name);
  expect(listed.filter((name) => name !== 'help')).toEqual(COMMANDS.filter((name) => !name.includes(' ')));
  for (const name of COMMANDS) {
    const { code, stdout: help } = await cloudoptima([...name.split(' '), '--help'], env);
    expect([name, code, help]).toEqual([name, 0, expect.stringMatching(/Examples:\n {2}\$ cloudoptima /)]);
  }
  expect((await cloudoptima(['help', 'demo'], env)).stdout).toContain('$ cloudoptima demo --once');
});

test('colours are for those who want them', async () => {
  const { NO_COLOR: _, ...colourful } = env;
  const first = async (environment: NodeJS.ProcessEnv) =>
    (await cloudoptima(['tools'], environment)).stdout.slice(0, 5);
  expect(await first({ ...colourful, FORCE_COLOR: '1' })).toContain('\u001b[1m');
  expect(await first({ ...colourful, NO_COLOR: '1' })).toBe('TOOL ');
  expect(await first(colourful)).toBe('TOOL ');
});

test('the options of a group are those of its commands', async () => {
  const { code, stderr } = await cloudoptima(['accounts', '--home', home, 'list'], env);
  expect([code, stderr]).toEqual([2, expect.stringContaining("unknown option '--home'")]);
});

test('settings that do nothing yet are said by doctor and collect', async () => {
  const config = join(folder, 'settings.yaml');
  writeFileSync(config, 'fiscal_year_starts: 4\n');
  const words = 'fiscal_year_starts is accepted and not acted on by this version.';
  const doctor = await cloudoptima(['doctor', '--json', '--home', home, '--config', config], env);
  expect(JSON.parse(doctor.stdout)).toMatchObject({
    checks: expect.arrayContaining([{ check: 'configuration', status: 'warning', detail: words }]),
  });
  const collect = await cloudoptima(['collect', '--dry-run', '--home', home, '--config', config], env);
  expect(collect.stderr.split(words)).toHaveLength(2);
});

test('doctor asks the accounts of one cloud where it is told to', async () => {
  const config = join(folder, 'two-clouds.yaml');
  writeFileSync(config, 'accounts:\n  - cloud: aws\n  - { cloud: gcp, name: web, credentials: none.json }\n');
  const asked = async (...words: string[]) => {
    const { stdout } = await cloudoptima(['doctor', ...words, '--json', '--home', home, '--config', config], env);
    const { checks } = JSON.parse(stdout) as { checks: { check: string }[] };
    return checks.flatMap(({ check }) => (/^(aws|azure|gcp) /.test(check) ? [check] : []));
  };
  expect(await asked()).toEqual(['aws aws account 1', 'gcp web']);
  expect(await asked('--cloud', 'gcp')).toEqual(['gcp web']);
});

test('doctor and dry runs only look: an account that they could not reach is not recorded', async () => {
  const fresh = join(folder, 'fresh');
  const recorded = async () => {
    const { stdout } = await cloudoptima(['accounts', 'list', '--json', '--home', fresh], env);
    return (JSON.parse(stdout) as { accounts: { status: string }[] }).accounts.map(({ status }) => status);
  };
  const doctor = await cloudoptima(['doctor', '--json', '--home', fresh], env);
  expect(doctor.stdout).toContain('no credentials were found');
  const dry = await cloudoptima(['collect', '--dry-run', '--json', '--home', fresh], env);
  expect(dry.stdout).toContain('no credentials were found');
  expect(await recorded()).toEqual([]);
  await cloudoptima(['accounts', 'test', '--home', fresh], env);
  expect(await recorded()).toEqual(['denied']);
});
