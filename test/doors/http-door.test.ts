import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bareEnvironment } from './cli.ts';
import { type Served, served } from './served.ts';

const home = mkdtempSync(join(tmpdir(), 'cloudoptima-http-'));
const SECRET = 'hush-hush-hush';
let server: Served;
beforeAll(async () => {
  server = await served(bareEnvironment(home, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: SECRET }));
});
afterAll(async () => {
  await server?.close();
  rmSync(home, { recursive: true, force: true });
});

/** Sends bytes as they are and gives what comes back until the server closes. */
async function raw(bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}).write(bytes);
  return Buffer.concat(await socket.toArray()).toString('latin1');
}

const request = (line: string, headers: readonly string[] = [], body: string | Buffer = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      [`${line} HTTP/1.1`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', ''].join(
        '\r\n',
      ),
      'latin1',
    ),
    Buffer.from(body),
  ]);
const HOST = 'Host: 127.0.0.1';
const JSON_TYPE = 'Content-Type: application/json';
const call = (body: string | Buffer, tool = 'check_tag_compliance') =>
  raw(request(`POST /api/tools/${tool}`, [HOST, JSON_TYPE], body));

/** No answer shows where we run, how we failed or what a terminal would obey. */
const NEVER = new RegExp(
  `\\n\\s+at |node_modules|\\.ts:\\d|${SECRET}|${home}|[\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]`,
);

test.each<[string, string | Buffer, RegExp]>([
  ['headers without end', request('GET /health', [HOST, `X-Long: ${'x'.repeat(20_000)}`]), /^HTTP\/1\.1 431 /],
  ['no Host', request('GET /health'), /^HTTP\/1\.1 400 /],
  ['a Host of another site', request('GET /health', ['Host: evil.example']), /^HTTP\/1\.1 403 .*another server/s],
  ['a Host that a terminal obeys', request('GET /health', ['Host: \u009b31m']), /^HTTP\/1\.1 40[03] /],
  [
    'an Origin of another site',
    request('GET /', [HOST, 'Origin: https://evil.example']),
    /^HTTP\/1\.1 403 .*another site/s,
  ],
  ['two Hosts', request('GET /health', [HOST, 'Host: evil.example']), /^HTTP\/1\.1 40[03] /],
  ['two lengths', request('POST /api/tools/x', [HOST, 'Content-Length: 1'], '{}'), /^HTTP\/1\.1 400 /],
  ['a length and chunks', request('POST /api/tools/x', [HOST, 'Transfer-Encoding: chunked'], '{}'), /^HTTP\/1\.1 400 /],
  ['no HTTP at all', '\u001b[31mhello\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['GET on a tool', request('GET /api/tools/list_accounts', [HOST]), /^HTTP\/1\.1 405 [\s\S]*allow: POST/],
  ['DELETE on a tool', request('DELETE /api/tools/list_accounts', [HOST]), /^HTTP\/1\.1 405 /],
  ['POST on health', request('POST /health', [HOST]), /^HTTP\/1\.1 405 [\s\S]*allow: GET, HEAD/],
  ['PUT on MCP', request('PUT /mcp', [HOST]), /^HTTP\/1\.1 405 /],
  ['CONNECT', request('CONNECT evil.example:443', [HOST]), /^(?:HTTP\/1\.1 4|$)/],
  ['a path that climbs', request('GET /api/tools/../../../../etc/passwd', [HOST]), /^HTTP\/1\.1 404 /],
  [
    'a tool that climbs',
    request('POST /api/tools/..%2f..%2fetc%2fpasswd', [HOST]),
    /^HTTP\/1\.1 404 .*There is no tool/s,
  ],
  [
    'a tool that a terminal obeys',
    request('POST /api/tools/%1b%5b31m%C2%9b', [HOST]),
    /^HTTP\/1\.1 404 .*There is no tool/s,
  ],
  ['a name that is no text', request('POST /api/tools/%ff%fe', [HOST]), /^HTTP\/1\.1 404 /],
  ['a session that a terminal obeys', request('GET /mcp', [HOST, 'Mcp-Session-Id: \u009b31m']), /^HTTP\/1\.1 40[04] /],
])('%s is refused', async (_, bytes, words) => {
  const answer = await raw(bytes);
  expect(answer).toMatch(words);
  expect(answer.replaceAll('\r\n', '\n')).not.toMatch(NEVER);
});

test.each<[string, string | Buffer, RegExp]>([
  ['a key twice', '{"limit":1,"limit":2}', /"error":"\\"limit\\" stands twice in one object\."/],
  ['a key twice inside', '{"filters":{"region":"a","region":"b"}}', /stands twice/],
  ['a prototype', '{"__proto__":{"limit":1}}', /\\"__proto__\\" is no name/],
  ['a prototype inside', '{"filters":{"__proto__":{"region":"a"}}}', /\\"__proto__\\" is no name/],
  ['a constructor', '{"constructor":{"prototype":{"limit":1}}}', /has no argument/],
  ['NaN', '{"limit":NaN}', /not readable as JSON/],
  ['a number without end', '{"limit":1e999}', /limit: .*found number Infinity/],
  ['a number that is none of ours', `{"limit":${'9'.repeat(400)}}`, /limit: .*found number/],
  ['a number finer than ours', '{"limit":1.0000000001}', /limit: .*found number/],
  ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), /no text in UTF-8/],
  ['half a character', '{"accounts":["\\ud800"]}', /"error"|"data_quality"/],
  ['an argument that a terminal obeys', '{"\\u001b[31mred\\u009b":1}', /has no argument/],
  ['a value that a terminal obeys', '{"severity":"\\u001b]0;x\\u0007\\u009b\\u202e"}', /severity: expected one of/],
  ['an account that a terminal obeys', '{"accounts":["\\u001b[31m\\u009b\\u202e"]}', /"error"|"data_quality"/],
  ['nothing', '', /"error"|"data_quality"/],
])('%s in a body is answered in words', async (_, body, words) => {
  const answer = await call(body);
  expect(answer).toMatch(/^HTTP\/1\.1 (?:400|200) /);
  expect(answer).toMatch(words);
  expect(answer.replaceAll('\r\n', '\n')).not.toMatch(NEVER);
});

test('MCP refuses such bodies in its own form', async () => {
  const body = '{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/list"}';
  const answer = await raw(
    request('POST /mcp', [HOST, JSON_TYPE, 'Accept: application/json, text/event-stream'], body),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"jsonrpc":"2\.0","error":\{"code":-32700/);
});

test.each<[string, string, Record<string, string>?]>([
  ['a method', '{"jsonrpc":"2.0","id":1,"method":"\\u001b[31m\\u009b"}'],
  ['an id', '{"jsonrpc":"2.0","id":"\\u001b[31m\\u009b","method":"x"}'],
  [
    'a protocol version',
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\\u009b31m","capabilities":{},"clientInfo":{"name":"\\u009b","version":"1"}}}',
  ],
  ['a session that never was', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}', { 'mcp-session-id': '\u009b31m' }],
  ['a version in a header', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}', { 'mcp-protocol-version': '\u009b31m' }],
])('%s that a terminal obeys is not repeated by MCP', async (_, body, more = {}) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...more };
  const answer = await (await fetch(`${server.url}/mcp`, { method: 'POST', headers, body })).text();
  expect(answer).toContain('"jsonrpc":"2.0"');
  expect(answer).not.toMatch(NEVER);
});

test('health shows neither the home nor a secret, and the server lives on', async () => {
  const answer = await raw(request('GET /health', [HOST]));
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"status":"degraded"/);
  expect(answer.replaceAll('\r\n', '\n')).not.toMatch(NEVER);
});
