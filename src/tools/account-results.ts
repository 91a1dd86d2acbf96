import * as z from 'zod';
import { counted } from '../model/counted.ts';
import { sum } from '../model/money.ts';
import { type AccountResult, type Spent, suspicionText } from '../model/run.ts';
import { costUpdateLines, costUpdates } from './cost-updates.ts';
import { resultRow } from './last-results.ts';
import { moneyOutput, priceText } from './money-output.ts';
import type { ToldRun } from './run-of-clouds.ts';
import { skippedLines, skippedOutput, skippedRows } from './skipped.ts';

const MOST_ACCOUNTS = 100;
const MOST_SUSPICIONS = 20;
const SUSPICIONS_IN_TEXT = 5;

/** What a collection did, as every tool says it. */
const runOutput = z.object({
  run_id: z.string(),
  what: z.array(z.string()),
  status: z.enum(['running', 'success', 'partial', 'failed', 'cancelled']),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  units_done: z.int().nullable(),
  units_total: z.int().nullable(),
  summary: z.looseObject({
    total: z.int(),
    resources: z.int(),
    duration_seconds: z.number().nullable(),
    paid_cost: moneyOutput.nullable(),
  }),
  providers: z.record(z.string(), z.looseObject({})),
  accounts: z.array(z.looseObject({})),
  accounts_total: z.int(),
  accounts_left: z.int(),
  changes: z.looseObject({}).nullable(),
  skipped: skippedOutput,
  suspicions: z.array(z.object({ kind: z.string(), text: z.string() })),
  suspicions_total: z.int(),
});
type RunOutput = z.output<typeof runOutput>;

/** The same in the fewest words, because each of a schema's is read with every list of tools. */
export const leanRun = z.looseObject({
  run_id: z.string(),
  status: z.string(),
  providers: z.looseObject({}),
  changes: z.looseObject({}).nullable(),
});

const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

/** Accounts counted by how they ended, with what they took: accounts run side by side, so that the wall's clock tells. */
function summaryOf(accounts: readonly AccountResult[], spent: readonly Spent[] | undefined) {
  const ended = (status: AccountResult['status']) => accounts.filter((account) => account.status === status).length;
  const costs = spent?.map(({ cost }) => cost);
  return {
    total: accounts.length,
    successful: ended('success'),
    partial: ended('partial'),
    failed: ended('failed'),
    resources: accounts.reduce((total, { rows }) => total + rows, 0),
    // Nobody counted what the earliest versions paid.
    paid_cost: costs ? sum(costs, costs[0]?.currency ?? 'USD') : null,
  };
}

function providerOutput(accounts: readonly AccountResult[], spent: readonly Spent[] | undefined) {
  const total = accounts.reduce((time, { durationMs }) => time + durationMs, 0);
  const longest = accounts.reduce((time, { durationMs }) => Math.max(time, durationMs), 0);
  return {
    ...summaryOf(accounts, spent),
    avg_duration: seconds(total / accounts.length),
    // Each is counted from the beginning of the run to its own end.
    duration_seconds: seconds(longest),
  };
}

const durationOf = ({ startedAt, finishedAt }: ToldRun): number | null =>
  finishedAt === undefined ? null : seconds(Date.parse(finishedAt) - Date.parse(startedAt));

function changesOutput({ changes, clouds }: ToldRun) {
  if (!changes) return null;
  const { newResources, modifiedResources, deletedResources } = changes;
  return {
    ...(newResources === undefined ? {} : { new_resources: newResources }),
    ...(modifiedResources === undefined ? {} : { modified_resources: modifiedResources }),
    ...(deletedResources === undefined ? {} : { deleted_resources: deletedResources }),
    ...costUpdates(changes, clouds),
  };
}

function changesText({ new_resources, modified_resources, deleted_resources, cost_updates }: Record<string, unknown>) {
  const parts = [
    ...(new_resources === undefined
      ? []
      : [`${new_resources} new, ${modified_resources} modified, ${deleted_resources} deleted resources`]),
    ...(cost_updates === undefined ? [] : [counted(Number(cost_updates), 'cost update')]),
  ];
  return `Changes: ${parts.join(', ')}.`;
}

// What needs attention comes first, because the list is cut.
const ORDER = { failed: 0, partial: 1, success: 2 } as const;
const byNeed = (a: AccountResult, b: AccountResult): number =>
  ORDER[a.status] - ORDER[b.status] || (a.account < b.account ? -1 : a.account > b.account ? 1 : 0);

export function describeRun(run: ToldRun): RunOutput {
  const { suspicions = [] } = run;
  const providers = Map.groupBy(run.accounts, ({ cloud }) => cloud);
  return {
    run_id: run.id,
    what: [...run.what],
    status: run.status,
    started_at: run.startedAt,
    finished_at: run.finishedAt ?? null,
    units_done: run.unitsDone,
    units_total: run.unitsTotal,
    summary: { ...summaryOf(run.accounts, run.spent), duration_seconds: durationOf(run) },
    providers: Object.fromEntries(
      [...providers].map(([cloud, accounts]) => [
        cloud,
        providerOutput(
          accounts,
          run.spent?.filter((one) => one.cloud === cloud),
        ),
      ]),
    ),
    accounts: run.accounts
      .toSorted(byNeed)
      .slice(0, MOST_ACCOUNTS)
      .map((result) => ({ cloud_provider: result.cloud, account: result.account, ...resultRow(result) })),
    accounts_total: run.accounts.length,
    accounts_left: Math.max(0, run.accounts.length - MOST_ACCOUNTS),
    changes: changesOutput(run),
    skipped: skippedRows(run.skipped ?? []),
    suspicions: suspicions.slice(0, MOST_SUSPICIONS).map((one) => ({ kind: one.kind, text: suspicionText(one) })),
    suspicions_total: suspicions.length,
  };
}

/** Everything together; nothing where no account was asked. */
export function summaryLine({ total, resources, duration_seconds, paid_cost }: RunOutput['summary']): string[] {
  if (total === 0) return [];
  const time = duration_seconds === null ? '' : ` in ${duration_seconds} s`;
  const paid = paid_cost === null || paid_cost.amount === '0' ? '' : `, for ${priceText(paid_cost)}`;
  return [`All: ${counted(total, 'account')}${time}, ${counted(resources, 'resource')}${paid}.`];
}

/** What looks wrong; the first few, and how many more. */
export function suspicionLines(suspicions: RunOutput['suspicions'], total: number): string[] {
  const lines = suspicions.slice(0, SUSPICIONS_IN_TEXT).map(({ text }) => `Suspicious: ${text}.`);
  return total > lines.length ? [...lines, `${total - lines.length} more look suspicious.`] : lines;
}

/** A described run in a sentence and lines, for clients that show only text. */
export function runText(described: z.output<typeof leanRun>): { head: string; lines: string[] } {
  const run = runOutput.parse(described);
  const { run_id, what, status, units_done, units_total, started_at, finished_at } = run;
  const units = units_done === null ? '' : `, ${units_done} of ${units_total} units`;
  return {
    head: `${run_id} of ${what.join(', ')}: ${status}${units}, ${started_at} to ${finished_at ?? 'now'}.`,
    lines: runLines(run),
  };
}

function runLines({
  summary,
  providers,
  accounts,
  accounts_left,
  changes,
  skipped,
  suspicions,
  suspicions_total,
}: RunOutput): string[] {
  return [
    ...Object.entries(providers).map(
      ([cloud, { total, successful, partial, failed, avg_duration, resources }]) =>
        `${cloud}: ${counted(Number(total), 'account')}, ${successful} successful, ${partial} partial, ${failed} failed, ${avg_duration} s on average, ${counted(Number(resources), 'resource')}.`,
    ),
    ...summaryLine(summary),
    ...(changes ? [changesText(changes), ...costUpdateLines(changes)] : []),
    ...suspicionLines(suspicions, suspicions_total),
    ...skippedLines(skipped),
    ...(accounts_left > 0
      ? [
          `${counted(accounts_left, 'account is', 'accounts are')} not listed, the best of them: list_accounts tells how each was last collected.`,
        ]
      : []),
    ...accounts
      .filter(({ status }) => status !== 'success')
      .map(
        ({ cloud_provider, account, status, gaps }) =>
          `${cloud_provider} ${account}: ${status}, ${counted(Number(gaps), 'gap')}.`,
      ),
  ];
}
