import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { InstalledProduct } from './installed-product.ts';

export type Answer = Readonly<Record<string, unknown>>;

/** The official client, connected to a server of its own through one door. */
export interface Door {
  readonly name: 'stdio' | 'HTTP';
  readonly pid: number;
  ask(tool: string, input: Readonly<Record<string, unknown>>): Promise<Answer>;
  listTools(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

const CLIENT = { name: 'bench', version: '1' };
const HTTP_STARTS_MS = 30_000;

function doorTo(name: Door['name'], client: Client, pid: number, stop: () => Promise<void>): Door {
  return {
    name,
    pid,
    async ask(tool, input) {
      const { structuredContent, isError, content } = await client.callTool({ name: tool, arguments: { ...input } });
      if (isError || !structuredContent) throw new Error(`${tool} failed: ${JSON.stringify(content)}`);
      return structuredContent as Answer;
    },
    listTools: async () => (await client.listTools()).tools,
    async close() {
      await client.close();
      await stop();
    },
  };
}

/** Over standard input and output of a new process. */
export async function openStdio({ launcher, environment }: InstalledProduct, home: string): Promise<Door> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [launcher, 'mcp', '--home', home],
    env: environment as Record<string, string>,
    stderr: 'ignore',
  });
  const client = new Client(CLIENT, { versionNegotiation: { mode: 'auto' } });
  await client.connect(transport);
  return doorTo('stdio', client, transport.pid ?? 0, async () => undefined);
}

async function announcedUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output');
  const [line] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(HTTP_STARTS_MS) });
  return (JSON.parse(String(line)) as { mcp: string }).mcp;
}

/** Over Streamable HTTP of a new process on a free port. */
export async function openHttp({ launcher, environment }: InstalledProduct, home: string): Promise<Door> {
  const args = [launcher, 'serve', '--home', home, '--port', '0', '--json'];
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  const client = new Client(CLIENT, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(await announcedUrl(child))));
  return doorTo('HTTP', client, child.pid ?? 0, async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
}
