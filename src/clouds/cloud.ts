import type { Charge } from '../model/charge.ts';
import type { CloudName } from '../model/cloud.ts';
import type { CloudError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { MetricPoint } from '../model/metric.ts';
import type { Period } from '../model/period.ts';
import type { Recommendation } from '../model/recommendation.ts';
import type { Resource, ResourceFacts } from '../model/resource.ts';
import type { UnitKey } from '../model/run.ts';
import type { Scope } from '../model/scope.ts';
import type { Send } from './calls.ts';
import type { NotedGap, NoteGap } from './collector.ts';
import type { Secrets } from './secrets.ts';

/** How the members of an organisation of AWS are reached from the account that lists them. */
export interface MemberSettings {
  /** The role to assume in each. */
  readonly role_name: string;
  /** What is asked for; AWS gives an hour at most to who is a role already. */
  readonly session_duration_seconds?: number;
  /** When a session is renewed that lasts longer. */
  readonly session_cache_ttl_seconds?: number;
  /** The entry itself names no organisation, and may well be of none. */
  readonly ifAny?: boolean;
}

/** One `accounts:` entry of the configuration. Only the fields of its cloud are read. */
export interface AccountSettings {
  readonly cloud: CloudName;
  readonly name?: string;
  readonly endpoint?: string;
  readonly regions?: readonly string[];
  /** How many resources one page of the inventory has at most; as many as the operation gives where that is fewer. */
  readonly batch_size?: number;
  /** AWS: a profile, and a role to assume on top of it. */
  readonly profile?: string;
  readonly role_arn?: string;
  readonly external_id?: string;
  /** AWS: the organisation that this account manages. GCP: the number of the organisation. */
  readonly organization?: MemberSettings | string;
  /** Azure: a service principal, else what its own tools would use. The secret is a reference. */
  readonly tenant_id?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly subscriptions?: readonly string[];
  readonly management_group?: string;
  readonly resource_groups?: readonly string[];
  /** GCP: a file or a reference; else application default credentials. */
  readonly credentials?: string;
  readonly folder?: string;
  readonly projects?: readonly string[];
  /** GCP: of what lies in a zone only what lies in these. */
  readonly zones?: readonly string[];
  readonly billing?: { readonly project: string; readonly dataset: string; readonly table: string };
}

/** A resource type as the run sees it. */
interface SourceFacts {
  readonly type: string;
  readonly kind: Kind;
  readonly reach: 'regional' | 'global';
  readonly taggable: boolean;
  /** The API whose quota it draws on: `ec2`. */
  readonly service: string;
  readonly permissions: readonly string[];
}

/** A type that is listed unit by unit, with the cloud's clients hidden behind it. */
export interface OwnSource extends SourceFacts {
  resources(scope: Scope, note: NoteGap): AsyncIterable<ResourceFacts>;
  readonly wide?: undefined;
  readonly others?: undefined;
}

/** A type that a list tells of beside others: it is asked once for all that share it. */
export interface WideSource extends SourceFacts {
  readonly wide: WideListing;
  readonly others?: undefined;
}

/** Some of the resources of one type that has no source. */
export interface OtherRows {
  readonly type: string;
  readonly taggable: boolean;
  readonly rows: readonly ResourceFacts[];
}

/** A list of what an account has in one region of types that have no source; its own type is `OTHERS`. */
export interface OtherSource extends SourceFacts {
  /** In any order. A type that a whole list doesn't tell of has no resources there. */
  others(scope: Scope, note: NoteGap): AsyncIterable<readonly OtherRows[]>;
  readonly wide?: undefined;
}

export type ResourceSource = OwnSource | WideSource | OtherSource;

/** Account and type of a unit; what is listed so is listed in all regions at once. */
export type WideUnit = Pick<UnitKey, 'account' | 'type'>;

/** Some of the resources of one unit. */
export interface WideRows extends WideUnit {
  readonly kind: Kind;
  readonly taggable: boolean;
  readonly rows: readonly ResourceFacts[];
}

/** What is wanted of a wide listing, or of its changes. */
export interface WideWanted {
  readonly organisation: string;
  /** Of the types that have a source of their own. */
  readonly units: readonly WideUnit[];
  /** These accounts' types that have no source, too. */
  readonly others: readonly string[];
  note(unit: WideUnit, gap: NotedGap): void;
}

export interface WideRequest extends WideWanted {
  /** An account that can't be read any more, though the others can: what has not come of it by then is unknown, and not gone. */
  lose(account: string, error: CloudError): void;
}

/** What of some units changed since they were read. */
export interface WideChanges {
  /** By unit: what is new or changed, and the ids of what is gone. A unit that is not named is as it was. */
  readonly changed: readonly (WideRows & { readonly deleted: readonly string[] })[];
  /** Those that no list of changes tells of, or not all: they are to be listed. */
  readonly relist: readonly WideUnit[];
  /** Accounts whose types without a source are to be listed. */
  readonly relistOthers: readonly string[];
}

/** One list over many accounts and types: a query of Resource Graph, a search of Asset Inventory. */
export interface WideListing {
  /** For people, and by which it takes turns in a quota. */
  readonly name: string;
  /** Tells of types that no source names, too: one that it no longer tells of has no resources left. */
  readonly exhaustive: boolean;
  /**
   * What was asked for, unit after unit: once rows of another unit come, the one before is complete. A unit of which no rows
   * come has none.
   */
  rows(request: WideRequest): AsyncIterable<WideRows>;
  /**
   * What changed in the units since then, where the provider keeps a list of changes that goes back so far. Undefined where there
   * are so many that listing takes no longer.
   */
  changes?(request: WideWanted, since: Date): Promise<WideChanges | undefined>;
  /** What the provider's clock said in the last answer; undefined where none came since it was looked at. */
  providerTime?(): Date | undefined;
}

/** One paid question about costs and what it is expected to cost. */
export interface CostQuery {
  /** At most two of `ServiceName`, `SubAccountId`, `RegionId`, `tag:<key>`. */
  readonly groupBy: readonly string[];
  readonly period: Period;
}

/** Where charges are asked for when there is no export. Every page is paid. */
export interface CostSource {
  /** What one page costs at least, exact dollars; a source whose calls tell prices of their own may ask more. */
  readonly pricePerPage: string;
  readonly permissions: readonly string[];
  /** One page at a time, so that the guard can refuse the next. */
  charges(query: CostQuery): AsyncIterable<readonly Charge[]>;
  /** Which of these tags charges don't carry until somebody activates them; absent where that needs no activation. Paid as a page. */
  inactiveTags?(keys: readonly string[]): Promise<readonly string[]>;
  /** Finds out whether it may ask, without asking what is paid; absent where every question is. @throws CloudError */
  check?(period: Period): Promise<void>;
}

/** Where metrics are asked for. Every series is paid. */
export interface MetricSource {
  /** What one series of one request costs, exact dollars. */
  readonly pricePerSeries: string;
  readonly permissions: readonly string[];
  /** The resource types that have any. */
  readonly types: readonly string[];
  /** How many series a resource needs; 0 for what has no metrics. */
  seriesFor(resource: Resource): number;
  /** Daily points of the resources of one region, one request's worth at a time. */
  points(scope: Scope, resources: readonly Resource[], period: Period): AsyncIterable<readonly MetricPoint[]>;
  /** Finds out whether an account may be asked, without asking what is paid; absent where a resource is needed for it. @throws CloudError */
  check?(account: string, period: Period): Promise<void>;
}

/** Who pays for an account, where only the provider knows. */
export interface PaidBy {
  readonly permission: string;
  /** The account that pays, which may be this one; undefined where it pays alone and for nobody else. @throws CloudError */
  ask(): Promise<string | undefined>;
}

/** What of a provider's recommendations is read, kept and goes stale together. */
export interface RecommendationPart {
  /** The same at each collection: `google.compute.disk.IdleResourceRecommender europe-west1-b`. */
  readonly name: string;
  /** What it no longer tells of is no longer recommended. */
  list(): AsyncIterable<readonly Recommendation[]>;
}

/** The known resources of some types, which say where there is something to recommend. */
export type ResourcesOf = (types: readonly string[]) => AsyncIterable<Pick<Resource, 'id' | 'region' | 'type'>>;

/** Where a provider tells what it would do itself, for several accounts at once. */
export interface RecommendationSource {
  readonly cloud: CloudName;
  /** For people: `Azure Advisor`. */
  readonly name: string;
  /** Whose reads are counted: an organisation, a project. */
  readonly id: string;
  /** Whose recommendations it tells. */
  readonly accounts: readonly string[];
  readonly permissions: readonly string[];
  /** How many calls the provider gives away on one day, and where that day begins; absent where it doesn't count them. */
  readonly readsPerDay?: { readonly most: number; readonly timeZone: string };
  /** The most useful first, because reads may end. */
  parts(resourcesOf: ResourcesOf): Promise<readonly RecommendationPart[]>;
}

/** Whose bill can be read: an AWS account, a scope of Azure's Cost Management, a billing account of GCP. */
export interface Payer {
  readonly cloud: CloudName;
  readonly id: string;
  readonly costs: CostSource;
  /** Other accounts whose charges this bill holds, all of them, as far as that is known without asking. */
  readonly holds?: readonly string[];
  /** Absent where no bill of another could hold these charges, or it is known already. */
  readonly paidBy?: PaidBy;
}

/** An account that can be asked. */
export interface ConnectedAccount {
  readonly cloud: CloudName;
  readonly id: string;
  readonly name: string | undefined;
  readonly sources: readonly ResourceSource[];
  readonly metrics: MetricSource;
  /** Finds out whether it can be asked, where connecting only learnt that it exists. @throws CloudError */
  reach?(): Promise<void>;
  /** Those that are enabled; absent where the cloud lists all of them at once. When that can't be asked, the usual ones with the gap that says so. */
  regions?(): Promise<{ readonly regions: readonly string[]; readonly gap?: Gap }>;
  /** How many accounts its organisation has, where it may list them and its entry doesn't. @throws CloudError where it may not. */
  organizationAccounts?(): Promise<number>;
  /** Lets go of what is only held while it is asked: hundreds of accounts would hold it all at once. It may be asked again. */
  rest?(): void;
}

/** An account that is known to exist and could not be reached: one that was named and is not shown. */
export interface UnreachedAccount {
  /** Undefined where the settings name it by something else: a project by its number. */
  readonly id: string | undefined;
  /** Its name, or what the settings call it. */
  readonly name: string | undefined;
  readonly error: CloudError;
}

/** An account in which nothing runs, so that nothing of it is asked: a member that was closed. */
export interface InactiveAccount {
  readonly id: string;
  readonly name: string | undefined;
  /** In the provider's word: `SUSPENDED`. */
  readonly state: string;
}

/** What an entry of the settings leads to: an account, the members of an organisation, the subscriptions of a tenant. */
export interface Connection {
  readonly accounts: readonly ConnectedAccount[];
  readonly unreached: readonly UnreachedAccount[];
  readonly inactive?: readonly InactiveAccount[];
  readonly payers: readonly Payer[];
  /** Absent where the provider recommends nothing that is read. */
  readonly recommendations?: readonly RecommendationSource[];
  /** What could not be found out: whether there are more accounts. Those that were known before may be among them. */
  readonly gaps: readonly Gap[];
}

export interface Cloud {
  readonly name: CloudName;
  /** @throws CloudError when the credentials are refused or nobody answers. @throws UserError for settings that can't be met. */
  connect(settings: AccountSettings, send: Send, secrets: Secrets): Promise<Connection>;
}
