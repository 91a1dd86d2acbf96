import { hash } from 'node:crypto';
import type { CloudName } from '../../model/cloud.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Money } from '../../model/money.ts';
import type { Resource, ResourceFacts, ResourceState } from '../../model/resource.ts';
import type { UnitKey } from '../../model/run.ts';
import type { TaggedResource } from '../inventory.ts';

/** A resource as one line of a staged unit; the names are the columns of the lake. */
export interface StagedRow {
  readonly account: string;
  readonly region: string;
  /** The region of the unit that listed it: carried-over rows are found by it. */
  readonly collected_in: string;
  readonly type: string;
  readonly kind: Kind;
  readonly taggable: boolean;
  readonly id: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly provider_state: string | null;
  readonly created_at: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  /** The sorted keys as a JSON array: resources with the same one are judged together. */
  readonly tag_keys: string | null;
  /** Those of the keys whose value is empty, sorted, as a JSON array. */
  readonly empty_keys: string;
  /** Whether every value is ASCII, where the engine folds case and matches patterns as JavaScript does. */
  readonly tags_ascii: boolean;
  /** Length of the longest value, in UTF-16 units. */
  readonly tag_value_max: number;
  readonly flags: readonly string[];
  readonly attributes: string;
  readonly content_hash: string;
  /** What may be kept of the provider's own answer, as JSON. It lies in files of its own. */
  readonly payload: string | null;
}

/** The columns of `StagedRow` as DuckDB reads them from JSON lines. */
export const STAGED_COLUMNS = `{
  account: 'VARCHAR', region: 'VARCHAR', collected_in: 'VARCHAR', type: 'VARCHAR', kind: 'VARCHAR', taggable: 'BOOLEAN',
  id: 'VARCHAR', name: 'VARCHAR', state: 'VARCHAR', provider_state: 'VARCHAR', created_at: 'VARCHAR',
  tags: 'MAP(VARCHAR, VARCHAR)', tag_keys: 'VARCHAR', empty_keys: 'VARCHAR', tags_ascii: 'BOOLEAN', tag_value_max: 'INTEGER', flags: 'VARCHAR[]', attributes: 'VARCHAR',
  content_hash: 'VARCHAR', payload: 'VARCHAR' }`;

/** The columns that every row of the lake keeps, whichever run brought it; the others belong to one file. */
export const KEPT_COLUMNS = [
  'account',
  'region',
  'collected_in',
  'type',
  'kind',
  'taggable',
  'id',
  'name',
  'state',
  'provider_state',
  'created_at',
  'tags',
  'tag_keys',
  'empty_keys',
  'tags_ascii',
  'tag_value_max',
  'flags',
  'attributes',
  'content_hash',
  'last_updated',
  'hourly_cost',
  'monthly_cost',
  'cost_currency',
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are ASCII too.
const OUTSIDE_ASCII = /[^\x00-\x7f]/;

// The order in which a provider lists tags or attributes is no change of content.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

export function stagedRow(unit: UnitKey, source: { kind: Kind; taggable: boolean }, facts: ResourceFacts): StagedRow {
  const { payload, ...known } = facts;
  const content = sorted({ ...known, region: facts.region ?? unit.region }) as ResourceFacts;
  const { tags } = content;
  const pairs = Object.entries(tags ?? {});
  return {
    account: unit.account,
    region: facts.region ?? unit.region,
    collected_in: unit.region,
    type: unit.type,
    kind: source.kind,
    taggable: facts.taggable ?? source.taggable,
    id: facts.id,
    name: facts.name ?? null,
    state: facts.state ?? null,
    provider_state: facts.providerState ?? null,
    created_at: facts.createdAt ?? null,
    tags: tags ?? null,
    tag_keys: tags ? JSON.stringify(pairs.map(([key]) => key)) : null,
    empty_keys: JSON.stringify(pairs.flatMap(([key, value]) => (value === '' ? [key] : []))),
    tags_ascii: pairs.every(([, value]) => !OUTSIDE_ASCII.test(value)),
    tag_value_max: pairs.reduce((longest, [, { length }]) => Math.max(longest, length), 0),
    flags: facts.flags ?? [],
    attributes: JSON.stringify(content.attributes),
    content_hash: hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22),
    payload: payload === undefined ? null : JSON.stringify(payload),
  };
}

/** A row of the lake as `TAGGED_COLUMNS` selects it. */
export interface TaggedRow
  extends Pick<StagedRow, 'account' | 'region' | 'type' | 'kind' | 'id' | 'name' | 'state' | 'created_at'> {
  /** JSON as text: the engine's own maps are slow to hand over. */
  readonly tags: string | null;
}

/** A row of the lake as `RESOURCE_COLUMNS` selects it. */
export interface ResourceRow
  extends TaggedRow,
    Pick<StagedRow, 'collected_in' | 'taggable' | 'provider_state' | 'attributes'> {
  readonly flags: string | null;
  readonly last_updated: string;
  readonly hourly_cost: string | null;
  readonly monthly_cost: string | null;
  readonly cost_currency: string | null;
}

export const TAGGED_COLUMNS =
  'account, region, type, kind, id, name, state, created_at, CAST(to_json(tags) AS VARCHAR) AS tags';
export const RESOURCE_COLUMNS = `${TAGGED_COLUMNS}, collected_in, taggable, provider_state, attributes,
  CAST(to_json(flags) AS VARCHAR) AS flags, last_updated,
  CAST(hourly_cost AS VARCHAR) AS hourly_cost, CAST(monthly_cost AS VARCHAR) AS monthly_cost, cost_currency`;

const cost = (amount: string | null, currency: string | null): Money | undefined =>
  amount === null || currency === null ? undefined : { amount, currency };

/** Back from the lake. */
export const taggedOf = (row: TaggedRow, cloud: CloudName): TaggedResource => ({
  cloud,
  account: row.account,
  region: row.region,
  type: row.type,
  kind: row.kind,
  id: row.id,
  name: row.name ?? undefined,
  ...(row.state === null ? {} : { state: row.state as ResourceState }),
  createdAt: row.created_at ?? undefined,
  tags: row.tags === null ? undefined : JSON.parse(row.tags),
});

/** `lastSeen` is when its unit was last listed whole. */
export function resourceOf(row: ResourceRow, cloud: CloudName, lastSeen: string): Resource {
  const hourlyCost = cost(row.hourly_cost, row.cost_currency);
  const monthlyCost = cost(row.monthly_cost, row.cost_currency);
  return {
    ...taggedOf(row, cloud),
    taggable: row.taggable,
    providerState: row.provider_state ?? undefined,
    flags: row.flags === null ? [] : JSON.parse(row.flags),
    attributes: JSON.parse(row.attributes),
    ...(hourlyCost && { hourlyCost }),
    ...(monthlyCost && { monthlyCost }),
    lastSeen,
    lastUpdated: row.last_updated,
  } as Resource;
}
