import { type Command, Option } from 'commander';
import { CLOUDS } from '../../../model/cloud.ts';
import { commaList, command, type Invocation } from '../command.ts';
import type { InitOptions } from '../init/options.ts';
import { runInit } from '../init/run.ts';
import { initRolesCommand } from './init-roles.ts';

/** `init`: from the credentials on this machine to a configuration. */
export function initCommand(invocation: Invocation): Command {
  return command('init', 'Find credentials on this machine, say what they see, and write the first configuration.', [
    'init',
    'init --dry-run',
    'init --cloud aws --profile prod --yes',
    'init --cloud azure --management-group northwind --out roles',
    'init roles --cloud aws --format cloudformation',
  ])
    .enablePositionalOptions()
    .addOption(new Option('--cloud <name>', 'only this cloud (default: all)').choices([...CLOUDS]))
    .option('--profile <list>', 'only these profiles of AWS', commaList)
    .option('--management-group <id>', 'Azure: the management group to read (default: all subscriptions that are seen)')
    .option('--organization <number>', 'Google Cloud: the organisation to read (default: all projects that are seen)')
    .option('--billing <project.dataset.table>', 'Google Cloud: the billing export')
    .option('--endpoint <url>', 'asked in the place of the cloud that --cloud names')
    .option('--out <dir>', 'write what grants missing rights there; nothing that is there is overwritten')
    .option('--yes', 'write the configuration without asking; never over one that is there')
    .option('--dry-run', 'write nothing')
    .addCommand(initRolesCommand(invocation))
    .action(async (options: InitOptions) => invocation.exit(await runInit(invocation.shell, options)));
}
