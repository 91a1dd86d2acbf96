import { enabledRegions } from '../../estate/aws/regions.ts';
import type { Estate, PlantedResource } from '../../estate/estate.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { AwsError, type AwsRequest } from '../service.ts';
import { askedPage } from './asked-page.ts';
import { tagList } from './tag-list.ts';

/** Every account has an index in each region, and in this one the index that has all of them. */
export const aggregator = 'us-east-1';

/** Resource Explorer: whatever there is, tagged or not. */
export const resourceExplorerService = restJsonService({
  signingName: 'resource-explorer-2',
  protocol: 'rest-json',
  // Of one action by which resources are found, IAM knows.
  iamAction: (operation) => `resource-explorer-2:${operation === 'ListResources' ? 'Search' : operation}`,
  routes: [
    { operation: 'ListIndexes', method: 'POST', path: '/ListIndexes', answer: listIndexes },
    { operation: 'ListViews', method: 'POST', path: '/ListViews', answer: listViews },
    { operation: 'BatchGetView', method: 'POST', path: '/BatchGetView', answer: batchGetView },
    { operation: 'ListResources', method: 'POST', path: '/ListResources', answer: listResources },
    { operation: 'Search', method: 'POST', path: '/Search', answer: search },
    {
      ...{ operation: 'ListSupportedResourceTypes', method: 'POST', path: '/ListSupportedResourceTypes' },
      answer: listSupportedTypes,
    },
  ],
});

interface Paging {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

function inputOf<Input>({ request }: RestCall): Input {
  const text = Buffer.from(request.body).toString();
  return (text === '' ? {} : JSON.parse(text)) as Input;
}

const pageOf = <Item>(
  items: readonly Item[],
  { request }: RestCall,
  { MaxResults, NextToken }: Paging,
  maximum: number,
  question: unknown,
) =>
  askedPage(items, request, { question, token: NextToken, size: MaxResults, maximum, invalid: 'ValidationException' });

const arn = ({ account }: AwsRequest, region: string, resource: string): string =>
  `arn:aws:resource-explorer-2:${region}:${account}:${resource}`;

function listIndexes(call: RestCall): object {
  const input = inputOf<Paging & { readonly Regions?: readonly string[]; readonly Type?: string }>(call);
  const { Regions, Type: wanted, ...paging } = input;
  const indexes = enabledRegions
    .map((region) => ({
      Arn: arn(call.request, region, `index/${'0'.repeat(8)}-${region}`),
      Region: region,
      Type: region === aggregator ? 'AGGREGATOR' : 'LOCAL',
    }))
    .filter(({ Region, Type }) => (Regions?.includes(Region) ?? true) && (wanted ?? Type) === Type);
  const { items, nextToken } = pageOf(indexes, call, paging, 100, 'indexes');
  return { Indexes: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
}

/** Somebody looks at production alone; the other view was made with the index. */
function viewsOf(request: AwsRequest) {
  const { account, region, now } = request;
  const view = (name: string, filter: string, properties: readonly string[]) => ({
    ViewArn: arn(request, region, `view/${name}/${account}`),
    ViewName: name,
    Owner: account,
    LastUpdatedAt: new Date(now.getTime() - 86_400_000).toISOString(),
    Scope: `arn:aws:iam::${account}:root`,
    IncludedProperties: properties.map((Name) => ({ Name })),
    Filters: { FilterString: filter },
  });
  return [view('production', 'tag:Environment=production', []), view('all-resources', '', ['tags'])];
}

function listViews(call: RestCall): object {
  const arns = viewsOf(call.request).map(({ ViewArn }) => ViewArn);
  const { items, nextToken } = pageOf(arns, call, inputOf<Paging>(call), 50, 'views');
  return { Views: items, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
}

function batchGetView(call: RestCall): object {
  const { ViewArns = [] } = inputOf<{ readonly ViewArns?: readonly string[] }>(call);
  if (ViewArns.length < 1 || ViewArns.length > 20) throw invalid('ViewArns must have between 1 and 20 items');
  const views = viewsOf(call.request);
  const missing = ViewArns.filter((one) => !views.some(({ ViewArn }) => ViewArn === one));
  return {
    Views: views.filter(({ ViewArn }) => ViewArns.includes(ViewArn)),
    Errors: missing.map((ViewArn) => ({ ViewArn, ErrorMessage: 'View not found' })),
  };
}

interface ListResourcesInput extends Paging {
  readonly Filters?: { readonly FilterString: string };
  readonly ViewArn?: string;
}

/** The view that is named, or the one that is used where none is. */
function viewOf({ request }: RestCall, named: string | undefined) {
  const views = viewsOf(request);
  const view = views.find(({ ViewArn }) => ViewArn === named) ?? (named === undefined ? views[1] : undefined);
  if (view) return view;
  throw new AwsError('UnauthorizedException', 'Unauthorized', 401);
}

function viewed(call: RestCall, view: ReturnType<typeof viewOf>, filter: string): readonly PlantedResource[] {
  const filters = [view.Filters.FilterString, filter].map(filterOf);
  return indexed(call.request, call.estate).filter((one) => filters.every((matches) => matches(one)));
}

function answered(call: RestCall, view: ReturnType<typeof viewOf>, items: readonly PlantedResource[]): object {
  const tells = view.IncludedProperties.some(({ Name }) => Name === 'tags');
  return { Resources: items.map((one) => resourceOf(one, tells, call.request.now)), ViewArn: view.ViewArn };
}

function listResources(call: RestCall): object {
  const { Filters, ViewArn, ...paging } = inputOf<ListResourcesInput>(call);
  const view = viewOf(call, ViewArn);
  const found = viewed(call, view, Filters?.FilterString ?? '');
  const { items, nextToken } = pageOf(found, call, paging, 1000, ['resources', view.ViewArn, Filters]);
  return {
    ...answered(call, view, items),
    // The largest page is followed by no other.
    ...(nextToken === undefined || paging.MaxResults === 1000 ? {} : { NextToken: nextToken }),
  };
}

/** No search has more results. */
const mostResults = 1000;

function search(call: RestCall): object {
  const { QueryString, ViewArn, ...paging } = inputOf<
    Paging & { readonly QueryString?: string; readonly ViewArn?: string }
  >(call);
  if (QueryString === undefined) throw invalid('QueryString must not be null');
  const view = viewOf(call, ViewArn);
  const found = viewed(call, view, QueryString);
  const first = found.slice(0, mostResults);
  const { items, nextToken } = pageOf(first, call, paging, 1000, ['search', view.ViewArn, QueryString]);
  return {
    ...answered(call, view, items),
    Count: { TotalResources: first.length, Complete: found.length <= mostResults },
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

function listSupportedTypes(call: RestCall): object {
  const types = new Set(call.estate.resources.flatMap(({ cloud, type }) => (cloud === 'aws' ? type : [])));
  const { items, nextToken } = pageOf([...types].sort(), call, inputOf<Paging>(call), 1000, 'types');
  return {
    ResourceTypes: items.map((type) => ({ Service: type.slice(0, type.indexOf(':')), ResourceType: type })),
    ...(nextToken === undefined ? {} : { NextToken: nextToken }),
  };
}

function resourceOf({ id, type, account, region, tags }: PlantedResource, tellsTags: boolean, now: Date): object {
  const LastReportedAt = new Date(now.getTime() - 3_600_000).toISOString();
  const isTold = tellsTags && Object.keys(tags).length > 0 && !type.startsWith('iam:');
  return {
    Arn: id,
    OwningAccountId: account,
    Region: region,
    ResourceType: type,
    Service: type.slice(0, type.indexOf(':')),
    LastReportedAt,
    Properties: isTold ? [{ Name: 'tags', LastReportedAt, Data: tagList(tags) }] : [],
  };
}

/** `region:us-east-1 service:ec2 resourcetype:ec2:instance tag:Key=value`, all of which must hold. */
function filterOf(text: string): (resource: PlantedResource) => boolean {
  const terms = text.split(' ').filter(Boolean).map(termOf);
  return (resource) => terms.every((holds) => holds(resource));
}

function termOf(term: string): (resource: PlantedResource) => boolean {
  const [prefix, value = ''] = term.split(/:(.*)/s);
  switch (prefix) {
    case 'region':
      return ({ region }) => region === value;
    case 'service':
      return ({ type }) => type.startsWith(`${value}:`);
    case 'resourcetype':
      return ({ type }) => type === value;
    case 'tag': {
      const [key = '', wanted] = value.split('=');
      return ({ tags }) => tags[key] === wanted;
    }
    default:
      throw invalid('FilterString takes filters alone');
  }
}

const indexes = new WeakMap<Estate, ReadonlyMap<string, readonly PlantedResource[]>>();

/** What the index of a region has: its own, what has no region, and in the aggregator everything. */
export function indexed(
  { account, region }: Pick<AwsRequest, 'account' | 'region'>,
  estate: Estate,
): readonly PlantedResource[] {
  let index = indexes.get(estate);
  if (!index) {
    // An access key is nothing that anybody could look for, and AWS's own keys are nobody's.
    const known = estate.resources.filter(
      ({ cloud, type, beyondInventory }) => cloud === 'aws' && type !== 'iam:access-key' && !beyondInventory,
    );
    index = Map.groupBy(known, (resource) => resource.account);
    indexes.set(estate, index);
  }
  const own = index.get(account) ?? [];
  return region === aggregator ? own : own.filter((one) => one.region === region || one.region === 'global');
}
