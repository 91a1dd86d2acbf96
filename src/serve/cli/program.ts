import { Command, CommanderError } from 'commander';
import { isFailure, UserError } from '../../model/errors.ts';
import type { Shell } from '../product.ts';
import { group, type Invocation } from './command.ts';
import { accountsCommand } from './commands/accounts.ts';
import { callCommand } from './commands/call.ts';
import { collectCommand } from './commands/collect.ts';
import { connectCommand } from './commands/connect.ts';
import { doctorCommand } from './commands/doctor.ts';
import { initCommand } from './commands/init.ts';
import { mcpCommand } from './commands/mcp.ts';
import { policyCommand } from './commands/policy.ts';
import { serveCommand } from './commands/serve.ts';
import { toolsCommand } from './commands/tools.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { complain } from './output.ts';

const EPILOGUE = `
Start here:
  $ cloudoptima demo                     a simulated company in the place of your clouds
  $ cloudoptima init                     finds your credentials and writes the first configuration
  $ cloudoptima doctor                   is everything in place?
  $ cloudoptima collect --dry-run        what would be read, and what it costs
  $ cloudoptima collect
  $ cloudoptima call check_tag_compliance
  $ cloudoptima connect claude           ask from your assistant

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done with gaps, 130 interrupted.`;

function program(invocation: Invocation): Command {
  const root = new Command('cloudoptima')
    .description('FinOps answers from what AWS, Azure and GCP bill for and run: MCP, HTTP and command line.')
    .version(invocation.shell.version, '-V, --version')
    // `init roles --json`: what follows a command is that command's.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'describe a command')
    .addHelpText('after', EPILOGUE)
    .addCommand(initCommand(invocation))
    .addCommand(doctorCommand(invocation))
    .addCommand(accountsCommand(invocation))
    .addCommand(collectCommand(invocation))
    .addCommand(serveCommand(invocation))
    .addCommand(mcpCommand(invocation))
    .addCommand(toolsCommand(invocation))
    .addCommand(callCommand(invocation))
    .addCommand(policyCommand(invocation))
    .addCommand(connectCommand(invocation))
    // Routed by the launcher; listed here so that help tells of it.
    .addCommand(
      group(
        'demo',
        'Start a simulated company on AWS, Azure and Google Cloud, and the product on it. `demo --help` says more.',
        ['demo', 'demo --once --json'],
      ),
    );
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap((child) => all(child))];
  for (const command of all(root))
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({ writeErr: (text) => complain(text.trimEnd()) });
  return root;
}

const exitOfUsage = (error: CommanderError): ExitCode => (error.exitCode === 0 ? EXIT.done : EXIT.usage);

/** Runs one command line to its exit code. */
export async function runCommandLine(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const exit = (given: ExitCode): void => {
    code = given;
  };
  try {
    const root = program({ shell, exit });
    if (argv.length === 0) {
      root.outputHelp();
      return EXIT.done;
    }
    await root.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return exitOfUsage(error);
    if (shell.signal.aborted) {
      complain('Interrupted.');
      return EXIT.interrupted;
    }
    if (!(error instanceof UserError)) throw error;
    complain(error.message);
    return isFailure(error) ? EXIT.failed : EXIT.usage;
  }
}
