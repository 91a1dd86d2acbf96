import type { CloudName } from '../model/cloud.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { Changes, CostUpdate, Run, Suspicion, UnitOutcome } from '../model/run.ts';
import type { Lease } from '../store/state.ts';
import type { CollectRequest } from './collection.ts';
import type { PaidCalls } from './costs/paid-calls.ts';
import type { CollectionParts } from './parts.ts';
import { isYounger } from './planning/freshness.ts';
import type { SkippedUnit } from './planning/skips.ts';
import type { PlannedReach } from './planning/units.ts';
import type { Progress } from './progress.ts';
import { RESUME_WITHIN_MS } from './resume.ts';
import type { Tally } from './tally.ts';

/** One run while it runs. */
export interface Session {
  readonly parts: CollectionParts;
  readonly request: CollectRequest;
  readonly run: Run;
  /** Went on with what an earlier process left. */
  readonly resumed: boolean;
  readonly reach: PlannedReach;
  readonly policy: TaggingPolicy | undefined;
  readonly lease: Lease;
  /** Aborted when the run is cancelled or its lease lost. */
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly progress: Progress;
  readonly paid: PaidCalls;
  /** When it began to look up what there is to ask; ISO 8601. */
  readonly lookedUpAt: string;
  /** What is not asked again, because what was read before still stands. */
  readonly skipped: readonly SkippedUnit[];
  skip(units: readonly SkippedUnit[]): void;
  /** Tells what looks wrong, and keeps it with the run. */
  suspect(suspicions: readonly Suspicion[]): void;
  /** The clouds of which it was enough to read what changed, somewhere. */
  readonly changesRead: Set<CloudName>;
  /** The clouds whose clock is another than ours, so that what is read now says nothing of when. */
  readonly clocksOff: Set<CloudName>;
  /** Adds to what the run changed in a cloud, and keeps it. */
  changed(cloud: CloudName, changes: Changes, updates?: readonly CostUpdate[]): Promise<void>;
  /** Keeps how far it is, now and then. */
  keep(): Promise<void>;
}

export const deadlineMs = ({ parts }: Session): number => parts.settings.deadlineSeconds * 1000;

/** Whether a staged unit needs not be asked again. One that failed is: the reason may be gone. */
export const isFresh = (
  { parts }: Session,
  { status, collectedAt }: Pick<UnitOutcome, 'status' | 'collectedAt'>,
): boolean => status !== 'failed' && isYounger(collectedAt, RESUME_WITHIN_MS, parts.time.now());

export const cloudsOf = ({ reach }: Session): CloudName[] => [
  ...new Set([...reach.accounts.map(({ account }) => account.cloud), ...reach.refused.map(({ cloud }) => cloud)]),
];
