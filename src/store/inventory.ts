import type { CloudName } from '../model/cloud.ts';
import type { Kind } from '../model/kinds.ts';
import type { Resource, ResourceFacts } from '../model/resource.ts';
import type { InventoryChanges, UnitCoverage, UnitOutcome } from '../model/run.ts';
import type { Lease, Snapshot } from './state.ts';
import type { UnitIndex } from './unit-index.ts';

/** Narrows by where and what; an absent field means everything. */
export interface CellFilter {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly types?: readonly string[];
}

/** Key, and a value or nothing for any. */
export interface TagFilter {
  readonly key: string;
  /** Other keys that mean the same, where a cloud's are the same in any case. */
  readonly alike?: readonly string[];
  readonly value?: string;
}

export interface ResourceFilter extends CellFilter {
  /** In the name or the id, without regard to case. */
  readonly text?: string;
  readonly states?: readonly string[];
  readonly tags?: readonly TagFilter[];
  /** ISO 8601. */
  readonly createdBefore?: string;
  readonly createdAfter?: string;
}

/** What a list about tags says of a resource; the rest of it takes as long again to read. */
export type TaggedResource = Pick<
  Resource,
  'cloud' | 'account' | 'region' | 'type' | 'kind' | 'id' | 'name' | 'state' | 'createdAt' | 'tags'
>;

export interface ResourcePage {
  readonly resources: readonly Resource[];
  readonly total: number;
  /** Where the next page begins; absent on the last. */
  readonly next?: number;
}

/** The resources of one account, region and type: what aggregates are made of. */
export interface Cell {
  readonly cell: number;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly kind: Kind;
  readonly resources: number;
}

/** The resources of one type that carry the same set of tag keys. An estate of a million has a few hundred of these. */
export interface Shape {
  readonly shape: number;
  readonly type: string;
  readonly kind: Kind;
  readonly taggable: boolean;
  /** Undefined where the tags could not be read. */
  readonly keys: readonly string[] | undefined;
  /** Those of the keys whose value is empty. */
  readonly emptyKeys: readonly string[];
  readonly resources: number;
}

/** What the keys of a shape say of one tag: a verdict already, or the key whose values are to be tested. */
export type TagPlace = Verdict | { readonly key: string };

/** A test of values that the engine can make; `undefined` where it can't and every distinct value must be judged outside. */
export interface ValueTest {
  /** Any of these; without regard to case where `fold` is set. */
  readonly oneOf?: readonly string[];
  readonly fold?: boolean;
  /** A pattern that RE2 and JavaScript understand alike; the whole value must match. */
  readonly pattern?: string;
}

export interface JudgedTag {
  readonly name: string;
  readonly required: boolean;
  readonly severity: 'error' | 'warning';
  readonly places: ReadonlyMap<number, TagPlace>;
  /** Applied in turn; the first that fails gives the verdict. */
  readonly tests: readonly {
    readonly fails: 'invalid_value' | 'invalid_format';
    readonly test: ValueTest | undefined;
  }[];
  /** What values are held to, as text: tags with the same rule judge every value alike. */
  readonly rule: string;
  /** Judges what the engine can't: values outside ASCII, and every value where a test is undefined. */
  judge(value: string): Verdict;
}

export const VERDICTS = ['ok', 'missing_required_tag', 'invalid_value', 'invalid_format', 'misspelt_key'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A policy made ready for one snapshot. */
export interface Judgement {
  /** Names the policy: verdicts are kept for (snapshot, version). */
  readonly version: string;
  readonly tags: readonly JudgedTag[];
  /** Shapes to which no required tag applies, or whose tags are unknown. */
  readonly unjudged: ReadonlySet<number>;
  /** How many of a shape's keys break a naming rule. */
  readonly badKeys: ReadonlyMap<number, number>;
  /** Values longer than this break a naming rule. */
  readonly maxValueLength: number | undefined;
}

/** What a breakdown groups by; `none` for one sum over the filter. */
export type VerdictGroup = 'none' | 'account' | 'region' | 'type';

/** Counts over the resources of one group. */
export interface VerdictCounts {
  /** The account, region or type; empty for `none`. */
  readonly group: string;
  readonly resources: number;
  /** Those whose tags are known and to which at least one required tag applies. */
  readonly judged: number;
  /** Judged and without an error. */
  readonly compliant: number;
  /** Those that miss at least one required tag. */
  readonly missing: number;
  readonly namingViolations: number;
  /** By position in `Judgement.tags`: how many resources got each verdict. */
  readonly byTag: readonly Readonly<Record<Verdict, number>>[];
}

/** Which resources a question about verdicts is asked of. */
export interface VerdictFilter extends CellFilter {
  /** Resources that have all of these. */
  readonly tags?: readonly TagFilter[];
}

/** The verdicts on one snapshot under one policy version, kept by the process. */
export interface Verdicts {
  counts(filter: VerdictFilter, group: VerdictGroup): Promise<VerdictCounts[]>;
  /** How many resources have violations of these severities. */
  violatorCount(filter: VerdictFilter, severity: ViolationSeverity): Promise<number>;
  /** Resources with such violations, in the order of account, region, type and id. `after` is the position of the last one had. */
  violators(
    filter: VerdictFilter,
    severity: ViolationSeverity,
    after: number,
    limit: number,
  ): Promise<{ position: number; resource: TaggedResource }[]>;
  /** How many resources miss a required tag. */
  missingCount(filter: MissingFilter): Promise<number>;
  /** Those resources, the oldest first for `age`. */
  missing(
    filter: MissingFilter,
    sort: 'age' | 'name' | 'position',
    offset: number,
    limit: number,
  ): Promise<TaggedResource[]>;
}
/** `missingTags` are names in the judgement: at least one of them is missing. */
export interface MissingFilter extends VerdictFilter {
  readonly missingTags?: readonly string[];
}
export type ViolationSeverity = 'all' | 'errors' | 'warnings';

export interface PublishedInventory {
  readonly snapshot: Snapshot;
  readonly changes: InventoryChanges;
  /** By account, how many of its rows another listing told of, too, and which count once. */
  readonly repeats: readonly RepeatedRows[];
}

export interface RepeatedRows {
  readonly account: string;
  readonly rows: number;
}

/** A resource by where it stands. */
export type PlacedId = Pick<Resource, 'account' | 'type' | 'id'>;

/** Tags from the first snapshot on that has them so. */
export interface TagsSince {
  /** ISO 8601; when that snapshot was published. */
  readonly since: string;
  /** Undefined where they could not be read. */
  readonly tags: Resource['tags'];
}

/** A resource that differs between two snapshots. */
export interface ChangedResource {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly id: string;
  /** Absent where it has none, and where it is gone and the snapshot that had it was thinned. */
  readonly name?: string;
  readonly change: 'new' | 'modified' | 'deleted';
}

export interface ChangePage {
  readonly changed: readonly ChangedResource[];
  readonly total: number;
}

/** An account whose units stay in the snapshot, in these regions or in all; its global ones always stay. */
export interface KeptAccount {
  readonly account: string;
  readonly regions?: readonly string[];
}

/** Of a thinned snapshot only coverage, payloads and changes are answered; the rest throws a UserError. */
export interface InventoryLake {
  /** The rows of one unit as staged: compressed, with content hashes. Others have their turn meanwhile. */
  encode(
    unit: UnitOutcome,
    source: { kind: Kind; taggable: boolean },
    rows: readonly ResourceFacts[],
  ): Promise<Uint8Array>;
  /**
   * Makes the run's staged units visible, with the last good rows of units that failed or were not asked. Refers to the earlier
   * files where nothing changed. Where `keep` is given, units that it doesn't name are no longer carried over, and their
   * resources count as deleted. @throws StaleLease when overtaken.
   */
  publish(
    run: {
      organisation: string;
      id: string;
      cloud: CloudName;
      promotedTags: readonly string[];
      keep?: readonly KeptAccount[];
    },
    lease: Lease,
    now: Date,
  ): Promise<PublishedInventory>;
  latest(organisation: string, cloud: CloudName, at?: string): Promise<Snapshot | undefined>;
  coverage(snapshot: Snapshot): Promise<readonly UnitCoverage[]>;
  /** The same, to be asked together. */
  units(snapshot: Snapshot): Promise<UnitIndex>;
  cells(snapshot: Snapshot): Promise<readonly Cell[]>;
  /** Where there are resources; a global listing finds them in regions that no unit names. */
  regions(snapshot: Snapshot): Promise<readonly string[]>;
  shapes(snapshot: Snapshot): Promise<readonly Shape[]>;
  find(snapshot: Snapshot, filter: ResourceFilter, offset: number, limit: number): Promise<ResourcePage>;
  /** Those that exist, in no particular order. */
  byIds(snapshot: Snapshot, ids: readonly string[]): Promise<Resource[]>;
  /** How its tags changed, the newest first, as far back as 64 files of earlier snapshots tell. */
  tagHistory(snapshot: Snapshot, resource: PlacedId): Promise<TagsSince[]>;
  /** What differs from the snapshot before, or everything as new where there was none; by account, region, type and id. */
  changes(before: Snapshot | undefined, after: Snapshot, offset: number, limit: number): Promise<ChangePage>;
  /** Kept for the newest few (snapshot, version); a second call with the same is free. */
  judge(snapshot: Snapshot, judgement: Judgement): Promise<Verdicts>;
  /** What was kept of the provider's own answers about a type, as JSON; none where it expired. */
  payloads(snapshot: Snapshot, type: string): Promise<{ id: string; payload: string }[]>;
  /** Distinct tag keys of the snapshot with how many resources carry them, most first. */
  tagKeys(snapshot: Snapshot): Promise<{ key: string; resources: number }[]>;
  /**
   * Drops payloads past 7 days and metrics past 35; thins snapshots past 35 and drops those past 400; the newest of each stays.
   * Deletes unlisted files older than the grace period.
   */
  expire(
    organisation: string,
    lease: Lease,
    now: Date,
  ): Promise<{ thinned: number; dropped: number; filesDeleted: number }>;
}
