import type { AccountResult, Run } from '../model/run.ts';
import { cut } from './resource-row.ts';

const MOST_GAPS = 3;

const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;

/** What a collection did with one account. */
export const resultRow = ({ status, durationMs, units, rows, gaps }: AccountResult) => ({
  status,
  duration_seconds: seconds(durationMs),
  units,
  rows,
  gaps: gaps.length,
});

const keyOf = ({ cloud, account }: Pick<AccountResult, 'cloud' | 'account'>): string => `${cloud} ${account}`;

/** What came of each account in the newest of these runs that asked it; they are given newest first. */
export function lastResults(runs: readonly Run[]) {
  const results = new Map<string, { readonly run: Run; readonly result: AccountResult }>();
  for (const run of runs)
    if (run.status !== 'running')
      for (const result of run.accounts) if (!results.has(keyOf(result))) results.set(keyOf(result), { run, result });
  return (account: Pick<AccountResult, 'cloud' | 'account'>) => {
    const last = results.get(keyOf(account));
    if (!last) return null;
    return {
      run_id: last.run.id,
      what: [...last.run.what],
      finished_at: last.run.finishedAt ?? null,
      ...resultRow(last.result),
      gap_details: last.result.gaps.slice(0, MOST_GAPS).map(({ detail }) => cut(detail)),
    };
  };
}
