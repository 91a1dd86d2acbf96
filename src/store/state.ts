import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import type { Money } from '../model/money.ts';
import type { Recommendation } from '../model/recommendation.ts';
import type { CollectedDataset, Dataset, Run, UnitCoverage, UnitOutcome } from '../model/run.ts';
import type { UnitTable } from './unit-table.ts';

/** Leave to write, held by one process at a time. A holder that was overtaken has an older fence and is refused. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly fence: number;
}

/** A file of the lake, named once and never reused. The name is a path below the lake's folder. */
export interface LakeFile {
  readonly name: string;
  readonly role: 'rows' | 'cells' | 'shapes' | 'payloads';
  readonly rows: number;
  readonly bytes: number;
}

/** One published state of one dataset of one cloud. */
export interface Snapshot {
  readonly id: string;
  readonly organisation: string;
  readonly cloud: CloudName;
  readonly dataset: Dataset;
  readonly runId: string;
  /** When it was published; ISO 8601. */
  readonly publishedAt: string;
  readonly files: readonly LakeFile[];
  readonly rows: number;
  /** The tag keys that have a column of their own in these files. */
  readonly promotedTags: readonly string[];
  /** `thinned`: old enough that only ids, tags and content hashes are left. */
  readonly detail: 'full' | 'thinned';
}

/** One published billing period of one source, replaced whole. */
export interface ChargePeriod {
  readonly organisation: string;
  /** Who told: `aws-cost-explorer/<payer>/<grouping>`. */
  readonly source: string;
  /** YYYY-MM */
  readonly period: string;
  readonly file: string;
  readonly rows: number;
  readonly asOf: string;
  /** The provider no longer changes it, so that it is never asked for again. */
  readonly closed: boolean;
  readonly contentHash: string;
  /** How many of its pages were paid for; undefined where nobody counted. */
  readonly paidPages?: number;
}

export interface AccountRecord {
  readonly organisation: string;
  readonly cloud: CloudName;
  readonly id: string;
  readonly name?: string;
  /** `inactive`: its cloud names it, and nothing runs in it. */
  readonly status: 'connected' | 'denied' | 'unreachable' | 'inactive' | 'disabled';
  /** Of one that is disabled: what it was before, and is again when it is enabled. */
  readonly statusBefore?: 'connected' | 'denied' | 'unreachable' | 'inactive';
  readonly detail?: string;
  readonly missingPermissions: readonly string[];
  /** What the last collection could not see of it, beside its listings: which regions it has. */
  readonly gaps?: readonly Gap[];
  readonly lastCollectedAt?: string;
  readonly checkedAt: string;
}

/** Runs and their staged units: the checkpoints from which a killed run goes on. */
export interface RunState {
  start(run: Run): Promise<void>;
  update(run: Run): Promise<void>;
  get(organisation: string, id: string): Promise<Run | undefined>;
  /** The one that was begun last first, whatever the clock said. */
  list(organisation: string, limit: number): Promise<Run[]>;
  /** One transaction: the outcome and its rows, as the lake encodes them, or neither. */
  stage(organisation: string, runId: string, dataset: Dataset, outcome: UnitOutcome, rows: Uint8Array): Promise<void>;
  /** Of one cloud, or of all. */
  staged(organisation: string, runId: string, dataset: Dataset, cloud?: CloudName): Promise<UnitOutcome[]>;
  /** The clouds of which something is staged. */
  stagedClouds(organisation: string, runId: string, dataset: Dataset): Promise<CloudName[]>;
  /** The staged rows of one cloud, unit by unit, in the order of account, region and type. */
  stagedRows(
    organisation: string,
    runId: string,
    dataset: Dataset,
    cloud: CloudName,
  ): AsyncIterable<{ outcome: UnitOutcome; rows: Uint8Array }>;
  /** Of runs that were never published and are older than the instant. Returns how many runs lost their stages. */
  dropStagedBefore(organisation: string, instant: string): Promise<number>;
}

/** Which files make up what a reader sees. */
export interface Catalogue {
  latest(organisation: string, cloud: CloudName, dataset: Dataset, at?: string): Promise<Snapshot | undefined>;
  snapshots(organisation: string, cloud: CloudName, dataset: Dataset): Promise<Snapshot[]>;
  /** The units that a snapshot knows of; none for a snapshot that is not there. */
  units(snapshotId: string): Promise<UnitTable>;
  /** The same, one by one. */
  coverage(snapshotId: string): Promise<UnitCoverage[]>;
  /** One transaction: the snapshot, its coverage, and the run's staged units gone. @throws StaleLease when overtaken. */
  publish(snapshot: Snapshot, coverage: readonly UnitCoverage[], lease: Lease): Promise<void>;
  /** Swaps the files of an old snapshot for thinner ones, or drops the snapshot. @throws StaleLease when overtaken. */
  replace(snapshotId: string, by: Snapshot | undefined, lease: Lease): Promise<void>;
  chargePeriods(organisation: string): Promise<ChargePeriod[]>;
  /** One transaction. @throws StaleLease when overtaken. */
  publishCharges(periods: readonly ChargePeriod[], lease: Lease): Promise<void>;
  /**
   * The periods as they were read are now in this file, merged. One that was replaced meanwhile stays where it is. One
   * transaction. @throws StaleLease when overtaken.
   */
  moveCharges(periods: readonly ChargePeriod[], file: string, lease: Lease): Promise<void>;
  /** Every file that some reader may still be told of. */
  listedFiles(): Promise<Set<string>>;
}

export interface LeaseState {
  /** Undefined while somebody else holds it. */
  acquire(name: string, holder: string, now: Date, ttlMs: number): Promise<Lease | undefined>;
  /** @throws StaleLease when overtaken. */
  renew(lease: Lease, now: Date, ttlMs: number): Promise<void>;
  release(lease: Lease): Promise<void>;
}

export interface AccountChanges {
  readonly remove?: readonly Pick<AccountRecord, 'cloud' | 'id'>[];
  readonly record?: readonly AccountRecord[];
}

export interface AccountState {
  record(account: AccountRecord): Promise<void>;
  /** One transaction: what is made of the accounts as they are now, so that nobody's word is lost in between. */
  change(organisation: string, work: (records: readonly AccountRecord[]) => AccountChanges): Promise<void>;
  list(organisation: string): Promise<AccountRecord[]>;
  remove(organisation: string, cloud: CloudName, id: string): Promise<boolean>;
}

/**
 * What the settings of a cloud led to when all of a dataset was last asked, so that what there is to ask is known without
 * asking anybody.
 */
export interface ReachRecord {
  readonly organisation: string;
  readonly cloud: CloudName;
  readonly dataset: CollectedDataset;
  /** A hash of the settings that led there: others lead elsewhere. */
  readonly settings: string;
  /** ISO 8601; before the first call. */
  readonly lookedUpAt: string;
  /** Whether nothing was left unknown: what was refused may be allowed now. */
  readonly isWhole: boolean;
  /** ISO 8601; when all of it was last listed, and not only what changed. Of inventories alone. */
  readonly listedAt?: string;
  /** By id. */
  readonly accounts: readonly string[];
  /** The types that were asked; of metrics, those that have any. */
  readonly types: readonly string[];
  /** Whether types without a collector were asked for, too. */
  readonly others: boolean;
  readonly payers: readonly { readonly id: string; readonly pricePerPage: string }[];
  /** Whether anybody recommends anything. */
  readonly recommends: boolean;
}

export interface ReachState {
  record(reach: ReachRecord): Promise<void>;
  get(organisation: string, cloud: CloudName, dataset: CollectedDataset): Promise<ReachRecord | undefined>;
}

/** How well the resources of a cloud kept the policy when a run had collected all of them. */
export interface ComplianceRecord {
  readonly organisation: string;
  readonly runId: string;
  readonly cloud: CloudName;
  /** ISO 8601 */
  readonly takenAt: string;
  readonly kind: 'ad_hoc' | 'scheduled';
  readonly policyVersion: string;
  readonly policySource: string;
  readonly resources: number;
  /** Those whose tags are known and to which at least one required tag applies. */
  readonly judged: number;
  readonly compliant: number;
  readonly violations: number;
}

export interface ComplianceState {
  /** One transaction. A run that is told of again has the later word. */
  record(records: readonly ComplianceRecord[]): Promise<void>;
  /** Those taken from an instant on, the oldest first. */
  since(organisation: string, instant: string): Promise<ComplianceRecord[]>;
}

/** What was spent on paid calls, by day, so that the cap holds over processes. */
export interface SpendState {
  /** Adds the amount and returns true, or leaves it and returns false when the day's total would pass the cap. */
  spend(organisation: string, day: string, api: string, amount: Money, cap: Money): Promise<boolean>;
  spent(organisation: string, day: string): Promise<Money>;
}

/** A connection that was added by command, as it is kept. */
export interface SealedConnection {
  readonly organisation: string;
  readonly id: string;
  readonly cloud: CloudName;
  readonly name: string;
  /** How often it was written; the seal is for this one. */
  readonly version: number;
  readonly addedAt: string;
  /** The key that it is sealed under. */
  readonly key: string;
  readonly sealed: Uint8Array;
}

/** The key of an organisation's connections, wrapped by a master key that is kept elsewhere. */
export interface WrappedKey {
  readonly organisation: string;
  readonly id: string;
  /** Which master key wrapped it. */
  readonly masterKey: string;
  readonly wrapped: Uint8Array;
}

/** Connections, sealed: nothing here can open them. */
export interface ConnectionState {
  /** By name. */
  list(organisation: string): Promise<SealedConnection[]>;
  key(organisation: string): Promise<WrappedKey | undefined>;
  /** Of every organisation, for whoever changes the master key. */
  keys(): Promise<WrappedKey[]>;
  /**
   * One transaction: the connection, and the key where the organisation has none yet. `stale` when it has another key by now, and
   * nothing was written. @throws StaleLease when overtaken.
   */
  add(connection: SealedConnection, key: WrappedKey, lease: Lease): Promise<'added' | 'name taken' | 'stale'>;
  /** The key goes with the last one: nothing is left that it would open. */
  remove(organisation: string, id: string): Promise<boolean>;
  /**
   * One transaction, on the disk when it ends: every key, wrapped otherwise; false, and nothing was written, when there are others
   * by now. @throws StaleLease when overtaken.
   */
  rewrap(before: readonly WrappedKey[], after: readonly WrappedKey[], lease: Lease): Promise<boolean>;
}

/** A list of what a provider recommends, over one or many accounts. */
export interface RecommendationList {
  readonly organisation: string;
  readonly cloud: CloudName;
  /** Who recommends: `Azure Advisor`. */
  readonly source: string;
  /** Whose list it is: an organisation, a project. */
  readonly id: string;
}

/** What providers recommend, as it was read last. */
export interface RecommendationState {
  /** The parts that were read of a list, each with when; ISO 8601. */
  parts(list: RecommendationList): Promise<ReadonlyMap<string, string>>;
  /** A part tells this from now on, and nothing else. One transaction. @throws StaleLease when overtaken. */
  publish(
    list: RecommendationList,
    read: { readonly part: string; readonly readAt: string; readonly recommendations: readonly Recommendation[] },
    lease: Lease,
  ): Promise<void>;
  /** Drops the other parts of a list. @throws StaleLease when overtaken. */
  keepParts(list: RecommendationList, parts: readonly string[], lease: Lease): Promise<void>;
  /** Drops the other lists of a cloud. @throws StaleLease when overtaken. */
  keepLists(
    organisation: string,
    cloud: CloudName,
    lists: readonly Pick<RecommendationList, 'source' | 'id'>[],
    lease: Lease,
  ): Promise<void>;
  /** What is recommended about one resource. */
  about(
    organisation: string,
    cloud: CloudName,
    resource: string,
  ): Promise<{ readonly recommendation: Recommendation; readonly readAt: string }[]>;
  /** When a cloud's recommendations were read; undefined where they never were. */
  readAt(
    organisation: string,
    cloud: CloudName,
  ): Promise<{ readonly oldest: string; readonly newest: string } | undefined>;
  /** Takes one of the reads that a provider gives on one day, over all processes; false where all are taken. */
  takeRead(organisation: string, counter: string, day: string, most: number): Promise<boolean>;
}

export interface State {
  readonly runs: RunState;
  readonly catalogue: Catalogue;
  readonly leases: LeaseState;
  readonly accounts: AccountState;
  readonly connections: ConnectionState;
  readonly reaches: ReachState;
  readonly compliance: ComplianceState;
  readonly spend: SpendState;
  readonly recommendations: RecommendationState;
  close(): Promise<void>;
}

/** Somebody else took over meanwhile; nothing was written. */
export class StaleLease extends Error {
  override readonly name = 'StaleLease';
}
