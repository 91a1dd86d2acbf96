import * as z from 'zod';
import { CLOUDS, type CloudName } from '../model/cloud.ts';
import { UserError } from '../model/errors.ts';
import { KINDS } from '../model/kinds.ts';
import { nearest } from '../model/nearest.ts';
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

/** @throws UserError for a filter that nobody knows. */
function mergeFilters(input: ScopeInput): {
  accounts?: readonly string[];
  regions?: readonly string[];
  resource_types?: readonly string[];
} {
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

/** The clouds that are asked. @throws UserError for one that cannot be answered for. */
export function cloudsOf(asked: CloudName | 'all' | undefined, context: ToolContext): CloudName[] {
  if (context.cloud && asked && asked !== 'all' && asked !== context.cloud)
    throw new UserError(`This server answers for ${context.cloud} alone; ask the unified server for ${asked}.`);
  const wanted = context.cloud ?? asked ?? 'all';
  if (wanted === 'azure' || wanted === 'gcp')
    throw new UserError(
      `${wanted === 'azure' ? 'Azure' : 'GCP'} can't be collected by this version: only aws can. Ask with cloud_provider "aws" or "all".`,
    );
  return ['aws'];
}

function listOf(
  what: string,
  asked: readonly string[] | undefined,
  knownNames: () => Iterable<string>,
): readonly string[] | undefined {
  if (!asked || (asked.length === 1 && asked[0] === 'all')) return undefined;
  const known = new Set(knownNames());
  for (const entry of asked) if (!known.has(entry)) throw unknown(what, entry, [...known]);
  return asked;
}

/** One cloud's types by their own name or their kind's. @throws UserError for a name that is neither in any cloud. */
function typesOf(
  asked: readonly string[] | undefined,
  cloud: CloudName,
  known: readonly KnownType[],
): readonly string[] | undefined {
  if (!asked || asked.includes('all')) return undefined;
  const kinds: readonly string[] = KINDS;
  return asked.flatMap((name) => {
    const types = known.filter(({ type, kind }) => type.toLowerCase() === name.toLowerCase() || kind === name);
    // A kind that this cloud has no type of is a known word all the same.
    if (types.length === 0 && !kinds.includes(name))
      throw unknown('resource type', name, [...new Set(known.flatMap(({ type, kind }) => [type, kind]))]);
    return types.flatMap((one) => (one.cloud === cloud ? [one.type] : []));
  });
}

/**
 * What a question is about, in each cloud: the snapshot and the filter over it. Names that nobody knows are refused
 * with the nearest that somebody does.
 */
export async function scopesOf(input: ScopeInput, context: ToolContext, snapshotId?: string): Promise<CloudScope[]> {
  const { organisation, store } = context;
  const { accounts, regions, resource_types } = mergeFilters(input);
  const clouds = cloudsOf(input.cloud_provider, context);
  const known = (await context.knownTypes()).filter(({ cloud }) => clouds.includes(cloud));
  const records = await store.state.accounts.list(organisation);
  const scopes: CloudScope[] = [];
  for (const cloud of clouds) {
    const snapshot = await snapshotOf(context, cloud, snapshotId);
    const units = snapshot ? await store.inventory.units(snapshot) : NO_UNITS;
    // Buckets are listed globally and lie in regions that no unit names.
    const found = snapshot && regions ? await store.inventory.regions(snapshot) : [];
    const own = records.filter((record) => record.cloud === cloud);
    const knownAccounts = () => [...own.map(({ id }) => id), ...units.accounts];
    const idOf = (word: string): string => own.find(({ id, name }) => id !== word && name === word)?.id ?? word;
    const knownRegions = () => [...units.regions, ...found];
    const filter: Record<string, readonly string[] | undefined> = {
      // People know accounts by name; an id wins over a name that looks like one.
      accounts: listOf('account', accounts?.map(idOf), knownAccounts),
      // Before anything was collected no region is known, and every region is as empty as the next.
      regions: snapshot ? listOf('region', regions, knownRegions) : regions,
      types: typesOf(resource_types, cloud, known),
    };
    scopes.push({
      cloud,
      snapshot,
      units,
      accounts: own.filter(({ status }) => status !== 'disabled'),
      filter: Object.fromEntries(Object.entries(filter).filter(([, list]) => list)),
    });
  }
  return scopes;
}

async function snapshotOf(
  { organisation, store }: ToolContext,
  cloud: CloudName,
  id: string | undefined,
): Promise<Snapshot | undefined> {
  if (id === undefined) return store.inventory.latest(organisation, cloud);
  const found = (await store.state.catalogue.snapshots(organisation, cloud, 'inventory')).find(
    (snapshot) => snapshot.id === id && snapshot.detail === 'full',
  );
  if (!found) throw new UserError('That cursor belongs to data that is no longer kept. Ask again without a cursor.');
  return found;
}
