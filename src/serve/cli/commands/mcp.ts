import { type Command, Option } from 'commander';
import { CLOUDS, type CloudName } from '../../../model/cloud.ts';
import { UserError } from '../../../model/errors.ts';
import type { Product } from '../../product.ts';
import { chosenTools } from '../../toolsets.ts';
import { commaList, command, type Invocation } from '../command.ts';
import { type CommonOptions, complain, note } from '../output.ts';

interface McpOptions extends CommonOptions {
  readonly cloud?: CloudName;
  readonly toolsets?: readonly string[];
  readonly readOnly?: boolean;
}

/**
 * A client shows a server that ends at once as «disconnected», without its words. So it stays, answers what needs no policy,
 * refuses the rest with the place in the file, and works as soon as that is mended.
 */
async function tellOfPolicy(product: Product): Promise<void> {
  try {
    await product.validatePolicy(undefined);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(error.message);
  }
}

/** `mcp`: the server that a client starts; standard output carries protocol frames alone. */
export function mcpCommand({ shell }: Invocation): Command {
  return command('mcp', 'Serve MCP over standard input and output.', [
    'mcp',
    'mcp --cloud aws --toolsets core',
    'mcp --read-only',
  ])
    .addOption(new Option('--cloud <name>', 'the server of one cloud').choices([...CLOUDS]))
    .option('--toolsets <list>', 'core, all, or some of tags,inventory,costs', commaList)
    .option('--read-only', 'no tool that writes or calls a provider')
    .action(async (options: McpOptions) => {
      const product = await shell.open(options, 'stderr');
      try {
        const tools = chosenTools(product.tools, {
          toolsets: options.toolsets ?? product.toolChoice.toolsets,
          readOnly: options.readOnly ?? product.toolChoice.readOnly,
        });
        const [{ mcpFactory }, { serveMcpOverStdio }] = await Promise.all([
          import('../../mcp/factory.ts'),
          import('../../mcp/stdio.ts'),
        ]);
        if (process.stdin.isTTY)
          note(
            options,
            'Waiting for an MCP client on standard input. `cloudoptima connect claude` shows how to connect one.',
          );
        const factory = mcpFactory({ ...product, tools, cloud: options.cloud });
        await Promise.all([tellOfPolicy(product), serveMcpOverStdio(factory, product.log, shell.signal)]);
      } finally {
        await product.close();
      }
    });
}
