import type { Resource, ResourceExplorer2Client, View } from '@aws-sdk/client-resource-explorer-2';
import { CloudError } from '../../model/errors.ts';
import { textsIn } from '../texts.ts';
import type { AwsClients } from './clients.ts';
import { idOf } from './id-of.ts';
import { arnParts } from './other-types.ts';
import { tokenPages } from './tagged.ts';
import type { ListedResource } from './tagging-api.ts';
import { tagsOf } from './tags.ts';

/** Where Resource Explorer can be asked about a region, by a view that hides nothing of the account. */
export interface Explorer {
  /** Whose index is asked. */
  readonly region: string;
  readonly view: string;
  /** Whether the view tells the tags. */
  readonly tellsTags: boolean;
}

const LISTING = 'resource-explorer-2:ListResources';
const SEARCHING = 'resource-explorer-2:Search';
/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_resource-explorer-2.html: no action is named as the list. */
export const EXPLORER_PERMISSIONS = [
  'resource-explorer-2:BatchGetView',
  'resource-explorer-2:GetView',
  'resource-explorer-2:ListIndexes',
  'resource-explorer-2:ListSupportedResourceTypes',
  'resource-explorer-2:ListViews',
  SEARCHING,
] as const;

/**
 * Where a region's resources are indexed, or why they aren't to be found there. Nothing is searched where no index is, because
 * that can make one.
 */
export async function explorerOf(
  clients: AwsClients,
  account: string,
  region: string | undefined,
): Promise<Explorer | { readonly missing: string }> {
  const indexes = await clients.once('explorer indexes', () => indexesOf(clients));
  const local = indexes.find((index) => index.region === (region ?? clients.home));
  if (!local) return { missing: 'Resource Explorer has no index there' };
  // It holds a copy of all the others.
  const asked = indexes.find(({ isAggregator }) => isAggregator) ?? local;
  const view = await clients.once(`explorer view ${asked.region}`, () => wholeView(clients, account, asked.region));
  return view ?? { missing: 'Resource Explorer has no view there that shows everything' };
}

interface Index {
  readonly region: string;
  readonly isAggregator: boolean;
}

async function indexesOf(clients: AwsClients): Promise<Index[]> {
  const { paginateListIndexes } = await import('@aws-sdk/client-resource-explorer-2');
  const client = await clients.client('resourceExplorer', clients.home);
  const indexes: Index[] = [];
  for await (const { Indexes = [] } of paginateListIndexes({ client, pageSize: 100 }, {}))
    for (const { Region, Type } of Indexes)
      if (Region) indexes.push({ region: Region, isAggregator: Type === 'AGGREGATOR' });
  return indexes;
}

const MOST_VIEWS = 20;

/** The first view without a filter, one that tells tags before others. */
async function wholeView(clients: AwsClients, account: string, region: string): Promise<Explorer | undefined> {
  const { BatchGetViewCommand, paginateListViews } = await import('@aws-sdk/client-resource-explorer-2');
  const client = await clients.client('resourceExplorer', region);
  const whole: Explorer[] = [];
  for await (const { Views = [] } of paginateListViews({ client, pageSize: MOST_VIEWS }, {})) {
    if (Views.length === 0) continue;
    const answer = await client.send(new BatchGetViewCommand({ ViewArns: Views }));
    for (const view of answer.Views ?? [])
      if (view.ViewArn && showsAll(view, account))
        whole.push({ region, view: view.ViewArn, tellsTags: tellsTags(view) });
  }
  return whole.find((view) => view.tellsTags) ?? whole[0];
}

/** Whether a view hides nothing of the account; one of the organisation shows the others' beside it. */
const showsAll = ({ Filters, Scope = '' }: View, account: string): boolean =>
  !Filters?.FilterString && (Scope === '' || Scope.includes(':organization/') || Scope.endsWith(`:${account}:root`));

const tellsTags = ({ IncludedProperties }: View): boolean =>
  (IncludedProperties ?? []).some(({ Name }) => Name === 'tags');

/** What is asked of an index. */
export interface Exploration {
  /** Undefined for all of them. */
  readonly region: string | undefined;
  /** Types that nobody needs to be told of. */
  readonly known: ReadonlySet<string>;
}

/** What is indexed of a region, tagged or not. Whoever may only search is told the same, as far as a search reaches. */
export async function* exploredResources(
  clients: AwsClients,
  explorer: Explorer,
  exploration: Exploration,
): AsyncGenerator<readonly ListedResource[], void, undefined> {
  const client = await clients.client('resourceExplorer', explorer.region);
  try {
    yield* listResources(client, explorer, exploration);
  } catch (error) {
    if (!isRefused(error)) throw error;
    try {
      yield* searchResources(client, explorer, exploration);
    } catch (refused) {
      // The list is what was wanted.
      throw isRefused(refused) ? error : refused;
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof CloudError && ['denied', 'unsupported'].includes(error.facts.reason);

const regionFilter = ({ region }: Exploration): string => (region === undefined ? '' : `region:${region}`);

async function* listResources(
  client: ResourceExplorer2Client,
  explorer: Explorer,
  exploration: Exploration,
): AsyncGenerator<readonly ListedResource[], void, undefined> {
  const { ListResourcesCommand } = await import('@aws-sdk/client-resource-explorer-2');
  const FilterString = regionFilter(exploration);
  const request = {
    ViewArn: explorer.view,
    // A page of the most that it takes, 1,000, is followed by none.
    MaxResults: 999,
    ...(FilterString === '' ? {} : { Filters: { FilterString } }),
  };
  const ask = (NextToken: string | undefined) => client.send(new ListResourcesCommand({ ...request, NextToken }));
  for await (const page of tokenPages(LISTING, ask, ({ NextToken }) => NextToken)) {
    const view = provenView(page.ViewArn, explorer, LISTING);
    yield (page.Resources ?? []).map((resource) => listed(resource, view));
  }
}

/** A search stops at 1,000 results: where a region has more, it is searched type by type. */
async function* searchResources(
  client: ResourceExplorer2Client,
  explorer: Explorer,
  exploration: Exploration,
): AsyncGenerator<readonly ListedResource[], void, undefined> {
  const all = await found(client, explorer, regionFilter(exploration));
  yield all.resources;
  if (all.isWhole) return;
  let isWhole = true;
  for (const type of await supportedTypes(client)) {
    if (exploration.known.has(type)) continue;
    const ofType = await found(client, explorer, `${regionFilter(exploration)} resourcetype:${type}`.trim());
    yield ofType.resources;
    isWhole &&= ofType.isWhole;
  }
  if (!isWhole) throw new CloudError({ reason: 'failed', code: 'TooManyResults', action: SEARCHING, retryable: false });
}

async function found(
  client: ResourceExplorer2Client,
  explorer: Explorer,
  QueryString: string,
): Promise<{ readonly resources: readonly ListedResource[]; readonly isWhole: boolean }> {
  const { paginateSearch } = await import('@aws-sdk/client-resource-explorer-2');
  const resources: ListedResource[] = [];
  let isWhole = false;
  const pages = paginateSearch({ client, pageSize: 500 }, { QueryString, ViewArn: explorer.view });
  for await (const page of pages) {
    const view = provenView(page.ViewArn, explorer, SEARCHING);
    resources.push(...(page.Resources ?? []).map((resource) => listed(resource, view)));
    isWhole = page.Count?.Complete === true;
  }
  return { resources, isWhole };
}

async function supportedTypes(client: ResourceExplorer2Client): Promise<string[]> {
  const { paginateListSupportedResourceTypes } = await import('@aws-sdk/client-resource-explorer-2');
  const types: string[] = [];
  for await (const { ResourceTypes = [] } of paginateListSupportedResourceTypes({ client, pageSize: 1000 }, {}))
    types.push(...ResourceTypes.flatMap(({ ResourceType }) => ResourceType ?? []));
  return types;
}

/** A view that somebody took away meanwhile is no list without resources. @throws CloudError when another answered. */
function provenView(answered: string | undefined, explorer: Explorer, action: string): Explorer {
  if (answered === undefined || answered === explorer.view) return explorer;
  throw new CloudError({ reason: 'failed', code: 'AnotherView', action, retryable: false });
}

function listed({ Arn, ResourceType, Properties }: Resource, { tellsTags: isTold }: Explorer): ListedResource {
  const arn = idOf(Arn, LISTING);
  const property = Properties?.find(({ Name }) => Name === 'tags');
  return { arn, tags: tagsIn(property?.Data) ?? (isTold && isTagIndexed(arn) ? {} : undefined), type: ResourceType };
}

// https://docs.aws.amazon.com/resource-explorer/latest/userguide/using-search-query-syntax.html
const isTagIndexed = (arn: string): boolean => arnParts(arn).service !== 'iam';

/** A list of pairs. */
function tagsIn(data: unknown): ListedResource['tags'] {
  if (!Array.isArray(data)) return undefined;
  return tagsOf(data.map((pair: unknown) => textsIn(pair)));
}
