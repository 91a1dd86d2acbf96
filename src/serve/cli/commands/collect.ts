import { type Command, Option } from 'commander';
import { CLOUDS, type CloudName } from '../../../model/cloud.ts';
import type { Gap } from '../../../model/gap.ts';
import type { Run } from '../../../model/run.ts';
import type { ToolContext } from '../../../tools/tool.ts';
import type { Product } from '../../product.ts';
import { commaList, command, type Invocation, withProduct } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type CommonOptions, data, dataJson, note, printable } from '../output.ts';
import { progressTo } from '../progress.ts';
import { table } from '../table.ts';

const WHAT = ['inventory', 'costs', 'metrics'] as const;
const MOST_GAPS_SHOWN = 20;

interface CollectOptions extends CommonOptions {
  readonly cloud?: CloudName | 'all';
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly what: (typeof WHAT)[number] | 'all';
  readonly dryRun?: boolean;
}

type Collection = ToolContext['collection'];
type Request = Parameters<Collection['run']>[0];
type Plan = Awaited<ReturnType<Collection['plan']>>;

const requestOf = (product: Product, { cloud, accounts, regions, what }: CollectOptions): Request => ({
  organisation: product.organisation,
  clouds: cloud === undefined || cloud === 'all' ? product.clouds : [cloud],
  what: what === 'all' ? WHAT : [what],
  ...(accounts === undefined ? {} : { accounts }),
  ...(regions === undefined ? {} : { regions }),
});

function gapLines(gaps: readonly Gap[]): string[] {
  const shown = gaps.slice(0, MOST_GAPS_SHOWN).map(({ cloud, account, region, resourceType, reason, detail }) => {
    const place = [cloud, account, region, resourceType].filter((part) => part !== undefined).join(' ');
    return printable(`  ${place}: ${reason}: ${detail}`);
  });
  const more = gaps.length - shown.length;
  return more > 0 ? [...shown, `  … and ${more} more.`] : shown;
}

function planPage(plan: Plan): string {
  const { units, apiCalls, paidCalls, paidCost, spentToday, dailyLimit, estimatedSeconds } = plan;
  const time =
    estimatedSeconds === undefined ? 'unknown until the first collection' : `about ${Math.ceil(estimatedSeconds)} s`;
  return [
    table(
      ['CLOUD', 'ACCOUNT', 'UNITS'],
      plan.accounts.map((entry) => [entry.cloud, entry.account, String(entry.units)]),
    ),
    '',
    `${units} units, at least ${apiCalls} calls; time: ${time}.`,
    `${paidCalls} paid calls for ${paidCost.amount} ${paidCost.currency}; spent today ${spentToday.amount} of ${dailyLimit.amount} ${dailyLimit.currency}.`,
    ...(plan.gaps.length > 0 ? ['', 'Not seen:', ...gapLines(plan.gaps)] : []),
  ].join('\n');
}

function runPage(run: Run): string {
  const rows = run.accounts.map(({ cloud, account, status, rows: found, durationMs, gaps }) => [
    cloud,
    account,
    status,
    String(found),
    `${(durationMs / 1000).toFixed(1)} s`,
    String(gaps.length),
  ]);
  const gaps = run.accounts.flatMap((account) => account.gaps);
  const { changes } = run;
  return [
    table(['CLOUD', 'ACCOUNT', 'STATUS', 'ROWS', 'TIME', 'GAPS'], rows),
    '',
    `Collection ${run.status}: ${run.unitsDone} of ${run.unitsTotal} units.`,
    ...(changes
      ? [
          `${changes.newResources} new, ${changes.modifiedResources} changed, ${changes.deletedResources} gone, ${changes.costUpdates} cost periods updated.`,
        ]
      : []),
    ...(gaps.length > 0 ? ['', 'Not seen:', ...gapLines(gaps)] : []),
  ].join('\n');
}

const EXIT_OF: Readonly<Record<Run['status'], ExitCode>> = {
  success: EXIT.done,
  partial: EXIT.partial,
  failed: EXIT.failed,
  cancelled: EXIT.interrupted,
  running: EXIT.failed,
};

/** `collect`: reads the clouds into the store. */
export function collectCommand(invocation: Invocation): Command {
  const { shell, exit } = invocation;
  return command('collect', 'Read the clouds into the store. Free APIs first; paid calls are capped.', [
    'collect --dry-run',
    'collect --cloud aws --regions eu-west-1,us-east-1 --what inventory',
    'collect --accounts 123456789012 --json',
  ])
    .addOption(
      new Option('--cloud <name>', 'only this cloud (default: those with accounts)').choices([...CLOUDS, 'all']),
    )
    .option('--accounts <list>', 'only these, by id or name, separated by commas', commaList)
    .option('--regions <list>', 'only these', commaList)
    .addOption(new Option('--what <dataset>', 'what to read').choices([...WHAT, 'all']).default('all'))
    .option('--dry-run', 'say what it would do and cost, and do nothing')
    .action((options: CollectOptions) =>
      withProduct(invocation, options, async (product) => {
        const { collection } = await product.context();
        const request = requestOf(product, options);
        if (options.dryRun) {
          const plan = await collection.plan(request, shell.signal);
          if (options.json) dataJson(plan);
          else data(planPage(plan));
          return exit(plan.gaps.length > 0 ? EXIT.partial : EXIT.done);
        }
        const progress = progressTo(options);
        const run = await collection
          .run(request, {
            signal: shell.signal,
            progress: ({ unitsDone, unitsTotal, message }) => progress.show(unitsDone, unitsTotal, message),
          })
          .finally(progress.end);
        if (run.status === 'cancelled')
          note(options, 'Interrupted. What was read is kept; the next collection goes on from there.');
        if (options.json) dataJson(run);
        else data(runPage(run));
        exit(EXIT_OF[run.status]);
      }),
    );
}
