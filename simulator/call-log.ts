import type { Call } from './door.ts';
import type { CloudName } from './estate/estate.ts';

/** How many calls of one operation came of one account and region. */
export interface CallCount {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly calls: number;
  /** Of those that were refused, how many with which error; `left` for those that were never answered. */
  readonly errors: Readonly<Record<string, number>>;
}

/** What has been asked so far. */
export interface CallLog {
  add(call: Call): void;
  /** Every call, in the order of their ends; none where they are only counted. */
  all(): readonly Call[];
  total(): number;
  counts(): readonly CallCount[];
}

/** Counts calls and keeps them. Where a company has hundreds of accounts, they are many, and `kept` may be false. */
export function callLog(kept: boolean): CallLog {
  const calls: Call[] = [];
  const counts = new Map<string, { -readonly [Key in keyof CallCount]: CallCount[Key] } & { errors: Errors }>();
  let total = 0;
  return {
    add(call) {
      total += 1;
      if (kept) calls.push(call);
      const { cloud, account, region, service, operation } = call;
      const key = [cloud, account, region, service, operation].join(' ');
      const count = counts.get(key) ?? { cloud, account, region, service, operation, calls: 0, errors: {} };
      counts.set(key, count);
      count.calls += 1;
      const error = call.error ?? (call.status === 0 ? 'left' : undefined);
      if (error !== undefined) count.errors[error] = (count.errors[error] ?? 0) + 1;
    },
    all: () => calls,
    total: () => total,
    counts: () => [...counts.values()],
  };
}

type Errors = Record<string, number>;
