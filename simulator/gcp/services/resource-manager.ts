import type { Estate } from '../../estate/estate.ts';
import { projectType } from '../../estate/gcp/identities.ts';
import { organizationIn, type Project } from '../../estate/gcp/organization.ts';
import type { GcpDetail, JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { invalidArgument } from '../errors.ts';
import { pageOf, pageSize } from '../paging.ts';
import { permissionDenied } from '../refusals.ts';
import { toSecond } from './asset-results.ts';

/** Resource Manager: the organisation, its folders and its projects, those too that are being deleted. */
export const resourceManager: GcpApi = {
  host: 'cloudresourcemanager.googleapis.com',
  errors: 'rpc',
  methods: [
    {
      ...{ id: 'cloudresourcemanager.projects.search', http: 'GET', path: 'v3/projects:search' },
      permission: 'resourcemanager.projects.get',
      answer: ({ estate, query }) => projectsPage(estate, query, searched(estate, query.get('query') ?? '')),
    },
    {
      ...{ id: 'cloudresourcemanager.projects.list', http: 'GET', path: 'v3/projects' },
      permission: 'resourcemanager.projects.list',
      answer: ({ estate, query }) => projectsPage(estate, query, childrenOf(estate, query)),
    },
    {
      ...{ id: 'cloudresourcemanager.projects.get', http: 'GET', path: 'v3/{name=projects/…}' },
      permission: 'resourcemanager.projects.get',
      answer: ({ estate, path }) => projectJson(estate, projectFor(estate, path.name ?? '')),
    },
    {
      ...{ id: 'cloudresourcemanager.folders.list', http: 'GET', path: 'v3/folders' },
      ...{ permission: 'resourcemanager.folders.list', answer: folders },
    },
    {
      ...{ id: 'cloudresourcemanager.folders.search', http: 'GET', path: 'v3/folders:search' },
      ...{ permission: 'resourcemanager.folders.get', answer: folders },
    },
    {
      ...{ id: 'cloudresourcemanager.organizations.search', http: 'GET', path: 'v3/organizations:search' },
      permission: 'resourcemanager.organizations.get',
      answer: ({ estate }) => {
        const { number, domain } = organizationIn(estate);
        return { organizations: [{ name: `organizations/${number}`, displayName: domain, state: 'ACTIVE' }] };
      },
    },
  ],
};

function projectsPage(estate: Estate, query: URLSearchParams, projects: readonly Project[]): JsonObject {
  const { items, nextPageToken } = pageOf(projects, {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', 100, 1000),
    scope: `projects ${query.get('query') ?? ''} ${query.get('parent') ?? ''}`,
  });
  return { projects: items.map((project) => projectJson(estate, project)), nextPageToken };
}

/** `state:ACTIVE`, `parent:folders/123`, `id:northwind-*`; conditions follow each other or are joined by AND. */
function searched(estate: Estate, query: string): readonly Project[] {
  const tests = query
    .split(/\s+(?:AND\s+)?/i)
    .filter(Boolean)
    .map((term) => {
      const [, field = '', value = ''] = /^([A-Za-z.]+)[:=](.+)$/.exec(term) ?? [];
      const text = projectFields[field];
      if (!text) throw invalidArgument(`Invalid query term: ${term}`);
      const wanted = value.replaceAll('"', '').toLowerCase();
      return (project: Project) => {
        const own = text(project).toLowerCase();
        return wanted.endsWith('*') ? own.startsWith(wanted.slice(0, -1)) : own === wanted;
      };
    });
  return organizationIn(estate).projects.filter((project) => tests.every((test) => test(project)));
}

const projectFields: Readonly<Record<string, (project: Project) => string>> = {
  state: ({ state }) => state,
  parent: ({ folder }) => `folders/${folder.number}`,
  id: ({ id }) => id,
  projectId: ({ id }) => id,
  displayName: ({ name }) => name,
  name: ({ name }) => name,
};

function childrenOf(estate: Estate, query: URLSearchParams): readonly Project[] {
  const parent = query.get('parent') ?? '';
  if (!/^(organizations|folders)\/\d+$/.test(parent)) throw invalidArgument('field [parent] is required');
  const deleted = query.get('showDeleted') === 'true';
  // Every project is in a folder; the organisation itself has none.
  return organizationIn(estate).projects.filter(
    ({ folder, state }) => parent === `folders/${folder.number}` && (deleted || state === 'ACTIVE'),
  );
}

function projectFor(estate: Estate, name: string): Project {
  const wanted = name.split('/')[1];
  const found = organizationIn(estate).projects.find(({ id, number }) => id === wanted || number === wanted);
  if (!found) throw permissionDenied('resourcemanager.projects.get', `//cloudresourcemanager.googleapis.com/${name}`);
  return found;
}

function projectJson(estate: Estate, project: Project): JsonObject {
  const { id, number, name, folder, state } = project;
  const planted = estate.of<GcpDetail>(projectType, id)[0];
  const createTime = toSecond(planted?.createdAt ?? estate.now);
  return {
    name: `projects/${number}`,
    parent: `folders/${folder.number}`,
    ...{ projectId: id, displayName: name, state, createTime, updateTime: createTime },
    deleteTime: state === 'DELETE_REQUESTED' ? toSecond(estate.now) : undefined,
    etag: 'W/"1"',
    labels: planted && Object.keys(planted.tags).length > 0 ? planted.tags : undefined,
  };
}

function folders({ estate, query }: GcpRequest): JsonObject {
  const { number, folders: all } = organizationIn(estate);
  const parent = query.get('parent');
  const here = parent === null || parent === '' || parent === `organizations/${number}` ? all : [];
  const { items, nextPageToken } = pageOf(here, {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', 100, 300),
    scope: `folders ${parent ?? ''}`,
  });
  return {
    folders: items.map((folder) => ({
      name: `folders/${folder.number}`,
      parent: `organizations/${number}`,
      ...{ displayName: folder.name, state: 'ACTIVE' },
    })),
    nextPageToken,
  };
}
