import { type Command, InvalidArgumentError } from 'commander';
import { command, type Invocation } from '../command.ts';
import { type CommonOptions, dataJson, note } from '../output.ts';

interface ServeOptions extends CommonOptions {
  readonly port?: number;
  readonly host?: string;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** `serve`: MCP, HTTP and health on one port, until interrupted. */
export function serveCommand({ shell }: Invocation): Command {
  return command('serve', 'Serve MCP and HTTP: /mcp, /mcp/aws, /api/tools/<name>, /health.', [
    'serve',
    'serve --port 8080',
    'serve --port 0 --json',
  ])
    .option('--port <number>', 'port to listen on; 0 takes a free one (default 7357)', portOf)
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .action(async (options: ServeOptions) => {
      const product = await shell.open(options, 'stderr');
      try {
        // Whoever starts a server looks at it now; later nobody would see that half of the answers are refusals.
        const policy = await product.validatePolicy(undefined);
        for (const warning of [...product.warnings, ...policy.warnings]) product.log.info(warning);
        const { listen } = await import('../../http/listen.ts');
        const { host, port } = product.serve;
        const server = await listen(product, {
          ...product.serve,
          host: options.host ?? host,
          port: options.port ?? port,
        });
        note(options, `CloudOptima ${shell.version} at ${server.url} (MCP at ${server.url}/mcp). Stop with ctrl-C.`);
        if (options.json) dataJson({ url: server.url, mcp: `${server.url}/mcp`, pid: process.pid });
        const following = product.schedule?.follow(shell.signal).catch((error: unknown) => {
          // Questions are answered all the same.
          product.log.error('the schedule', { error });
        });
        await new Promise<void>((resolve) => {
          if (shell.signal.aborted) resolve();
          shell.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        await server.close();
        await following;
      } finally {
        await product.close();
      }
    });
}
