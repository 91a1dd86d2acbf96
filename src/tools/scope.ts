import * as z from 'zod';
import { CLOUDS, type CloudName } from '../model/cloud.ts';
import { UserError } from '../model/errors.ts';
import { KINDS } from '../model/kinds.ts';
import { nearest } from '../model/nearest.ts';
import { OTHERS } from '../model/run.ts';
import type { CellFilter } from '../store/inventory.ts';
import type { AccountRecord, Snapshot } from '../store/state.ts';
import { NO_UNITS, type UnitIndex } from '../store/unit-index.ts';
import type { KnownType, ToolContext } from './tool.ts';

const word = z.string().max(512);

/** What every read is narrowed by. Older clients nest the same keys under `filters`. */
export const scopeInput = {
  cloud_provider: z.enum([...CLOUDS, 'all']).optional(),
  accounts: z.array(word).max(1000).optional(),
  regions: z.array(word).max(200).optional(),
  resource_types: z.array(word).max(500).optional().describe('Provider types, kinds or "all"'),
  filters: z.record(word, z.union([word, z.array(word).max(1000)])).optional(),
};

export interface ScopeInput {
  readonly cloud_provider?: CloudName | 'all' | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly resource_types?: readonly string[] | undefined;
  readonly filters?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** One cloud's part of what was asked. */
export interface CloudScope {
  readonly cloud: CloudName;
  /** Undefined when nothing was ever collected. */
  readonly snapshot: Snapshot | undefined;
  readonly units: UnitIndex;
  /** The accounts of the cloud that nobody disabled, within the filter or not. */
  readonly accounts: readonly AccountRecord[];
  readonly filter: CellFilter;
}

const FILTERS: Readonly<Record<string, 'accounts' | 'regions' | 'resource_types'>> = {
  account_id: 'accounts',
  account: 'accounts',
  accounts: 'accounts',
  subscription_id: 'accounts',
  project_id: 'accounts',
  region: 'regions',
  regions: 'regions',
  resource_type: 'resource_types',
  resource_types: 'resource_types',
};

type Narrowing = Partial<Record<'accounts' | 'regions' | 'resource_types', readonly string[]>>;

/** @throws UserError for a filter that nobody knows. */
function mergeFilters(input: ScopeInput): Narrowing {
  const merged: Record<string, readonly string[]> = {};
  for (const key of ['accounts', 'regions', 'resource_types'] as const) {
    const list = input[key];
    if (list) merged[key] = list;
  }
  for (const [key, value] of Object.entries(input.filters ?? {})) {
    const name = Object.hasOwn(FILTERS, key) ? FILTERS[key] : undefined;
    if (!name) throw unknown('filter', key, Object.keys(FILTERS));
    const list = typeof value === 'string' ? [value] : value;
    const before = merged[name];
    merged[name] = before ? before.filter((entry) => list.includes(entry)) : list;
  }
  return merged;
}

export function unknown(what: string, word: string, known: readonly string[]): UserError {
  const near = nearest(word, known);
  const shown = known.toSorted().slice(0, 12).join(', ');
  const rest = known.length > 12 ? ` and ${known.length - 12} more` : '';
  const help = near
    ? `Did you mean ${near}?`
    : known.length > 0
      ? `Known: ${shown}${rest}.`
      : 'None is known yet: nothing was collected.';
  return new UserError(`Unknown ${what} «${word.slice(0, 120)}». ${help}`);
}

/** The clouds that are asked: those with an account, or the one that is named. @throws UserError for a foreign one. */
export function cloudsOf(asked: CloudName | 'all' | undefined, context: ToolContext): CloudName[] {
  if (context.cloud && asked && asked !== 'all' && asked !== context.cloud)
    throw new UserError(`This server answers for ${context.cloud} alone; ask the unified server for ${asked}.`);
  const wanted = context.cloud ?? asked ?? 'all';
  return wanted === 'all' ? [...context.clouds] : [wanted];
}

const isEverything = (asked: readonly string[]): boolean => asked.includes('all');

/** What one cloud has, before anything narrows it. */
interface Place {
  readonly cloud: CloudName;
  readonly snapshot: Snapshot | undefined;
  readonly units: UnitIndex;
  readonly records: readonly AccountRecord[];
  /** Its accounts by what people call them; an id wins over a name that looks like one. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly regions: ReadonlySet<string>;
  /** Those that can be collected, and those that were found beside them. */
  readonly types: readonly Pick<KnownType, 'type' | 'kind'>[];
  /** Those that can be collected. */
  readonly ownTypes: ReadonlySet<string>;
}

async function placeOf(
  cloud: CloudName,
  snapshot: Snapshot | undefined,
  records: readonly AccountRecord[],
  { store, knownTypes }: ToolContext,
): Promise<Place> {
  const units = snapshot ? await store.inventory.units(snapshot) : NO_UNITS;
  const own = records.filter((record) => record.cloud === cloud);
  const named = own.flatMap(({ id, name }): [string, string][] => (name === undefined ? [] : [[name, id]]));
  const ids = [...units.accounts, ...own.map(({ id }) => id)].map((id): [string, string] => [id, id]);
  const known = (await knownTypes()).filter((type) => type.cloud === cloud);
  const ownTypes = new Set(known.map(({ type }) => type));
  const found = units.types.filter((type) => !ownTypes.has(type)).map((type) => ({ type, kind: 'other' as const }));
  return {
    cloud,
    snapshot,
    units,
    records: own,
    accounts: new Map([...named, ...ids]),
    // Buckets are listed globally and lie in regions that no unit names.
    regions: new Set(snapshot ? [...units.regions, ...(await store.inventory.regions(snapshot))] : []),
    types: [...known, ...found],
    ownTypes,
  };
}

/** @throws UserError for a name that no cloud knows. */
function checkNames(places: readonly Place[], { accounts = [], regions = [], resource_types = [] }: Narrowing): void {
  const kinds: readonly string[] = KINDS;
  const known = {
    account: new Set(places.flatMap((place) => [...place.accounts.keys()])),
    region: new Set(places.flatMap((place) => [...place.regions])),
  };
  if (!isEverything(accounts))
    for (const name of accounts) if (!known.account.has(name)) throw unknown('account', name, [...known.account]);
  // Before anything was collected no region is known, and every region is as empty as the next.
  if (!isEverything(regions) && places.every(({ snapshot }) => snapshot))
    for (const name of regions) if (!known.region.has(name)) throw unknown('region', name, [...known.region]);
  if (isEverything(resource_types)) return;
  const types = places.flatMap((place) => place.types);
  const names = new Set(types.flatMap(({ type, kind }) => [type.toLowerCase(), kind]));
  // A kind that no cloud here has a type of is a known word all the same.
  for (const name of resource_types)
    if (!names.has(name.toLowerCase()) && !kinds.includes(name))
      throw unknown('resource type', name, [...new Set(types.flatMap(({ type, kind }) => [type, kind]))]);
}

/** One cloud's part of the names; a list that has none of it is empty, and an absent one is everything. */
function filterIn(place: Place, { accounts, regions, resource_types: asked }: Narrowing): CellFilter {
  const types = place.types.filter(({ type, kind }) =>
    asked?.some((name) => name.toLowerCase() === type.toLowerCase() || name === kind),
  );
  return {
    ...(accounts && !isEverything(accounts)
      ? { accounts: [...new Set(accounts.flatMap((name) => place.accounts.get(name) ?? []))] }
      : {}),
    ...(regions && !isEverything(regions)
      ? { regions: regions.filter((name) => !place.snapshot || place.regions.has(name)) }
      : {}),
    ...(asked && !isEverything(asked) ? { types: withTheirList(types, place) } : {}),
  };
}

/** What can't be seen of a type without a collector, the list of those tells. */
function withTheirList(types: Place['types'], { units, ownTypes }: Place): string[] {
  const names = types.map(({ type }) => type);
  const isTold = units.types.includes(OTHERS) && names.some((type) => !ownTypes.has(type));
  return isTold ? [...new Set([...names, OTHERS])] : names;
}

const isEmpty = ({ accounts, regions, types }: CellFilter): boolean =>
  [accounts, regions, types].some((list) => list?.length === 0);

/**
 * What a question is about, in each cloud: the snapshot and the filter over it. Names that nobody knows are refused
 * with the nearest that somebody does. Clouds that have nothing of what is named are left out, unless none has.
 */
export async function scopesOf(input: ScopeInput, context: ToolContext, snapshotId?: string): Promise<CloudScope[]> {
  const narrowing = mergeFilters(input);
  const records = await context.store.state.accounts.list(context.organisation);
  const clouds = cloudsOf(input.cloud_provider, context);
  const snapshots = await snapshotsOf(clouds, context, snapshotId);
  const places = await Promise.all(clouds.map((cloud, index) => placeOf(cloud, snapshots[index], records, context)));
  checkNames(places, narrowing);
  const scopes = places.map(
    (place): CloudScope => ({
      cloud: place.cloud,
      snapshot: place.snapshot,
      units: place.units,
      accounts: place.records.filter(({ status }) => status !== 'disabled'),
      filter: filterIn(place, narrowing),
    }),
  );
  const named = scopes.filter(({ filter }) => !isEmpty(filter));
  return named.length > 0 ? named : scopes;
}

/** The newest of each cloud; of the cloud that a cursor was given in, the one that the list was begun on. */
async function snapshotsOf(
  clouds: readonly CloudName[],
  { organisation, store }: ToolContext,
  id: string | undefined,
): Promise<(Snapshot | undefined)[]> {
  const { inventory, state } = store;
  if (id === undefined) return Promise.all(clouds.map((cloud) => inventory.latest(organisation, cloud)));
  const kept = await Promise.all(clouds.map((cloud) => state.catalogue.snapshots(organisation, cloud, 'inventory')));
  const begun = kept.map((list) => list.find((one) => one.id === id && one.detail === 'full'));
  if (begun.every((one) => !one))
    throw new UserError('That cursor belongs to data that is no longer kept. Ask again without a cursor.');
  return begun.map((one, index) => one ?? kept[index]?.[0]);
}
