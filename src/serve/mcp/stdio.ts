import type { McpServerFactory } from '@modelcontextprotocol/server';
import type { Log } from '../log.ts';
import { quietStdout } from './quiet-stdout.ts';

// Larger than any argument that we read, so that a far too long one is refused in words and the connection stays.
const LONGEST_FRAME_BYTES = 64 * 1024 * 1024;

/** Serves until the client closes its end or the signal fires. */
export async function serveMcpOverStdio(factory: McpServerFactory, log: Log, signal: AbortSignal): Promise<void> {
  quietStdout();
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LONGEST_FRAME_BYTES });
  const handle = serveStdio(factory, {
    transport,
    onerror: (error) => log.error('MCP over stdio', { error }),
  });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await handle.close();
}
