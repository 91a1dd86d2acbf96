import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { launcher } from './cli.ts';

export type Era = 'auto' | 'legacy';

const client = (mode: Era) => new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });

/** An MCP client on a process of its own. */
export async function overStdio(mode: Era, env: NodeJS.ProcessEnv, words: readonly string[] = []): Promise<Client> {
  const connected = client(mode);
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  await connected.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [launcher, 'mcp', ...words],
      env: given,
      stderr: 'ignore',
    }),
  );
  return connected;
}

/** An MCP client on a server that is running. */
export async function overHttp(mode: Era, url: string): Promise<Client> {
  const connected = client(mode);
  await connected.connect(new StreamableHTTPClientTransport(new URL(url)));
  return connected;
}
