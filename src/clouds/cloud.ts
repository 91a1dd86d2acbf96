import type { Charge } from '../model/charge.ts';
import type { CloudName } from '../model/cloud.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import type { MetricPoint } from '../model/metric.ts';
import type { Period } from '../model/period.ts';
import type { Resource, ResourceFacts } from '../model/resource.ts';
import type { Scope } from '../model/scope.ts';
import type { Send } from './calls.ts';
import type { NoteGap } from './collector.ts';

/** One `accounts:` entry of the configuration. Only the fields of its cloud are read. */
export interface AccountSettings {
  readonly cloud: CloudName;
  readonly name?: string;
  readonly profile?: string;
  readonly role_arn?: string;
  readonly external_id?: string;
  readonly endpoint?: string;
  readonly regions?: readonly string[];
}

/** A resource type as the run sees it, with the cloud's clients hidden behind it. */
export interface ResourceSource {
  readonly type: string;
  readonly kind: Kind;
  readonly reach: 'regional' | 'global';
  readonly taggable: boolean;
  /** The API whose quota it draws on: `ec2`. */
  readonly service: string;
  readonly permissions: readonly string[];
  resources(scope: Scope, note: NoteGap): AsyncIterable<ResourceFacts>;
}

/** One paid question about costs and what it is expected to cost. */
export interface CostQuery {
  /** At most two of `ServiceName`, `SubAccountId`, `RegionId`, `tag:<key>`. */
  readonly groupBy: readonly string[];
  readonly period: Period;
}

/** Where charges are asked for when there is no export. Every page is paid. */
export interface CostSource {
  /** What one page costs, exact dollars. */
  readonly pricePerPage: string;
  readonly permissions: readonly string[];
  /** One page at a time, so that the guard can refuse the next. */
  charges(query: CostQuery): AsyncIterable<readonly Charge[]>;
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
}

/** An account that answered to its credentials. */
export interface ConnectedAccount {
  readonly cloud: CloudName;
  readonly id: string;
  readonly name: string | undefined;
  readonly sources: readonly ResourceSource[];
  readonly costs: CostSource;
  readonly metrics: MetricSource;
  /** Those that are enabled. When that can't be asked, the usual ones with the gap that says so. */
  regions(): Promise<{ readonly regions: readonly string[]; readonly gap?: Gap }>;
}

export interface Cloud {
  readonly name: CloudName;
  /** @throws CloudError when the credentials are refused or nobody answers. */
  connect(settings: AccountSettings, send: Send): Promise<ConnectedAccount>;
}
