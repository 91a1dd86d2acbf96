import { type Command, Option } from 'commander';
import { CLOUDS, type CloudName } from '../../../model/cloud.ts';
import { chosenTools } from '../../toolsets.ts';
import { commaList, command, type Invocation } from '../command.ts';
import { type CommonOptions, note } from '../output.ts';

interface McpOptions extends CommonOptions {
  readonly cloud?: CloudName;
  readonly toolsets?: readonly string[];
  readonly readOnly?: boolean;
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
        await serveMcpOverStdio(mcpFactory({ ...product, tools, cloud: options.cloud }), product.log, shell.signal);
      } finally {
        await product.close();
      }
    });
}
