import { type Command, Option } from 'commander';
import { CLOUDS } from '../../../model/cloud.ts';
import { printable } from '../../printable.ts';
import type { Diagnosis, TestOptions } from '../../product.ts';
import { command, type Invocation } from '../command.ts';
import { EXIT } from '../exit.ts';
import { type CommonOptions, data, dataJson, styled } from '../output.ts';

const MARKS = { ok: styled('green', '✓'), warning: styled('yellow', '!'), failed: styled('red', '✗') } as const;

const lineOf = ({ check, status, detail }: Diagnosis): string =>
  `${MARKS[status]} ${check}: ${detail.split('\n').map(printable).join('\n    ')}`;

/** `doctor`: what stands in the way, one line each. */
export function doctorCommand({ shell, exit }: Invocation): Command {
  return command('doctor', 'Check Node, the home, the configuration, credentials and permissions.', [
    'doctor',
    'doctor --cloud azure',
    'doctor --json',
  ])
    .addOption(
      new Option('--cloud <name>', 'ask only the accounts of this cloud (default: those with accounts)').choices([
        ...CLOUDS,
      ]),
    )
    .action(async (options: CommonOptions & Pick<TestOptions, 'cloud'>) => {
      const found: Diagnosis[] = [];
      for await (const diagnosis of shell.diagnose(options, { cloud: options.cloud }, shell.signal)) {
        found.push(diagnosis);
        if (!options.json) data(lineOf(diagnosis));
      }
      if (options.json) dataJson({ checks: found });
      exit(found.some(({ status }) => status === 'failed') ? EXIT.failed : EXIT.done);
    });
}
