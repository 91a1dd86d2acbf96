import * as z from 'zod';
import type { AccountResult, Changes, Run } from '../model/run.ts';
import { skippedLines, skippedOutput, skippedRows } from './skipped.ts';

const MOST_ACCOUNTS = 100;

/** What a collection did, as every tool says it. */
const runOutput = z.object({
  run_id: z.string(),
  what: z.array(z.string()),
  status: z.enum(['running', 'success', 'partial', 'failed', 'cancelled']),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  units_done: z.int(),
  units_total: z.int(),
  providers: z.record(z.string(), z.looseObject({})),
  accounts: z.array(z.looseObject({})),
  accounts_total: z.int(),
  changes: z.looseObject({}).nullable(),
  skipped: skippedOutput,
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

/** Accounts of one provider counted by how they ended. */
function providerOutput(accounts: readonly AccountResult[]) {
  const ended = (status: AccountResult['status']) => accounts.filter((account) => account.status === status).length;
  const total = accounts.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    total: accounts.length,
    successful: ended('success'),
    partial: ended('partial'),
    failed: ended('failed'),
    avg_duration: seconds(total / accounts.length),
  };
}

const changesOutput = ({ newResources, modifiedResources, deletedResources, costUpdates }: Changes) => ({
  ...(newResources === undefined ? {} : { new_resources: newResources }),
  ...(modifiedResources === undefined ? {} : { modified_resources: modifiedResources }),
  ...(deletedResources === undefined ? {} : { deleted_resources: deletedResources }),
  ...(costUpdates === undefined ? {} : { cost_updates: costUpdates }),
});

function changesText({ new_resources, modified_resources, deleted_resources, cost_updates }: Record<string, unknown>) {
  const parts = [
    ...(new_resources === undefined
      ? []
      : [`${new_resources} new, ${modified_resources} modified, ${deleted_resources} deleted resources`]),
    ...(cost_updates === undefined ? [] : [`${cost_updates} cost updates`]),
  ];
  return `Changes: ${parts.join(', ')}.`;
}

// What needs attention comes first, because the list is cut.
const ORDER = { failed: 0, partial: 1, success: 2 } as const;
const byNeed = (a: AccountResult, b: AccountResult): number =>
  ORDER[a.status] - ORDER[b.status] || (a.account < b.account ? -1 : a.account > b.account ? 1 : 0);

export function describeRun(run: Run): RunOutput {
  const providers = Map.groupBy(run.accounts, ({ cloud }) => cloud);
  return {
    run_id: run.id,
    what: [...run.what],
    status: run.status,
    started_at: run.startedAt,
    finished_at: run.finishedAt ?? null,
    units_done: run.unitsDone,
    units_total: run.unitsTotal,
    providers: Object.fromEntries([...providers].map(([cloud, accounts]) => [cloud, providerOutput(accounts)])),
    accounts: run.accounts
      .toSorted(byNeed)
      .slice(0, MOST_ACCOUNTS)
      .map(({ cloud, account, status, durationMs, units, rows, gaps }) => ({
        cloud_provider: cloud,
        account,
        status,
        duration_seconds: seconds(durationMs),
        units,
        rows,
        gaps: gaps.length,
      })),
    accounts_total: run.accounts.length,
    changes: run.changes ? changesOutput(run.changes) : null,
    skipped: skippedRows(run.skipped ?? []),
  };
}

/** A described run in a sentence and lines, for clients that show only text. */
export function runText(described: z.output<typeof leanRun>): { head: string; lines: string[] } {
  const run = runOutput.parse(described);
  const { run_id, what, status, units_done, units_total, started_at, finished_at } = run;
  return {
    head: `${run_id} of ${what.join(', ')}: ${status}, ${units_done} of ${units_total} units, ${started_at} to ${finished_at ?? 'now'}.`,
    lines: runLines(run),
  };
}

function runLines({ providers, accounts, changes, skipped }: RunOutput): string[] {
  return [
    ...Object.entries(providers).map(
      ([cloud, { total, successful, partial, failed, avg_duration }]) =>
        `${cloud}: ${total} accounts, ${successful} successful, ${partial} partial, ${failed} failed, ${avg_duration} s on average.`,
    ),
    ...(changes ? [changesText(changes)] : []),
    ...skippedLines(skipped),
    ...accounts
      .filter(({ status }) => status !== 'success')
      .map(({ cloud_provider, account, status, gaps }) => `${cloud_provider} ${account}: ${status}, ${gaps} gaps.`),
  ];
}
