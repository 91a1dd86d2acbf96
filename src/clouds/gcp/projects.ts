import { CloudError, UserError } from '../../model/errors.ts';
import type { Tags } from '../../model/resource.ts';
import type { AccountSettings, UnreachedAccount } from '../cloud.ts';
import { searchAssets } from './assets.ts';
import { type GcpClients, pages, pathPart } from './clients.ts';
import { lastPart } from './names.ts';

/** A project that can be asked. */
export interface Project {
  readonly id: string;
  /** By which the inventory names it. */
  readonly number: string;
  readonly name: string | undefined;
  readonly labels: Tags;
}

export interface Projects {
  readonly projects: readonly Project[];
  readonly unreached: readonly UnreachedAccount[];
}

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects */
interface ProjectResource {
  readonly name?: string;
  readonly projectId?: string;
  readonly displayName?: string;
  readonly state?: string;
  readonly labels?: Tags;
}

interface ProjectPage {
  readonly projects?: readonly ProjectResource[];
  readonly nextPageToken?: string;
}

const GET = 'resourcemanager.projects.get';
// What asking for projects takes, beside the search of the inventory.
export const PROJECT_PERMISSIONS = [GET] as const;

type ProjectSettings = Pick<AccountSettings, 'organization' | 'folder' | 'projects'>;

/**
 * What the settings name to look below: an organisation or folder. Undefined where they name projects or nothing.
 * @throws UserError for what is no number.
 */
export function searchScope({ organization, folder }: ProjectSettings): string | undefined {
  const [kind, text] = typeof organization === 'string' ? ['organizations', organization] : ['folders', folder];
  if (text === undefined) return undefined;
  const number = text.replace(`${kind}/`, '');
  if (!/^\d{1,20}$/.test(number))
    throw new UserError(`"${text.slice(0, 100)}" is no number: ${kind} of Google Cloud are named by theirs.`);
  return `${kind}/${number}`;
}

/** The projects of the settings; all that the credentials can see where they name none. */
export async function findProjects(clients: GcpClients, settings: ProjectSettings): Promise<Projects> {
  const scope = searchScope(settings);
  const wanted = settings.projects?.length ? settings.projects : undefined;
  if (scope !== undefined) return below(clients, scope, wanted);
  return wanted ? named(clients, wanted) : visible(clients);
}

/** The inventory knows the projects of every folder below, and whoever may search it sees all of them. */
async function below(clients: GcpClients, scope: string, wanted: readonly string[] | undefined): Promise<Projects> {
  const found: ProjectResource[] = [];
  const search = { scope, assetTypes: ['cloudresourcemanager.googleapis.com/Project'], detailed: false };
  for await (const page of searchAssets(clients, search)) {
    for (const { name, project, displayName, state, labels, additionalAttributes } of page) {
      const id = additionalAttributes?.projectId;
      found.push({
        ...(project ? { name: project } : {}),
        projectId: typeof id === 'string' ? id : (lastPart(name) ?? ''),
        ...(displayName ? { displayName } : {}),
        ...(state ? { state } : {}),
        ...(labels ? { labels } : {}),
      });
    }
  }
  const isWanted = ({ projectId, name }: ProjectResource) =>
    wanted === undefined || [projectId, lastPart(name)].some((word) => word !== undefined && wanted.includes(word));
  const all = sorted(found.filter(isWanted));
  const isFound = (word: string) => found.some((one) => one.projectId === word || lastPart(one.name) === word);
  const missing = (wanted ?? []).filter((word) => !isFound(word));
  return { ...all, unreached: [...all.unreached, ...missing.map((id) => gone(id, undefined, 'NOT_FOUND', scope))] };
}

async function named(clients: GcpClients, ids: readonly string[]): Promise<Projects> {
  const found: ProjectResource[] = [];
  const unreached: UnreachedAccount[] = [];
  for (const id of new Set(ids)) {
    const path = `v3/projects/${pathPart(id)}`;
    try {
      found.push(await clients.ask({ service: 'cloudresourcemanager', action: GET, path, fields: ['projectId'] }));
    } catch (error) {
      // Whoever can't sign in reaches none of them.
      if (!(error instanceof CloudError) || error.facts.action !== GET) throw error;
      unreached.push({ id, name: undefined, error });
    }
  }
  const all = sorted(found);
  return { ...all, unreached: [...all.unreached, ...unreached] };
}

async function visible(clients: GcpClients): Promise<Projects> {
  const found: ProjectResource[] = [];
  const query = { query: 'state:ACTIVE' };
  const request = { service: 'cloudresourcemanager', action: GET, path: 'v3/projects:search', query } as const;
  for await (const page of pages<ProjectPage>(clients, { ...request, fields: ['projects'] }))
    found.push(...(page.projects ?? []));
  return sorted(found);
}

function sorted(found: readonly ProjectResource[]): Projects {
  const projects: Project[] = [];
  const unreached: UnreachedAccount[] = [];
  for (const { name, projectId, displayName, state = 'ACTIVE', labels = {} } of found) {
    const number = lastPart(name);
    if (!projectId || !number)
      throw new CloudError({ reason: 'failed', code: 'NoProjectId', action: GET, retryable: false });
    if (state === 'ACTIVE') projects.push({ id: projectId, number, name: displayName, labels });
    else unreached.push(gone(projectId, displayName, 'ProjectDeleted', undefined));
  }
  return { projects, unreached };
}

const gone = (id: string, name: string | undefined, code: string, scope: string | undefined): UnreachedAccount => {
  const advice = scope === undefined ? 'the project is deleted or will be soon' : `no such project below ${scope}`;
  return { id, name, error: new CloudError({ reason: 'not_found', code, action: GET, retryable: false, advice }) };
};
