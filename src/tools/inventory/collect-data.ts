import * as z from 'zod';
import type { CollectPlan, CollectRequest } from '../../collect/collection.ts';
import { counted } from '../../model/counted.ts';
import { add, compare } from '../../model/money.ts';
import { COLLECTED_DATASETS, type Run } from '../../model/run.ts';
import { describeRun, leanRun, runText } from '../account-results.ts';
import { dataQuality, qualityOfParts } from '../data-quality.ts';
import { moneyOutput, priceText } from '../money-output.ts';
import { cloudsOf, scopeInput } from '../scope.ts';
import { shortText } from '../short-text.ts';
import { skippedLines, skippedOutput, skippedRows } from '../skipped.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const MOST_ACCOUNTS = 100;
const LONGEST_CALL = 600;

const input = z.strictObject({
  what: z
    .enum([...COLLECTED_DATASETS, 'all'])
    .default('inventory')
    .describe('costs and metrics are paid calls; the others are free'),
  cloud_provider: scopeInput.cloud_provider,
  accounts: scopeInput.accounts,
  regions: scopeInput.regions,
  resource_types: scopeInput.resource_types,
  dry_run: z.boolean().default(true).describe('Only plan and price it'),
  stale_only: z.boolean().default(false).describe('Leave what is still fresh'),
});
type Input = z.output<typeof input>;

const planOutput = z.object({
  units: z.int(),
  api_calls: z.int(),
  paid_calls: z.int(),
  paid_cost: moneyOutput,
  spent_today: moneyOutput,
  daily_limit: moneyOutput,
  within_daily_limit: z.boolean(),
  estimated_seconds: z.number().nullable(),
  accounts: z.array(z.looseObject({})),
  accounts_total: z.int(),
  accounts_left: z.int(),
  skipped: skippedOutput,
});
type PlanOutput = z.output<typeof planOutput>;
const leanPlan = z.looseObject({ units: z.int(), paid_calls: z.int(), paid_cost: moneyOutput });

function requestOf(
  { what, accounts, regions, resource_types, cloud_provider, stale_only }: Input,
  context: ToolContext,
): CollectRequest {
  return {
    organisation: context.organisation,
    clouds: cloudsOf(cloud_provider, context),
    what: what === 'all' ? COLLECTED_DATASETS : [what],
    ...(accounts ? { accounts } : {}),
    ...(regions ? { regions } : {}),
    ...(resource_types ? { resourceTypes: resource_types } : {}),
    ...(stale_only ? { staleOnly: true } : {}),
  };
}

/** The call that does what was planned. */
const nextCall = ({ what, cloud_provider, accounts, regions, resource_types, stale_only }: Input) => ({
  what,
  ...(cloud_provider ? { cloud_provider } : {}),
  ...(accounts ? { accounts } : {}),
  ...(regions ? { regions } : {}),
  ...(resource_types ? { resource_types } : {}),
  ...(stale_only ? { stale_only } : {}),
  dry_run: false,
});

const describePlan = (plan: CollectPlan): PlanOutput => ({
  units: plan.units,
  api_calls: plan.apiCalls,
  paid_calls: plan.paidCalls,
  paid_cost: plan.paidCost,
  spent_today: plan.spentToday,
  daily_limit: plan.dailyLimit,
  within_daily_limit: compare(add(plan.spentToday, plan.paidCost), plan.dailyLimit) <= 0,
  estimated_seconds: plan.estimatedSeconds ?? null,
  // The largest, because the list is cut.
  accounts: plan.accounts
    .toSorted((a, b) => b.units - a.units)
    .slice(0, MOST_ACCOUNTS)
    .map(({ cloud, account, units }) => ({ cloud_provider: cloud, account, units })),
  accounts_total: plan.accounts.length,
  accounts_left: Math.max(0, plan.accounts.length - MOST_ACCOUNTS),
  skipped: skippedRows(plan.skipped),
});

const planQuality = ({ accounts, gaps, skipped }: CollectPlan, now: Date) =>
  qualityOfParts({
    gaps,
    seen: accounts.length + skipped.length > 0 ? [now.toISOString()] : [],
    stale: false,
    note: (status, reasons) =>
      status === 'complete'
        ? accounts.length === 0
          ? 'Everything in scope is still fresh: nobody needs to be asked.'
          : 'Every account in scope answered.'
        : `${status === 'empty' ? 'No account in scope answered' : 'Not everything in scope can be asked'}${reasons ? ` (${reasons})` : ''}.`,
  });

const runQuality = ({ accounts, status, startedAt, finishedAt, unitsDone, skipped = [] }: Run) =>
  qualityOfParts({
    gaps: accounts.flatMap(({ gaps }) => gaps),
    // What failed everywhere has read nothing.
    seen:
      status === 'failed'
        ? []
        : [...(unitsDone > 0 ? [startedAt, finishedAt ?? startedAt] : []), ...skipped.map(({ oldest }) => oldest)],
    stale: false,
    stopped: status === 'cancelled',
    note: (_, reasons) => {
      const why = reasons ? ` (${reasons})` : '';
      if (status === 'success' && unitsDone === 0 && skipped.length > 0)
        return 'Nothing was asked: everything in scope is still fresh.';
      if (status === 'success')
        return `Everything in scope was read${reasons ? `, except what providers don't have${why}` : ''}.`;
      if (status === 'cancelled') return 'It was stopped; what was read is kept, and the same call goes on from there.';
      return status === 'failed'
        ? `Nothing could be read${why}.`
        : `Not everything could be read${why}; what was not is shown as it was last known.`;
    },
  });

const words = (plan: PlanOutput): string[] => {
  const { paid_calls, paid_cost, spent_today, daily_limit, within_daily_limit, estimated_seconds } = plan;
  return [
    `${counted(plan.units, 'unit')} in ${counted(plan.accounts_total, 'account')}, at least ${counted(plan.api_calls, 'API call')}.`,
    ...skippedLines(plan.skipped),
    paid_calls === 0
      ? 'Nothing would be spent: every call is free.'
      : `At least ${counted(paid_calls, 'paid call')} would cost at least ${priceText(paid_cost)}; ${priceText(spent_today)} of the daily limit of ${priceText(daily_limit)} are spent today.`,
    ...(within_daily_limit
      ? []
      : ['That passes the daily limit: what is beyond it would not be asked and stay a gap.']),
    estimated_seconds === null
      ? 'How long it takes is not known before the first collection.'
      : `It takes about ${estimated_seconds} seconds, by the last collections.`,
  ];
};

export const collectData = defineTool({
  name: 'collect_data',
  title: 'Collect data',
  toolset: 'inventory',
  core: true,
  description:
    'Reads clouds into the store, the only tool that does. By default only plans and prices it; dry_run=false runs it.',
  input,
  output: z.object({
    dry_run: z.boolean(),
    plan: leanPlan.optional(),
    next_call: z.looseObject({}).optional(),
    run: leanRun.optional(),
    data_quality: dataQuality,
  }),
  effect: 'writes',
  idempotent: false,
  openWorld: true,
  async run(asked, context, call) {
    const request = requestOf(asked, context);
    if (asked.dry_run) {
      const plan = await context.collection.plan(request, call.signal);
      return {
        dry_run: true,
        plan: describePlan(plan),
        next_call: nextCall(asked),
        data_quality: planQuality(plan, context.now()),
      };
    }
    const run = await context.collection.run(request, {
      signal: call.signal,
      progress: ({ unitsDone, unitsTotal, message }) => call.progress(unitsDone, unitsTotal, message),
    });
    return { dry_run: false, run: describeRun(run), data_quality: runQuality(run) };
  },
  text: ({ plan, next_call, run, data_quality }) => {
    if (run) {
      const { head, lines } = runText(run);
      return shortText(`Collection ${head}`, lines, data_quality.note);
    }
    const args = JSON.stringify(next_call);
    const call = args.length <= LONGEST_CALL ? args : 'with the same arguments and "dry_run": false';
    return shortText(
      'A plan only: nothing was collected or spent.',
      [...(plan ? words(planOutput.parse(plan)) : []), data_quality.note],
      `To run it for real: collect_data ${call}`,
    );
  },
});
