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

export const PROBED = ['inventory', 'costs', 'metrics'] as const;

/** What an account shows of one kind of data. */
export interface ProbedGroup {
  readonly group: (typeof PROBED)[number];
  /** `seen`: nothing is missing; `partial`: something is; `missing`: all of it; `not_asked`: it would have been paid for. */
  readonly status: 'seen' | 'partial' | 'missing' | 'not_asked';
  readonly detail: string;
  /** As the provider names them: `ec2:DescribeVolumes`. */
  readonly missingPermissions: readonly string[];
  /** Of costs: the policy's required tags that charges don't carry; absent where that was not asked. */
  readonly inactiveTags?: readonly string[];
}

/** An account, or one whose bill is read, that was asked for a little of everything. */
export interface ProbedAccount extends AccountTest {
  readonly groups: readonly ProbedGroup[];
  /** How many accounts its organisation has, which it may list and its entry doesn't. Told where that was asked. */
  readonly organizationAccounts?: number;
}

/** Finds out what accounts let us see, by the first page of each list. Nothing of it is kept. */
export interface AccountProber {
  /** Asks what is paid only where `paid` says so, within the day's limit; `organizations` asks who else there is. */
  probeAccounts(
    of: Pick<CollectRequest, 'organisation' | 'clouds'> & { readonly paid: boolean; readonly organizations?: boolean },
    signal: AbortSignal,
  ): Promise<ProbedAccount[]>;
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
