import { machineTypeNamed } from '../../estate/gcp/machine-types.ts';
import { regions, zonesOf } from '../../estate/gcp/regions.ts';
import type { GcpDetail, JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpMethod, GcpRequest } from '../api.ts';
import { GcpError, invalidArgument, notFound } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { remembered } from '../remembered.ts';
import { projectsIn } from '../scope.ts';

/** What Compute Engine lists over all zones and regions of a project at once. */
const aggregated = {
  instances: ['compute.googleapis.com/Instance'],
  disks: ['compute.googleapis.com/Disk', 'compute.googleapis.com/RegionDisk'],
  addresses: ['compute.googleapis.com/Address', 'compute.googleapis.com/GlobalAddress'],
  routers: ['compute.googleapis.com/Router'],
  forwardingRules: ['compute.googleapis.com/ForwardingRule', 'compute.googleapis.com/GlobalForwardingRule'],
  subnetworks: ['compute.googleapis.com/Subnetwork'],
} as const;

/** What is in no zone and no region. */
const global = {
  snapshots: 'compute.googleapis.com/Snapshot',
  images: 'compute.googleapis.com/Image',
  firewalls: 'compute.googleapis.com/Firewall',
  networks: 'compute.googleapis.com/Network',
} as const;

const kinds: Readonly<Record<string, string>> = {
  ...{ instances: 'instance', disks: 'disk', addresses: 'address', routers: 'router', snapshots: 'snapshot' },
  ...{ forwardingRules: 'forwardingRule', subnetworks: 'subnetwork', images: 'image', firewalls: 'firewall' },
  networks: 'network',
};

/** Compute Engine: the details that asset searches lack. */
export const compute: GcpApi = {
  host: 'compute.googleapis.com',
  errors: 'legacy',
  methods: [
    ...Object.entries(aggregated).map(
      ([name, types]): GcpMethod => ({
        ...{ id: `compute.${name}.aggregatedList`, http: 'GET', permission: `compute.${name}.list` },
        path: `compute/v1/projects/{project}/aggregated/${name}`,
        answer: (request) => aggregatedList(request, name, types),
      }),
    ),
    ...Object.entries(global).map(
      ([name, type]): GcpMethod => ({
        ...{ id: `compute.${name}.list`, http: 'GET', permission: `compute.${name}.list` },
        path: `compute/v1/projects/{project}/global/${name}`,
        answer: (request) => globalList(request, name, type),
      }),
    ),
    {
      ...{ id: 'compute.machineTypes.get', http: 'GET', permission: 'compute.machineTypes.get', answer: machineType },
      path: 'compute/v1/projects/{project}/zones/{zone}/machineTypes/{machineType}',
    },
  ],
};

interface Asked {
  readonly project: string;
  readonly types: readonly string[];
  readonly filter: string;
}

function projectOf({ estate, path }: GcpRequest, permission: string): string {
  try {
    return projectsIn(estate, `projects/${path.project}`, permission)[0]?.id ?? '';
  } catch (error) {
    // Elsewhere what isn't there looks denied; this API says that it isn't there.
    if (!(error instanceof GcpError)) throw error;
    const message = `The resource 'projects/${path.project}' was not found`;
    throw new GcpError('NOT_FOUND', message, { reason: 'notFound' });
  }
}

const listed = remembered((estate, key) => {
  const { project, types, filter } = JSON.parse(key) as Asked;
  const fits = filterTest(filter);
  return types.flatMap((type) => estate.of<GcpDetail>(type, project)).filter(({ detail }) => fits(detail.data));
});

/** `status = "RUNNING"`, `labels.team=data`, joined by AND. */
function filterTest(filter: string): (data: JsonObject) => boolean {
  const tests = filter
    .split(/\s+AND\s+/)
    .filter(Boolean)
    .map((term) => {
      const [, field = '', operator, value = ''] =
        /^\(?\s*([\w.-]+)\s*(!?=|eq|ne)\s*"?([^"]*?)"?\s*\)?$/.exec(term) ?? [];
      if (field === '') throw invalidArgument(`Invalid value for field 'filter': '${filter}'.`);
      const negated = operator === '!=' || operator === 'ne';
      return (data: JsonObject) => (String(at(data, field.split('.')) ?? '') === value) !== negated;
    });
  return (data) => tests.every((test) => test(data));
}

const at = (value: JsonObject[string], path: readonly string[]): JsonObject[string] =>
  path.reduce<JsonObject[string]>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject)[name] : undefined,
    value,
  );

function page(request: GcpRequest, name: string, types: readonly string[]) {
  const { estate, query } = request;
  const project = projectOf(request, `compute.${name}.list`);
  const key = JSON.stringify({ project, types, filter: query.get('filter') ?? '' });
  return {
    project,
    ...pageOf(listed(estate, key), { token: query.get('pageToken'), size: sizeOf(query), scope: key }),
  };
}

function sizeOf(query: URLSearchParams): number {
  if (Number(query.get('maxResults')) > 500)
    throw invalidArgument(
      `Invalid value for field 'maxResults': '${query.get('maxResults')}'. Values must be within the range: [0, 500]`,
    );
  return pageSize(query, 'maxResults', 500, 500);
}

/** Places where there is nothing are told too, with a warning instead of a list, on the first page. */
function aggregatedList(request: GcpRequest, name: string, types: readonly string[]): JsonObject {
  const { project, items, nextPageToken } = page(request, name, types);
  const places = Map.groupBy(items, ({ region, detail }) => {
    if (detail.location === 'global') return 'global';
    return detail.location === region ? `regions/${region}` : `zones/${detail.location}`;
  });
  const empty = request.query.get('pageToken') ? [] : emptyPlaces(types).filter((place) => !places.has(place));
  return {
    kind: `compute#${kinds[name]}AggregatedList`,
    id: `projects/${project}/aggregated/${name}`,
    items: Object.fromEntries([
      ...[...places].map(([place, members]) => [place, { [name]: members.map(({ detail }) => detail.data) }] as const),
      ...empty.map((place) => [place, nothingIn(place)] as const),
    ]),
    nextPageToken,
    selfLink: `https://www.googleapis.com/compute/v1/projects/${project}/aggregated/${name}`,
  };
}

function emptyPlaces(types: readonly string[]): readonly string[] {
  const zonal = types.some((type) => /\/(Instance|Disk)$/.test(type));
  return regions.flatMap((region) => [
    `regions/${region}`,
    ...(zonal ? zonesOf(region).map((zone) => `zones/${zone}`) : []),
  ]);
}

const nothingIn = (place: string): JsonObject => ({
  warning: {
    code: 'NO_RESULTS_ON_PAGE',
    message: `There are no results for scope '${place}' on this page.`,
    data: [{ key: 'scope', value: place }],
  },
});

function globalList(request: GcpRequest, name: string, type: string): JsonObject {
  const { project, items, nextPageToken } = page(request, name, [type]);
  return {
    kind: `compute#${kinds[name]}List`,
    id: `projects/${project}/global/${name}`,
    items: items.length > 0 ? items.map(({ detail }) => detail.data) : undefined,
    nextPageToken,
    selfLink: `https://www.googleapis.com/compute/v1/projects/${project}/global/${name}`,
  };
}

function machineType(request: GcpRequest): JsonObject {
  const { zone = '', machineType: name = '' } = request.path;
  const project = projectOf(request, 'compute.machineTypes.get');
  const path = `projects/${project}/zones/${zone}/machineTypes/${name}`;
  const found = machineTypeNamed(name);
  if (!found) throw notFound(`The resource '${path}' was not found`);
  const { cpus: guestCpus, memoryMb } = found;
  return {
    ...{
      kind: 'compute#machineType',
      name,
      zone,
      guestCpus,
      memoryMb,
      isSharedCpu: /^e2-(micro|small|medium)$/.test(name),
    },
    selfLink: `https://www.googleapis.com/compute/v1/${path}`,
  };
}
