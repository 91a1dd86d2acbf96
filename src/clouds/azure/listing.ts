import { CloudError } from '../../model/errors.ts';
import type { PlacedAttributes } from '../../model/kinds/placed.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { WideChanges, WideListing, WideRequest, WideRows, WideUnit, WideWanted } from '../cloud.ts';
import type { NotedGap } from '../collector.ts';
import { detailNoting } from '../detail.ts';
import { isTypeName, unnamedTypes } from '../unnamed-types.ts';
import { changesSince } from './changes.ts';
import type { AzureClients } from './clients.ts';
import type { AzureRow, AzureRowCollector, Family } from './collector.ts';
import { isUntold, wantedChanges, withDeleted } from './listing-changes.ts';
import { UNTAGGABLE_TYPES } from './other-types.ts';
import { type Places, placesOf } from './places.ts';
import { type Narrowing, otherQuery, queryOf } from './queries.ts';
import { graphRows, RESOURCE_GRAPH } from './resource-graph.ts';
import { regionOf, rowFacts } from './row-facts.ts';
import { distinct, inUnits, type RowsOfUnit, unitName } from './rows-of-units.ts';
import { lostAmong } from './subscriptions.ts';
import { SIZES_PERMISSION, type VmSizes, vmSizes } from './vm-sizes.ts';

interface ListingParts {
  readonly clients: AzureClients;
  readonly collectors: readonly AzureRowCollector[];
  readonly narrowing: Narrowing;
}

/** The list of one family of types, over all subscriptions of a connection. */
export function azureListing(family: Family, { clients, collectors, narrowing }: ListingParts): WideListing {
  const own = collectors.filter((collector) => collector.family === family);
  const byType = new Map(own.map((collector) => [collector.type.toLowerCase(), collector]));
  const known = collectors.map(({ type }) => type);
  const isKnown = new Set(known.map((type) => type.toLowerCase()));
  // Types without a collector come with the family that is the most mixed already.
  const exhaustive = family === 'platform';

  async function* ownRows(request: WideRequest, seen: Seen): AsyncGenerator<WideRows, void, undefined> {
    const { units } = request;
    if (units.length === 0) return;
    const asked = new Set(units.map(unitName));
    const query = queryOf(distinct(units.map(({ type }) => type)), narrowing);
    const subscriptions = distinct(units.map(({ account }) => account));
    // The resource groups were asked for already, for the sake of their tags.
    const pages =
      family === 'groups' ? groupsIn(seen.places, narrowing) : graphRows<AzureRow>(clients, query, { subscriptions });
    for await (const page of pages)
      for (const part of inUnits(page, byType)) {
        const collector = byType.get(part.type.toLowerCase());
        if (collector && asked.has(unitName(part))) yield await collected(part, collector, request, seen);
      }
  }

  async function* otherRows(request: WideRequest, seen: Seen): AsyncGenerator<WideRows, void, undefined> {
    const { others: subscriptions } = request;
    if (subscriptions.length === 0) return;
    const asked = new Set(subscriptions);
    const unnamed = unnamedTypes(RESOURCE_GRAPH);
    for await (const page of graphRows<AzureRow>(clients, otherQuery(known, narrowing), { subscriptions }))
      for (const part of inUnits(page, byType)) {
        if (!asked.has(part.account) || isKnown.has(part.type.toLowerCase())) continue;
        if (isTypeName(part.type)) yield await withoutCollector(part, request, seen);
        else unnamed.leaveOut(part.account, part.rows.length);
      }
    yield* unnamed.told(request);
  }

  async function changed(request: WideWanted, since: Date): Promise<WideChanges | undefined> {
    const subscriptions = distinct([...request.units.map(({ account }) => account), ...request.others]);
    const changes = await changesSince(clients, subscriptions, narrowing, since);
    if (!changes) return undefined;
    const wanted = wantedChanges(changes, request, isKnown);
    // A listing tells what it leaves out.
    if ([...wanted.resources, ...wanted.rows].some(({ type }) => !isTypeName(type))) return undefined;
    const seen = seenOf(clients, await placing(clients, subscriptions));
    const told: WideRows[] = [];
    for (const part of inUnits(wanted.rows, byType)) {
      const collector = byType.get(part.type.toLowerCase());
      const rows = collector ? collected(part, collector, request, seen) : withoutCollector(part, request, seen);
      told.push(await rows);
    }
    return {
      changed: withDeleted(told, wanted.resources, byType),
      relist: request.units.filter((unit) => isUntold(unit, changes)),
      relistOthers: request.others.filter((account) => changes.places.has(account)),
    };
  }

  return {
    name: `Azure ${family}`,
    exhaustive,
    providerTime: clients.providerTime,
    // What the groups are tagged with was asked for already.
    ...(family === 'groups' ? {} : { changes: changed }),
    async *rows(request) {
      const { units, others } = request;
      const subscriptions = distinct([...units.map(({ account }) => account), ...others]);
      const seen = seenOf(clients, await placing(clients, subscriptions));
      // Nothing else tells of the groups themselves.
      if (family === 'groups' && seen.failure) throw seen.failure;
      yield* ownRows(request, seen);
      if (exhaustive) yield* otherRows(request, seen);
      // Resource Graph leaves out in silence what may not be read any more.
      const silent = subscriptions.filter((id) => !seen.heard.has(id));
      if (silent.length === 0) return;
      for (const [account, error] of await lostAmong(clients, silent)) request.lose(account, error);
    },
  };
}

/** What is known besides the rows. */
interface Seen {
  readonly sizes: VmSizes;
  /** The subscriptions that rows came of. */
  readonly heard: Set<string>;
  readonly places?: Places;
  /** Why the places are not. */
  readonly failure?: CloudError;
}

const seenOf = (clients: AzureClients, places: Pick<Seen, 'places' | 'failure'>): Seen => ({
  ...{ sizes: vmSizes(clients), heard: new Set() },
  ...places,
});

async function* groupsIn(places: Places | undefined, narrowing: Narrowing): AsyncIterable<readonly AzureRow[]> {
  const { regions, resourceGroups } = narrowing;
  const isIn = (list: readonly string[] | undefined, word: string | undefined) =>
    !list?.length || list.some((one) => one.toLowerCase() === word?.toLowerCase());
  yield (places?.groups ?? []).filter(
    ({ name, location }) => isIn(resourceGroups, name) && isIn(regions, regionOf(location ?? '')),
  );
}

/** Where the resources lie; without it they are listed all the same. */
async function placing(
  clients: AzureClients,
  subscriptions: readonly string[],
): Promise<Pick<Seen, 'places' | 'failure'>> {
  try {
    return { places: await placesOf(clients, subscriptions) };
  } catch (error) {
    if (error instanceof CloudError) return { failure: error };
    throw error;
  }
}

/** What could not be seen of one unit. */
const noting = ({ note }: WideWanted, { account, type }: WideUnit): ReturnType<typeof detailNoting> =>
  detailNoting((gap: NotedGap) => note({ account, type }, gap));

async function collected(
  part: RowsOfUnit,
  collector: AzureRowCollector,
  request: WideWanted,
  seen: Seen,
): Promise<WideRows> {
  const { account, type, rows } = part;
  const detail = noting(request, part);
  if (collector.permissions.includes(SIZES_PERMISSION)) await detail(SIZES_PERMISSION, () => seen.sizes.learn(rows));
  const facts = await placed(part, request, seen, (row) => collector.facts(row, seen.sizes));
  return { account, type, kind: collector.kind, taggable: collector.taggable, rows: facts };
}

/** Of a type that we know nothing of, but that Azure tracks it, and whether it can be tagged. */
async function withoutCollector(part: RowsOfUnit, request: WideWanted, seen: Seen): Promise<WideRows> {
  const { account, type } = part;
  const taggable = !UNTAGGABLE_TYPES.has(type);
  const facts = await placed(part, request, seen, (row) => otherFacts(row, taggable));
  return { account, type, kind: 'other', taggable, rows: facts };
}

/** What has tags can be tagged, whatever the list of types says. */
function otherFacts(row: AzureRow, taggable: boolean): ResourceFacts {
  const facts = rowFacts(row);
  const isTagged = Object.keys(facts.tags).length > 0;
  return { ...facts, ...(isTagged && !taggable ? { taggable: true } : {}), attributes: {} };
}

/** The rows with where they lie, as far as that could be read. */
async function placed(
  part: RowsOfUnit,
  request: WideWanted,
  { places, failure, heard }: Seen,
  factsOf: (row: AzureRow) => ResourceFacts,
): Promise<ResourceFacts[]> {
  heard.add(part.account);
  if (failure) await noting(request, part)(failure.facts.action, () => Promise.reject(failure));
  return part.rows.map((row) => {
    const facts = factsOf(row);
    return { ...facts, attributes: { ...facts.attributes, ...placeOf(row, places) } };
  });
}

const placeOf = ({ subscriptionId, resourceGroup }: AzureRow, places: Places | undefined): PlacedAttributes => {
  const place = resourceGroup ? { resourceGroup } : {};
  return places?.of({ subscriptionId, ...place }) ?? place;
};
