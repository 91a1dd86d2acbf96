import { type Command, Option } from 'commander';
import { CLOUDS } from '../../../model/cloud.ts';
import { printable } from '../../printable.ts';
import type { Diagnosis, ProbeOptions } from '../../product.ts';
import { command, type Invocation } from '../command.ts';
import { EXIT } from '../exit.ts';
import { MARKS } from '../marks.ts';
import { type CommonOptions, data, dataJson } from '../output.ts';

const lineOf = ({ check, status, detail }: Diagnosis): string =>
  `${MARKS[status]} ${check}: ${detail.split('\n').map(printable).join('\n    ')}`;

interface DoctorOptions extends CommonOptions, Pick<ProbeOptions, 'cloud'> {
  readonly costs?: boolean;
}

/** `doctor`: what stands in the way, one line each. */
export function doctorCommand({ shell, exit }: Invocation): Command {
  return command(
    'doctor',
    'Check Node, the home, the configuration, credentials, what each account shows, and how far its charges are known.',
    ['doctor', 'doctor --cloud azure', 'doctor --costs', 'doctor --json'],
  )
    .addOption(
      new Option('--cloud <name>', 'ask only the accounts of this cloud (default: those with accounts)').choices([
        ...CLOUDS,
      ]),
    )
    .option('--costs', 'also ask what is paid for: a cent or two for each AWS account, within the limit of the day')
    .action(async ({ costs: paid = false, ...options }: DoctorOptions) => {
      const found: Diagnosis[] = [];
      for await (const diagnosis of shell.diagnose(options, { cloud: options.cloud, paid }, shell.signal)) {
        found.push(diagnosis);
        if (!options.json) data(lineOf(diagnosis));
      }
      if (options.json) dataJson({ checks: found });
      exit(found.some(({ status }) => status === 'failed') ? EXIT.failed : EXIT.done);
    });
}
