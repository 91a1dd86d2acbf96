import type { CloudName } from './cloud.ts';
import type { Gap } from './gap.ts';
import type { Money } from './money.ts';

/** What is kept in the lake as snapshots of what exists. Charges are kept by period instead. */
export type Dataset = 'inventory' | 'metrics';

/** What can be collected. */
export const COLLECTED_DATASETS = ['inventory', 'costs', 'metrics', 'recommendations'] as const;
export type CollectedDataset = (typeof COLLECTED_DATASETS)[number];

/** The smallest thing that is collected, staged and resumed: one type in one region of one account. */
export interface UnitKey {
  readonly cloud: CloudName;
  readonly account: string;
  /** The region that was asked: `global` for global types, wherever their resources are. */
  readonly region: string;
  readonly type: string;
}

/**
 * The type of the unit that is the list of an account's types without a source in one region. It has no resources: each of the
 * types that the list tells of is a unit, too.
 */
export const OTHERS = 'other';

/**
 * How a unit ended. `ok`: listed whole. `partial`: listed whole, some fields unread. `failed`: not listed whole; what was
 * seen counts and what was not is carried over from before.
 */
export interface UnitOutcome extends UnitKey {
  readonly status: 'ok' | 'partial' | 'failed';
  /** ISO 8601; when its listing began, because what changed meanwhile may be missing. */
  readonly collectedAt: string;
  readonly durationMs: number;
  readonly rows: number;
  readonly gaps: readonly Gap[];
  /** Its rows are what is new or changed since it was read before; these ids are gone, and everything else is as it was. */
  readonly changesOnly?: { readonly deleted: readonly string[] };
}

/** What a snapshot knows of a unit. */
export interface UnitCoverage extends UnitKey {
  readonly status: UnitOutcome['status'];
  /** When its rows were last read whole; absent when they never were. */
  readonly collectedAt?: string;
  readonly gaps: readonly Gap[];
}

export type RunStatus = 'running' | 'success' | 'partial' | 'failed' | 'cancelled';

/** What differs from the inventory before. */
export interface InventoryChanges {
  readonly newResources: number;
  readonly modifiedResources: number;
  readonly deletedResources: number;
}

/** What a run changed. What it compared with nothing is absent: not known, which is not zero. */
export interface Changes extends Partial<InventoryChanges> {
  /** Charge periods whose rows changed. */
  readonly costUpdates?: number;
}

/** One period of one payer's charges that came out otherwise than it was known, or that was not known. */
export interface CostUpdate {
  readonly payer: string;
  /** By what its rows are told apart: `ServiceName and SubAccountId`. */
  readonly view: string;
  /** YYYY-MM */
  readonly month: string;
}

/** What a run did in one of the clouds that it was to ask. */
export interface CloudPart {
  readonly cloud: CloudName;
  readonly unitsDone: number;
  readonly unitsTotal: number;
  readonly changes?: Changes;
  /** The first of its cost updates; how many there are its changes tell. */
  readonly costUpdates?: readonly CostUpdate[];
}

export interface AccountResult {
  readonly cloud: CloudName;
  readonly account: string;
  readonly status: 'success' | 'partial' | 'failed';
  readonly durationMs: number;
  readonly units: number;
  readonly rows: number;
  readonly gaps: readonly Gap[];
}

/** What a run didn't ask again, because what was read before still stands. */
export interface Skipped {
  readonly cloud: CloudName;
  readonly dataset: CollectedDataset;
  readonly units: number;
  /** When the oldest of them was read; ISO 8601. */
  readonly oldest: string;
}

/** What a run paid for the calls of one cloud. */
export interface Spent {
  readonly cloud: CloudName;
  readonly cost: Money;
}

/** What looks wrong and may be right. It changes nothing of what is kept, and is no gap. */
export interface Suspicion {
  readonly kind: 'fewer_resources' | 'silent_region' | 'cost_jump';
  readonly cloud: CloudName;
  readonly account: string;
  readonly region?: string;
  readonly resourceType?: string;
  /** What was and what is, for people. */
  readonly detail: string;
}

export const suspicionText = ({ cloud, account, region, detail }: Suspicion): string =>
  `${[cloud, account, ...(region === undefined ? [] : [region])].join(' ')}: ${detail}`;

export interface Run {
  readonly id: string;
  readonly organisation: string;
  readonly what: readonly CollectedDataset[];
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly unitsDone: number;
  readonly unitsTotal: number;
  readonly accounts: readonly AccountResult[];
  readonly changes?: Changes;
  /** The same by cloud. Absent in runs of the versions that kept no more than the sums. */
  readonly clouds?: readonly CloudPart[];
  readonly skipped?: readonly Skipped[];
  /** Absent where nobody counted; empty where nothing was paid. */
  readonly spent?: readonly Spent[];
  readonly suspicions?: readonly Suspicion[];
  /** Begun by the schedule. */
  readonly scheduled?: boolean;
}
