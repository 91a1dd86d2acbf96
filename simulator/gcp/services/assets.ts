import type { Estate } from '../../estate/estate.ts';
import type { GcpResource, Json, JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { invalidArgument } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { remembered } from '../remembered.ts';
import { gcpResources, projectsIn } from '../scope.ts';
import { assetQuery } from './asset-query.ts';
import { asset, searchResult, toSecond, typesMatching, versionedResources } from './asset-results.ts';

const searchPermission = 'cloudasset.assets.searchAllResources';
const listPermission = 'cloudasset.assets.listResource';

/** Cloud Asset Inventory: searches, listings and histories over an organisation, a folder or a project. */
export const cloudAsset: GcpApi = {
  host: 'cloudasset.googleapis.com',
  errors: 'rpc',
  methods: ['organizations', 'folders', 'projects'].flatMap((kind) => [
    {
      id: 'cloudasset.searchAllResources',
      http: 'GET' as const,
      path: `v1/{scope=${kind}/…}:searchAllResources`,
      permission: searchPermission,
      answer: search,
    },
    {
      id: 'cloudasset.assets.list',
      http: 'GET' as const,
      path: `v1/{parent=${kind}/…}/assets`,
      permission: listPermission,
      answer: list,
    },
    {
      id: 'cloudasset.batchGetAssetsHistory',
      http: 'GET' as const,
      path: `v1/{parent=${kind}/…}:batchGetAssetsHistory`,
      permission: listPermission,
      answer: histories,
    },
  ]),
};

interface Search {
  readonly scope: string;
  readonly types: readonly string[];
  readonly query: string;
  readonly orderBy: string;
}

const usualPage = 20;
const mostSearched = 500;

function search({ estate, path, query }: GcpRequest): JsonObject {
  const asked: Search = {
    scope: path.scope ?? '',
    types: query
      .getAll('assetTypes')
      .flatMap((types) => types.split(','))
      .filter(Boolean),
    query: query.get('query') ?? '',
    orderBy: query.get('orderBy') ?? '',
  };
  const key = JSON.stringify(asked);
  const mask = maskOf(query.get('readMask'));
  const { items, nextPageToken } = pageOf(withoutDeleted(estate, found(estate, key)), {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', usualPage, mostSearched),
    scope: key,
  });
  return { results: items.map((resource) => masked(estate, resource, mask)), nextPageToken };
}

/** Of a project that is being deleted the index forgets what was in it. */
function withoutDeleted(estate: Estate, resources: readonly GcpResource[]): readonly GcpResource[] {
  const deleted = new Set(estate.accounts.flatMap(({ id, state }) => (state === 'DELETE_REQUESTED' ? id : [])));
  return deleted.size === 0 ? resources : resources.filter(({ account }) => !deleted.has(account));
}

const found = remembered((estate, key): readonly GcpResource[] => {
  const { scope, types, query, orderBy } = JSON.parse(key) as Search;
  const projects = new Set(projectsIn(estate, scope, searchPermission).map(({ id }) => id));
  const all = gcpResources(estate, '');
  const wanted = typesMatching(knownTypes(estate, ''), types);
  const fits = assetQuery(query);
  const matching = all.filter(
    (one) => projects.has(one.account) && (wanted === undefined || wanted.has(one.type)) && fits(one),
  );
  return orderBy === '' ? matching : ordered(estate, matching, orderBy);
});

const knownTypes = remembered((estate) => new Set(gcpResources(estate, '').map(({ type }) => type)));

const sortable = new Set([
  ...['name', 'assetType', 'project', 'displayName', 'description', 'location', 'kmsKey', 'createTime', 'updateTime'],
  ...['state', 'parentFullResourceName', 'parentAssetType'],
]);

function ordered(estate: Estate, resources: readonly GcpResource[], orderBy: string): readonly GcpResource[] {
  const fields = orderBy.split(',').map((part) => {
    const [name = '', direction = 'ASC', ...more] = part.trim().split(/\s+/);
    if (!sortable.has(name) || !/^(ASC|DESC)$/i.test(direction) || more.length > 0) {
      throw invalidArgument(`Invalid order_by: ${part.trim()}`);
    }
    return { name, sign: direction.toUpperCase() === 'DESC' ? -1 : 1 };
  });
  const compare = (a: JsonObject, b: JsonObject): number => {
    for (const { name, sign } of fields) {
      const [left, right] = [String(a[name] ?? ''), String(b[name] ?? '')];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
  return resources
    .map((resource) => ({ resource, told: searchResult(estate, resource) }))
    .sort((a, b) => compare(a.told, b.told))
    .map(({ resource }) => resource);
}

/** The members of an answer that are wanted; undefined where the usual ones are. */
function maskOf(text: string | null): ReadonlySet<string> | 'all' | undefined {
  if (!text) return undefined;
  const names = text
    .split(',')
    .map((name) => name.trim().replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  return names.includes('*') ? 'all' : new Set(names.map((name) => name.split('.')[0] ?? name));
}

function masked(estate: Estate, resource: GcpResource, mask: ReadonlySet<string> | 'all' | undefined): JsonObject {
  const usual = searchResult(estate, resource);
  if (mask === undefined) return usual;
  const whole = { ...usual, ...versionedResources(resource) };
  if (mask === 'all') return whole;
  return Object.fromEntries(Object.entries<Json>(whole).filter(([name]) => mask.has(name)));
}

const contentTypes = [
  'CONTENT_TYPE_UNSPECIFIED',
  'RESOURCE',
  'IAM_POLICY',
  'ORG_POLICY',
  'ACCESS_POLICY',
  'OS_INVENTORY',
];

function contentOf(query: URLSearchParams): 'data' | 'names' {
  const given = query.get('contentType') || 'CONTENT_TYPE_UNSPECIFIED';
  // Google's clients may send an enumeration's number.
  const name = contentTypes[Number(given)] ?? given;
  if (name === 'RESOURCE') return 'data';
  if (name === 'CONTENT_TYPE_UNSPECIFIED') return 'names';
  throw invalidArgument(`The simulator has no content of type ${name}`);
}

function list({ estate, path, query, now }: GcpRequest): JsonObject {
  const parent = path.parent ?? '';
  const types = query
    .getAll('assetTypes')
    .flatMap((one) => one.split(','))
    .filter(Boolean);
  const key = JSON.stringify({ scope: parent, types, query: '', orderBy: '' });
  const withData = contentOf(query) === 'data';
  const { items, nextPageToken } = pageOf(found(estate, key), {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', 100, 1000),
    scope: `list/${key}`,
  });
  const assets = items.map((resource) => asset(estate, resource, withData));
  return { readTime: now.toISOString(), assets, nextPageToken };
}

const byName = remembered((estate) => new Map(gcpResources(estate, '').map((resource) => [resource.id, resource])));

const mostHistories = 100;

/** What each asset was like in a time window. Nothing of the company has changed since it was planted. */
function histories({ estate, path, query }: GcpRequest): JsonObject {
  projectsIn(estate, path.parent ?? '', listPermission);
  const names = query.getAll('assetNames');
  if (names.length === 0 || names.length > mostHistories)
    throw invalidArgument('Between 1 and 100 asset names are required.');
  const start = Date.parse(query.get('readTimeWindow.startTime') ?? '');
  if (Number.isNaN(start)) throw invalidArgument('The read time window needs a start time.');
  const withData = contentOf(query) === 'data';
  const assets = names.flatMap((name): readonly JsonObject[] => {
    const resource = byName(estate, '').get(name);
    if (!resource) return [];
    const window = { startTime: toSecond(resource.detail.updatedAt) };
    return [{ window, deleted: false, asset: asset(estate, resource, withData), priorAssetState: 'DOES_NOT_EXIST' }];
  });
  return { assets };
}
