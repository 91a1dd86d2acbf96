import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { bareEnvironment, cloudoptima, launcher } from './cli.ts';
import { overStdio } from './clients.ts';
import { served } from './served.ts';

const home = mkdtempSync(join(tmpdir(), 'cloudoptima-broken-'));
const env = bareEnvironment(home);
const policy = join(home, 'policy.json');
const GOOD = '{\n  "version": "2.0",\n  "required_tags": []\n}';
const BROKEN = '{\n  "version": "2.0",\n  "requird_tags": []\n}';
const WORDS = /policy\.json:3:3: the policy: unknown key «requird_tags», did you mean «required_tags»\?/;

beforeEach(() => writeFileSync(policy, BROKEN));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('serve does not start', async () => {
  const { code, stdout, stderr } = await cloudoptima(['serve', '--port', '0', '--json'], env);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(WORDS)]);
});

test('doctor says it', async () => {
  const { code, stdout } = await cloudoptima(['doctor', '--json'], env);
  expect([code, JSON.parse(stdout)]).toMatchObject([
    1,
    { checks: expect.arrayContaining([expect.objectContaining({ check: 'policy', status: 'failed' })]) },
  ]);
});

test('mcp tells whoever reads its log, and each call that needs the policy, until the file is mended', async () => {
  const child = spawn(process.execPath, [launcher, 'mcp'], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += String(chunk);
  });
  await expect.poll(() => told, { timeout: 10_000 }).toMatch(WORDS);
  child.stdin.end();
  const client = await overStdio('auto', env);
  const call = (name: string) => client.callTool({ name, arguments: {} });
  expect(await call('get_tagging_policy')).toMatchObject({
    isError: true,
    content: [{ text: expect.stringMatching(WORDS) }],
  });
  expect((await call('list_accounts')).isError ?? false).toBe(false);
  writeFileSync(policy, GOOD);
  expect((await call('get_tagging_policy')).isError ?? false).toBe(false);
  await client.close();
});

test('a server that runs goes on with the policy that it read before, and says so everywhere', async () => {
  writeFileSync(policy, GOOD);
  const server = await served(env);
  try {
    const ask = async (name: string) =>
      (await (await fetch(`${server.url}/api/tools/${name}`, { method: 'POST' })).json()) as Record<string, unknown>;
    const health = async () =>
      (await (await fetch(`${server.url}/health`)).json()) as { status: string; policy: object };
    const { version } = await ask('get_tagging_policy');
    expect((await health()).policy).toEqual({ source: 'file: policy.json', version, problem: null });
    writeFileSync(policy, BROKEN);
    const said = {
      problem: expect.stringMatching(WORDS),
      source: expect.stringMatching(/as it was read before/),
      version,
    };
    expect(await health()).toMatchObject({ status: 'degraded', policy: said });
    expect(JSON.stringify(await health())).not.toContain(home);
    expect(await ask('get_tagging_policy')).toMatchObject({ version, source: expect.stringMatching(WORDS) });
    const { data_quality: quality } = await ask('check_tag_compliance');
    expect(quality).toMatchObject({
      note: expect.stringMatching(
        /The tagging policy is the one that was read before .* because its file can't be used/,
      ),
    });
    writeFileSync(policy, GOOD);
    expect((await health()).policy).toEqual({ source: 'file: policy.json', version, problem: null });
  } finally {
    await server.close();
  }
});
