import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Compares the product's answers with the truth and ends. */
  readonly once: boolean;
  readonly seed: number;
  readonly resources: number;
  /** Absent means a temporary one. */
  readonly home: string | undefined;
  readonly port: number;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Something that the user can mend, in words. */
export class UsageError extends Error {}

export const demoHelp = `Usage: cloudoptima demo [options]

Starts a simulated company with its clouds on this machine, collects it as it would collect yours, and serves it until
Ctrl-C. Nothing leaves the machine, and nothing is paid for.

Options:
  --once               compare every answer with the truth about the company, and end
  --seed <number>      which company (default: 1)
  --resources <count>  how many resources it has (default: 1500)
  --home <dir>         keep settings and data there (default: a temporary folder)
  --port <number>      port to serve on; the next free one when it is busy (default: 7357)
  --json               JSON on standard output
  --quiet              no progress and no notes
  -h, --help           display this help

With --once and no --home, the truth stays behind in the temporary folder, and nothing else does.

Exit codes: 0 done, 1 an answer was wrong or something failed, 2 wrong usage, 130 interrupted.

Examples:
  $ cloudoptima demo
  $ cloudoptima demo --once --json
  $ cloudoptima demo --seed 77 --resources 5000 --home ./northwind
`;

const largest = { seed: 4_294_967_295, resources: 1_000_000, port: 65_535 } as const;

/** What the arguments ask for. @throws UsageError */
export function demoOptions(argv: readonly string[]): DemoOptions | 'help' {
  const values = parsed(argv);
  if (values.help) return 'help';
  return {
    once: values.once,
    seed: whole('seed', values.seed, 0),
    resources: whole('resources', values.resources, 1),
    home: values.home,
    port: whole('port', values.port, 0),
    json: values.json,
    quiet: values.quiet,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        once: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        resources: { type: 'string', default: '1500' },
        home: { type: 'string' },
        port: { type: 'string', default: '7357' },
        json: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError)
      throw new UsageError(`${error.message}\n\`cloudoptima demo --help\` shows what it takes.`);
    throw error;
  }
}

function whole(name: keyof typeof largest, text: string, least: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= largest[name]) return number;
  throw new UsageError(`--${name} is a whole number from ${least} to ${largest[name]}, not "${text.slice(0, 40)}".`);
}
