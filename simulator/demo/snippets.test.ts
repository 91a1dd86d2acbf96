import { expect, test } from 'vitest';
import { snippets, stdioCommand } from './snippets.ts';

const mcp = 'http://127.0.0.1:7357/mcp';
const stdio = stdioCommand('/usr/bin/node', '/opt/cloudoptima/bin.js', '/tmp/home');
const env = { AZURE_CLIENT_SECRET: 'of the simulated company' };
const made = snippets({ mcp, ...stdio, env });
const of = (client: string, way: string): unknown =>
  JSON.parse(made.find((snippet) => snippet.client === client && snippet.place.includes(way))?.text ?? 'null');

test('Claude Desktop starts the product itself', () => {
  expect(of('Claude Desktop', 'stdio')).toEqual({
    mcpServers: {
      'cloudoptima-demo': {
        ...{ command: '/usr/bin/node', args: ['/opt/cloudoptima/bin.js', 'mcp', '--home', '/tmp/home'] },
        env,
      },
    },
  });
});

test('Cursor asks over HTTP or starts it', () => {
  expect(of('Cursor', 'HTTP')).toEqual({ mcpServers: { 'cloudoptima-demo': { url: mcp } } });
  expect(of('Cursor', 'stdio')).toEqual(of('Claude Desktop', 'stdio'));
});

test('VS Code is told which way it is', () => {
  expect(of('VS Code', 'HTTP')).toEqual({ servers: { 'cloudoptima-demo': { type: 'http', url: mcp } } });
  expect(of('VS Code', 'stdio')).toEqual({ servers: { 'cloudoptima-demo': { type: 'stdio', ...stdio, env } } });
});

test('a copy that npx fetched is fetched again', () => {
  expect(stdioCommand('node', '/home/me/.npm/_npx/1a2b/node_modules/cloudoptima/bin.js', '/tmp/home')).toEqual({
    command: 'npx',
    args: ['-y', 'cloudoptima', 'mcp', '--home', '/tmp/home'],
  });
});
