import type { CloudName } from '../model/cloud.ts';
import { type Gap, isMissing } from '../model/gap.ts';
import type { AccountResult, RunStatus, UnitOutcome } from '../model/run.ts';
import { distinctGaps } from './gaps.ts';
import type { Time } from './time.ts';

interface Counts {
  readonly cloud: CloudName;
  readonly account: string;
  units: number;
  failed: number;
  incomplete: number;
  rows: number;
  startedAt: number;
  endedAt: number;
  gaps: Gap[];
}

/** What came of each account so far. */
export interface Tally {
  /** Counts it among the results, whatever comes of it. */
  account(of: { cloud: CloudName; account: string }): void;
  /** One thing that was attempted, whole or not. */
  unit(of: { cloud: CloudName; account: string }, outcome: Pick<UnitOutcome, 'status' | 'rows' | 'gaps'>): void;
  /** Rows of it that were counted twice, because two listings told of one resource. */
  repeated(of: { cloud: CloudName; account: string }, rows: number): void;
  /** Something that could not be seen and belongs to no unit. */
  gap(gap: Gap): void;
  results(): AccountResult[];
}

export function createTally(time: Time): Tally {
  const accounts = new Map<string, Counts>();
  const at = () => time.now().getTime();
  const begun = at();

  const key = ({ cloud, account }: Pick<Counts, 'cloud' | 'account'>) => `${cloud} ${account}`;

  function of(cloud: CloudName, account: string): Counts {
    const known = accounts.get(key({ cloud, account }));
    if (known) return known;
    const made: Counts = {
      ...{ cloud, account, units: 0, failed: 0, incomplete: 0, rows: 0 },
      ...{ startedAt: begun, endedAt: at(), gaps: [] },
    };
    accounts.set(key(made), made);
    return made;
  }

  return {
    account({ cloud, account }) {
      of(cloud, account);
    },
    unit({ cloud, account }, { status, rows, gaps }) {
      const counts = of(cloud, account);
      counts.units += 1;
      counts.rows += rows;
      const missing = gaps.some(isMissing);
      if (status === 'failed' && missing) counts.failed += 1;
      else if (status === 'partial' && missing) counts.incomplete += 1;
      counts.gaps.push(...gaps);
      counts.endedAt = at();
    },
    repeated({ cloud, account }, rows) {
      of(cloud, account).rows -= rows;
    },
    gap(gap) {
      const counts = of(gap.cloud, gap.account);
      counts.gaps.push(gap);
      counts.incomplete += 1;
    },
    results: () =>
      [...accounts.values()]
        .sort((a, b) => (key(a) < key(b) ? -1 : 1))
        .map(({ cloud, account, units, failed, incomplete, rows, startedAt, endedAt, gaps }) => ({
          cloud,
          account,
          status: failed + incomplete === 0 ? 'success' : units === failed ? 'failed' : 'partial',
          durationMs: endedAt - startedAt,
          units,
          rows,
          gaps: distinctGaps(gaps),
        })),
  };
}

/** The status of a run whose accounts ended so. */
export function statusOf(accounts: readonly AccountResult[]): RunStatus {
  if (accounts.every(({ status }) => status === 'success')) return 'success';
  return accounts.every(({ status }) => status === 'failed') ? 'failed' : 'partial';
}
