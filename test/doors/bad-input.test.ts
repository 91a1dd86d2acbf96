import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bareEnvironment, cloudoptima, launcher } from './cli.ts';
import { overHttp, overStdio } from './clients.ts';
import { type Served, served } from './served.ts';

const home = mkdtempSync(join(tmpdir(), 'cloudoptima-bad-'));
const env = bareEnvironment(home);
let server: Served;
let [stdio, http, legacy]: Client[] = [];
beforeAll(async () => {
  server = await served(env);
  stdio = await overStdio('auto', env);
  http = await overHttp('auto', `${server.url}/mcp`);
  legacy = await overHttp('legacy', `${server.url}/mcp`);
});
afterAll(async () => {
  for (const client of [stdio, http, legacy]) await client?.close();
  await server?.close();
  rmSync(home, { recursive: true, force: true });
});

/** No answer shows where we run, how we failed or what opens a door. */
const LEAKS = /\n\s+at |node_modules|\/work\/|\.ts:\d|AKIA/;

const nested = (levels: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level++) value = [value];
  return value;
};

const BAD: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['an unknown argument', { severty: 'all' }, /has no argument "severty". Did you mean "severity"\?/],
  ['an unknown value', { severity: 'error_only' }, /severity: expected one of all, .* Did you mean "errors_only"\?/],
  ['a wrong type', { accounts: 'x' }, /accounts: expected array, found string "x"/],
  ['a wrong type inside', { accounts: ['x', 5] }, /accounts\[1\]: expected string, found number 5/],
  ['a null', { limit: null }, /limit: expected .*, found null/],
  ['a number out of range', { limit: 1e9 }, /limit: .*found number 1000000000/],
  ['deep nesting', { filters: { region: nested(3000) } }, /nested more than 16 levels/],
  [
    'very many members',
    { accounts: Array.from({ length: 20_000 }, () => 'x') },
    /accounts: 20000 members; at most 10000/,
  ],
  ['a long text', { accounts: ['x'.repeat(200_000)] }, /accounts\[0\]: the text has 200000 characters; at most 100000/],
  ['a name that every object has', { constructor: 1 }, /has no argument "constructor"/],
  ['such a name inside', { filters: { constructor: 'x' } }, /Unknown filter «constructor»/],
  ['a NUL character', { accounts: ['x\0y'] }, /accounts\[0\]: a NUL character/],
  ['a NUL character in a key', { filters: { 'region\0': 'x' } }, /filters: a NUL character/],
];

test.each(BAD)('%s is refused in words through every door', async (_, input, words) => {
  for (const client of [stdio, http, legacy]) {
    const answer = await client?.callTool({ name: 'check_tag_compliance', arguments: input });
    const said = JSON.stringify(answer?.content).replaceAll('\\"', '"');
    expect([answer?.isError, said]).toEqual([true, expect.stringMatching(words)]);
    expect(said).not.toMatch(LEAKS);
  }
  const response = await fetch(`${server.url}/api/tools/check_tag_compliance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
    400,
    expect.stringMatching(words),
  ]);
  const call = await cloudoptima(['call', 'check_tag_compliance', '-'], env, JSON.stringify(input));
  expect([call.code, call.stdout, call.stderr]).toEqual([2, '', expect.stringMatching(words)]);
});

test('ten megabytes are refused and the connection stays', async () => {
  const input = { accounts: ['x'.repeat(10_000_000)] };
  const overStdin = await stdio?.callTool({ name: 'check_tag_compliance', arguments: input });
  expect(JSON.stringify(overStdin?.content)).toMatch(/accounts\[0\]: the text has 10000000 characters; at most 100000/);
  await expect(http?.callTool({ name: 'check_tag_compliance', arguments: input })).rejects.toThrow(
    /must not exceed 4194304 bytes|413/,
  );
  const called = await cloudoptima(['call', 'check_tag_compliance', '-'], env, JSON.stringify(input));
  expect([called.code, called.stderr]).toEqual([2, expect.stringMatching(/has 10000000 characters/)]);
  for (const client of [stdio, http]) expect((await client?.listTools())?.tools.length).toBeGreaterThan(0);
});

test('an unknown tool is answered with the nearest', async () => {
  for (const client of [stdio, http, legacy])
    await expect(client?.callTool({ name: 'get_taging_policy', arguments: {} })).rejects.toThrow(
      'Did you mean "get_tagging_policy"?',
    );
  const response = await fetch(`${server.url}/api/tools/get_taging_policy`, { method: 'POST' });
  expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('get_tagging_policy')]);
});

test.each([
  ['a foreign Host', '/health', { host: 'evil.example' }, 403],
  ['a foreign Origin', '/health', { origin: 'https://evil.example' }, 403],
  ['a foreign Origin on /api', '/api/tools/get_tagging_policy', { origin: 'https://evil.example' }, 403],
  ['a foreign Origin on /mcp', '/mcp', { origin: 'https://evil.example' }, 403],
  ['an opaque Origin', '/health', { origin: 'null' }, 403],
  ['the own Origin', '/health', { origin: 'http://localhost:7357' }, 200],
])('%s gets %s: the right status', async (_, path, headers, status) => {
  const { request } = await import('node:http');
  const url = new URL(path, server.url);
  const got = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(
      url,
      { method: path.startsWith('/api') || path === '/mcp' ? 'POST' : 'GET', headers },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on('error', reject).end();
  });
  expect(got).toBe(status);
});

test.each([
  ['broken JSON', '{"a":', 'application/json', 400],
  ['a form', 'a=1', 'application/x-www-form-urlencoded', 415],
  ['a list', '[]', 'application/json', 400],
  ['null', 'null', 'application/json', 400],
])('%s as a body of /api is refused', async (_, body, type, status) => {
  const response = await fetch(`${server.url}/api/tools/get_tagging_policy`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect([response.status, (await response.text()).match(LEAKS)]).toEqual([status, null]);
});

test('a body without a content type is refused, not left unread', async () => {
  const body = new Blob(['{"severity":"errors_only"}']);
  const url = `${server.url}/api/tools/check_tag_compliance`;
  const response = await fetch(url, { method: 'POST', body });
  expect([response.status, await response.text()]).toEqual([415, expect.stringContaining('application/json')]);
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
});

test.each([
  ['an unknown command', ['colect'], /Did you mean collect\?/],
  ['an unknown flag', ['collect', '--regins', 'x'], /Did you mean --regions\?/],
  ['a wrong choice', ['mcp', '--cloud', 'ibm'], /Allowed choices are aws, azure, gcp/],
  ['broken JSON', ['call', 'get_tagging_policy', '{x'], /not readable as JSON/],
  ['a wrong port', ['serve', '--port', '99999'], /0 to 65535/],
  ['a remote address', ['serve', '--host', '0.0.0.0'], /there is no sign-in/],
  ['a command that a terminal obeys', ['\u001b[31mx\u009b'], /^error: unknown command ' \[31mx '\n$/],
  ['a tool that a terminal obeys', ['call', '\u001b]0;x\u0007'], /There is no tool " \]0;x "/],
  ['an argument that a terminal obeys', ['call', 'list_accounts', '{"\\u001b[2J":1}'], /no argument " \[2J"/],
  ['a key twice', ['call', 'list_accounts', '{"limit":1,"limit":2}'], /"limit" stands twice/],
  ['no toolset', ['mcp', '--toolsets', ''], /No toolset is named/],
  ['an unknown toolset', ['mcp', '--toolsets', 'tagz'], /Did you mean "tags"\?/],
  ['a configuration that is not there', ['tools', '--config', '/nowhere.yaml', 'x'], /There is no tool/],
  [
    'a policy that is not there',
    ['policy', 'validate', '/nowhere.json'],
    /There is no policy \/nowhere\.json\. `cloudoptima policy validate` without a file/,
  ],
])('%s on the command line ends with 2', async (_, args, words) => {
  const { code, stdout, stderr } = await cloudoptima(args, env);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)]);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stderr).not.toContain('\u001b');
});

test('a busy port is said', async () => {
  const { code, stderr } = await cloudoptima(['serve', '--port', new URL(server.url).port], env);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/is in use\. Choose another with --port/)]);
});

test('a home that can’t be made is said, and the policy can still be asked', () => {
  const locked = mkdtempSync(join(tmpdir(), 'cloudoptima-locked-'));
  try {
    chmodSync(locked, 0o555);
    // Nothing is locked for root.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const options = { env: bareEnvironment(join(locked, 'home')), encoding: 'utf8', ...nobody } as const;
    const call = spawnSync(process.execPath, [launcher, 'call', 'list_accounts'], options);
    expect([call.status, call.stdout, call.stderr]).toEqual([1, '', expect.stringContaining(locked)]);
    expect(call.stderr).not.toMatch(/\n\s+at /);
    const policy = spawnSync(process.execPath, [launcher, 'call', 'get_tagging_policy'], options);
    expect([policy.status, policy.stdout, policy.stderr]).toEqual([0, expect.stringContaining('"source"'), '']);
    const doctor = spawnSync(process.execPath, [launcher, 'doctor', '--json'], options);
    expect([doctor.status, doctor.stdout]).toEqual([1, expect.stringContaining("can't be written")]);
    expect(existsSync(join(locked, 'home'))).toBe(false);
  } finally {
    rmSync(locked, { recursive: true, force: true });
  }
});

test('a broken policy stops the questions that need it, with its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudoptima-policy-'));
  try {
    writeFileSync(join(folder, 'policy.json'), '{\n  "version": "2.0",\n  "requird_tags": []\n}');
    const { code, stderr } = await cloudoptima(['call', 'get_tagging_policy'], bareEnvironment(folder));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/policy\.json:3:\d+: .*requird_tags/)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
