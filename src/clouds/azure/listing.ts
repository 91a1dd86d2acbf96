import { CloudError } from '../../model/errors.ts';
import type { ResourceFacts } from '../../model/resource.ts';
import type { WideListing, WideRequest, WideRows, WideUnit } from '../cloud.ts';
import type { NotedGap } from '../collector.ts';
import { detailNoting } from '../detail.ts';
import { type AzureClients, unexpected } from './clients.ts';
import type { AzureRow, AzureRowCollector, Family } from './collector.ts';
import { type Places, placesOf } from './places.ts';
import { type Narrowing, otherQuery, queryOf } from './queries.ts';
import { graphRows, RESOURCE_GRAPH } from './resource-graph.ts';
import { regionOf, rowFacts } from './row-facts.ts';
import { SIZES_PERMISSION, vmSizes } from './vm-sizes.ts';

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
  // Types without a collector come with the family that is the most mixed already.
  const exhaustive = family === 'platform';

  /** The resource groups were asked for already, for the sake of their tags. */
  const ownRows = (units: readonly WideUnit[], places: Places | undefined): AsyncIterable<readonly AzureRow[]> =>
    family === 'groups'
      ? groupsIn(places, narrowing)
      : graphRows(clients, queryOf(distinct(units.map(({ type }) => type)), narrowing), {
          subscriptions: distinct(units.map(({ account }) => account)),
        });

  return {
    name: `Azure ${family}`,
    exhaustive,
    async *rows(request) {
      const { units, others } = request;
      const { places, gap } = await placing(clients, distinct([...units.map(({ account }) => account), ...others]));
      // Nothing else tells of the groups themselves.
      if (family === 'groups' && gap) throw gap;
      const asked = new Set(units.map(unitName));
      const learnt = { sizes: vmSizes(clients), places };
      if (units.length > 0)
        for await (const part of inUnits(ownRows(units, places), request, gap, byType)) {
          const collector = byType.get(part.type.toLowerCase());
          if (collector && asked.has(unitName(part))) yield await collected(part, collector, request, learnt);
        }
      if (exhaustive && others.length > 0) {
        const rows = graphRows<AzureRow>(clients, otherQuery(known, narrowing), { subscriptions: others });
        for await (const part of inUnits(rows, request, gap, byType)) yield withoutCollector(part, places);
      }
    },
  };
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)];
const unitName = ({ account, type }: WideUnit): string => `${account} ${type}`;

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
): Promise<{ readonly places?: Places; readonly gap?: CloudError }> {
  try {
    return { places: await placesOf(clients, subscriptions) };
  } catch (error) {
    if (error instanceof CloudError) return { gap: error };
    throw error;
  }
}

interface Part extends WideUnit {
  readonly rows: readonly AzureRow[];
}

/**
 * The rows of each page by the unit that they belong to. What is missing of every row is noted once for each unit.
 * @throws CloudError when a unit comes back after another one: it was taken for complete.
 */
async function* inUnits(
  pages: AsyncIterable<readonly AzureRow[]>,
  { note }: WideRequest,
  gap: CloudError | undefined,
  known: ReadonlyMap<string, AzureRowCollector>,
): AsyncGenerator<Part, void, undefined> {
  const begun = new Set<string>();
  let last: string | undefined;
  for await (const page of pages) {
    const groups = Map.groupBy(page, ({ subscriptionId, type }) => `${subscriptionId} ${type}`.toLowerCase());
    for (const [name, rows] of groups) {
      const [account = '', lowerType = ''] = name.split(' ');
      const type = known.get(lowerType)?.type ?? lowerType;
      if (name !== last && begun.has(name)) throw unexpected('OutOfOrder', RESOURCE_GRAPH);
      if (!begun.has(name) && gap)
        await detailNoting((noted) => note({ account, type }, noted))('places', refused(gap));
      begun.add(name);
      last = name;
      yield { account, type, rows };
    }
  }
}

const refused = (error: CloudError) => async (): Promise<never> => {
  throw error;
};

type Learnt = { readonly sizes: ReturnType<typeof vmSizes>; readonly places: Places | undefined };

async function collected(
  { account, type, rows }: Part,
  collector: AzureRowCollector,
  { note }: WideRequest,
  { sizes, places }: Learnt,
): Promise<WideRows> {
  const detail = detailNoting((gap: NotedGap) => note({ account, type }, gap));
  if (collector.permissions.includes(SIZES_PERMISSION)) await detail(SIZES_PERMISSION, () => sizes.learn(rows));
  const facts = rows.map((row) => placed(collector.facts(row, sizes), row, places));
  return { account, type, kind: collector.kind, taggable: collector.taggable, rows: facts };
}

/** Of a type that we know nothing of, but that Azure tracks it, and that it can therefore be tagged. */
const withoutCollector = ({ account, type, rows }: Part, places: Places | undefined): WideRows => ({
  ...{ account, type, kind: 'other', taggable: true },
  rows: rows.map((row) => placed({ ...rowFacts(row), attributes: {} }, row, places)),
});

/** A resource group lies in its subscription alone. */
function placed(facts: ResourceFacts, row: AzureRow, places: Places | undefined): ResourceFacts {
  const { resourceGroup, subscriptionId } = row;
  const place = places?.of({ subscriptionId, ...(resourceGroup ? { resourceGroup } : {}) });
  return { ...facts, attributes: { ...facts.attributes, ...(resourceGroup ? { resourceGroup } : {}), ...place } };
}
