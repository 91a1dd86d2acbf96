import { type Command, Option } from 'commander';
import { CLOUDS } from '../../../model/cloud.ts';
import { counted } from '../../../model/counted.ts';
import { COLLECTED_DATASETS } from '../../../model/run.ts';
import { summaryLine, suspicionLines } from '../../../tools/account-results.ts';
import { skippedLines } from '../../../tools/skipped.ts';
import { printable } from '../../printable.ts';
import { askTool, exitOf } from '../ask-tool.ts';
import { commaList, command, type Invocation, withProduct } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';
import { table } from '../table.ts';

const MOST_GAPS_SHOWN = 20;

interface CollectOptions extends CommonOptions {
  readonly cloud?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly what: string;
  readonly dryRun?: boolean;
  readonly staleOnly?: boolean;
}

/** What the tool answers, as far as it is shown: its schema made it, so that nothing here is checked again. */
interface Collected {
  readonly plan?: Planned;
  readonly run?: Ran;
  readonly data_quality: { readonly gaps: readonly Shown[]; readonly note: string };
}
type Shown = Readonly<Record<string, unknown>>;
interface Accounts {
  readonly accounts: readonly Shown[];
  readonly accounts_total: number;
  readonly skipped: Parameters<typeof skippedLines>[0];
}
interface Planned extends Accounts {
  readonly units: number;
  readonly api_calls: number;
  readonly paid_calls: number;
  readonly paid_cost: Money;
  readonly spent_today: Money;
  readonly daily_limit: Money;
  readonly estimated_seconds: number | null;
}
/** What was not compared is absent. */
type Counts = Readonly<Record<string, number>>;

interface Ran extends Accounts {
  readonly status: string;
  readonly units_done: number;
  readonly units_total: number;
  readonly changes: Counts | null;
  readonly summary: Parameters<typeof summaryLine>[0];
  readonly suspicions: Parameters<typeof suspicionLines>[0];
  readonly suspicions_total: number;
}
interface Money {
  readonly amount: string;
  readonly currency: string;
}

const accountsPage = ({ accounts, accounts_total }: Accounts, columns: Readonly<Record<string, string>>): string => {
  const rows = accounts.map((account) => Object.values(columns).map((key) => String(account[key])));
  const more = accounts_total - accounts.length;
  if (rows.length === 0) return 'No account was asked.';
  return `${table(Object.keys(columns), rows)}${more > 0 ? `\n… and ${counted(more, 'more account')}.` : ''}`;
};

function gapLines({ gaps, note: words }: Collected['data_quality']): string[] {
  if (gaps.length === 0) return [];
  const shown = gaps.slice(0, MOST_GAPS_SHOWN).map(({ cloud_provider, account, region, resource_type, ...why }) => {
    const place = [cloud_provider, account, region, resource_type].filter((part) => part !== undefined).join(' ');
    return printable(`  ${place}: ${String(why.reason)}: ${String(why.detail)}`);
  });
  const more = gaps.length - shown.length;
  return ['', 'Not seen:', ...shown, ...(more > 0 ? [`  … and ${more} more.`] : []), printable(words)];
}

function planPage(plan: Planned): string[] {
  const { units, api_calls, paid_calls, paid_cost, spent_today, daily_limit, estimated_seconds } = plan;
  const time =
    estimated_seconds === null ? 'unknown until the first collection' : `about ${Math.ceil(estimated_seconds)} s`;
  return [
    accountsPage(plan, { CLOUD: 'cloud_provider', ACCOUNT: 'account', UNITS: 'units' }),
    '',
    `${counted(units, 'unit')}, at least ${counted(api_calls, 'call')}; time: ${time}.`,
    ...skippedLines(plan.skipped),
    `${paid_calls === 0 ? 'No paid call' : `At least ${counted(paid_calls, 'paid call')} for at least ${paid_cost.amount} ${paid_cost.currency}`}; spent today ${spent_today.amount} of ${daily_limit.amount} ${daily_limit.currency}.`,
  ];
}

const RUN_COLUMNS = {
  CLOUD: 'cloud_provider',
  ACCOUNT: 'account',
  STATUS: 'status',
  ROWS: 'rows',
  SECONDS: 'duration_seconds',
  GAPS: 'gaps',
};

const changesOf = ({ new_resources, modified_resources, deleted_resources, cost_updates }: Counts): string =>
  [
    ...(new_resources === undefined
      ? []
      : [`${new_resources} new, ${modified_resources} changed, ${deleted_resources} gone`]),
    ...(cost_updates === undefined ? [] : [`${counted(Number(cost_updates), 'cost period')} updated`]),
  ].join(', ');

function runPage(run: Ran): string[] {
  const { changes } = run;
  return [
    accountsPage(run, RUN_COLUMNS),
    '',
    `Collection ${run.status}: ${run.units_done} of ${counted(run.units_total, 'unit')}.`,
    ...summaryLine(run.summary),
    ...(changes ? [`${changesOf(changes)}.`] : []),
    ...suspicionLines(run.suspicions, run.suspicions_total).map(printable),
    ...skippedLines(run.skipped),
  ];
}

const page = ({ plan, run, data_quality }: Collected): string =>
  [...(plan ? planPage(plan) : []), ...(run ? runPage(run) : []), ...gapLines(data_quality)].join('\n');

const EXIT_OF: Readonly<Record<string, ExitCode>> = {
  success: EXIT.done,
  partial: EXIT.partial,
  failed: EXIT.failed,
  cancelled: EXIT.interrupted,
};

/** `collect`: asks `collect_data`, which reads the clouds into the store. */
export function collectCommand(invocation: Invocation): Command {
  const { shell, exit } = invocation;
  return command('collect', 'Read the clouds into the store. What is free, unless --what asks for what is paid.', [
    'collect --dry-run',
    'collect --cloud aws --regions eu-west-1,us-east-1',
    'collect --what all --dry-run',
    'collect --stale-only',
    'collect --accounts 123456789012 --json',
  ])
    .addOption(
      new Option('--cloud <name>', 'only this cloud (default: those with accounts)').choices([...CLOUDS, 'all']),
    )
    .option('--accounts <list>', 'only these, by id or name, separated by commas', commaList)
    .option('--regions <list>', 'only these', commaList)
    .addOption(
      new Option('--what <dataset>', 'what to read; costs and metrics are paid')
        .choices([...COLLECTED_DATASETS, 'all'])
        .default('inventory'),
    )
    .option('--stale-only', 'leave what was read so lately that it is still fresh')
    .option('--dry-run', 'say what it would do and cost, and do nothing')
    .action((options: CollectOptions) =>
      withProduct(invocation, options, async (product) => {
        const { what, cloud, accounts, regions, dryRun = false, staleOnly = false } = options;
        const input = { what, cloud_provider: cloud, accounts, regions, dry_run: dryRun, stale_only: staleOnly };
        for (const warning of product.warnings) note(options, warning);
        const answer = await askTool(product, 'collect_data', input, options, shell.signal);
        if (answer.isError) return exit(exitOf(answer));
        const collected = answer.structuredContent as unknown as Collected;
        const { run } = collected;
        if (run?.status === 'cancelled')
          note(options, 'Interrupted. What was read is kept; the next collection goes on from there.');
        if (options.json) dataJson(collected);
        else data(page(collected));
        exit(run ? (EXIT_OF[run.status] ?? EXIT.failed) : exitOf(answer));
      }),
    );
}
