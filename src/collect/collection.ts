import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import type { Money } from '../model/money.ts';
import type { CollectedDataset, Run, Skipped } from '../model/run.ts';

export interface CollectRequest {
  readonly organisation: string;
  readonly clouds: readonly CloudName[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly resourceTypes?: readonly string[];
  readonly what: readonly CollectedDataset[];
  /** Leaves what was read so lately that it still stands. */
  readonly staleOnly?: boolean;
  /** Asked by the schedule, and by nobody. */
  readonly scheduled?: boolean;
}

/** What a collection would do, before it does it. */
export interface CollectPlan {
  readonly accounts: readonly { readonly cloud: CloudName; readonly account: string; readonly units: number }[];
  readonly units: number;
  /** At least so many; pages and details come on top. */
  readonly apiCalls: number;
  readonly paidCalls: number;
  /** At least so much: a question may turn out to cost more than the least that its source names. */
  readonly paidCost: Money;
  readonly spentToday: Money;
  readonly dailyLimit: Money;
  /** From the last runs; undefined when nothing was collected yet. */
  readonly estimatedSeconds: number | undefined;
  readonly gaps: readonly Gap[];
  /** What would not be asked, because what was read before still stands. */
  readonly skipped: readonly Skipped[];
}

export interface CollectProgress {
  readonly unitsDone: number;
  readonly unitsTotal: number;
  readonly rows: number;
  /** What happens now, for people: `123456789012 eu-west-1 ec2:volume`. */
  readonly message: string;
}

/** One configured account that was asked who it is. */
export interface AccountTest {
  readonly cloud: CloudName;
  readonly account: string;
  readonly status: 'connected' | 'denied' | 'unreachable' | 'inactive';
  readonly detail: string;
  /** From the last collection. */
  readonly missingPermissions: readonly string[];
}

/**
 * Asks accounts who they are, and nothing else. What they say is kept where `record` says so. One of them alone by its id, its name
 * or what its entry calls it. @throws UserError where there is none of that name.
 */
export interface AccountTester {
  testAccounts(
    of: Pick<CollectRequest, 'organisation' | 'clouds'> & { readonly record: boolean; readonly account?: string },
    signal: AbortSignal,
  ): Promise<AccountTest[]>;
}

/** Reads clouds into the store. The only thing that calls a provider. */
export interface Collection {
  plan(request: CollectRequest, signal: AbortSignal): Promise<CollectPlan>;
  /** Ends with a status; throws a UserError only when it could not begin (no account, another run holds the lease). */
  run(
    request: CollectRequest,
    options: { signal: AbortSignal; progress(progress: CollectProgress): void },
  ): Promise<Run>;
}
