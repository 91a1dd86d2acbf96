import { CloudError, UserError } from '../../model/errors.ts';
import type { Tags } from '../../model/resource.ts';
import type { AccountSettings, UnreachedAccount } from '../cloud.ts';
import { textsIn } from '../texts.ts';
import { PROJECT_TYPE, SEARCH_ACTION, searchAssets } from './assets.ts';
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

interface Projects {
  readonly projects: readonly Project[];
  readonly unreached: readonly UnreachedAccount[];
}

/** https://cloud.google.com/resource-manager/reference/rest/v3/projects */
interface ProjectResource {
  readonly name?: string | undefined;
  readonly projectId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly state?: string | undefined;
  readonly labels?: Tags | undefined;
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

/** A project as it was found, whether it is still one or not. */
interface FoundProject extends Project {
  readonly state: string;
}

/** The inventory knows the projects of every folder below, and whoever may search it sees all of them. */
async function below(clients: GcpClients, scope: string, wanted: readonly string[] | undefined): Promise<Projects> {
  const found: FoundProject[] = [];
  const search = { scope, assetTypes: [PROJECT_TYPE], detailed: false };
  for await (const page of searchAssets(clients, search)) {
    for (const { name, project, displayName, state, labels, additionalAttributes } of page) {
      const told = additionalAttributes?.projectId;
      const projectId = typeof told === 'string' ? told : lastPart(name);
      found.push(projectOf({ name: project, projectId, displayName, state, labels }, SEARCH_ACTION));
    }
  }
  const isCalled = ({ id, number }: Project, word: string) => id === word || number === word;
  const all = sorted(found.filter((one) => wanted === undefined || wanted.some((word) => isCalled(one, word))));
  const missing = (wanted ?? []).filter((word) => !found.some((one) => isCalled(one, word)));
  return { ...all, unreached: [...all.unreached, ...missing.map((word) => gone(calledBy(word), 'NOT_FOUND', scope))] };
}

async function named(clients: GcpClients, ids: readonly string[]): Promise<Projects> {
  const found: FoundProject[] = [];
  const unreached: UnreachedAccount[] = [];
  for (const id of new Set(ids)) {
    const path = `v3/projects/${pathPart(id)}`;
    try {
      const answer = await clients.ask({ service: 'cloudresourcemanager', action: GET, path, fields: ['projectId'] });
      found.push(projectOf(answer, GET));
    } catch (error) {
      // Whoever can't sign in reaches none of them.
      if (!(error instanceof CloudError) || error.facts.action !== GET) throw error;
      unreached.push({ ...calledBy(id), error });
    }
  }
  const all = sorted(found);
  return { ...all, unreached: [...all.unreached, ...unreached] };
}

async function visible(clients: GcpClients): Promise<Projects> {
  const found: FoundProject[] = [];
  const query = { query: 'state:ACTIVE' };
  const request = { service: 'cloudresourcemanager', action: GET, path: 'v3/projects:search', query } as const;
  for await (const page of pages<ProjectPage>(clients, { ...request, fields: ['projects'] }))
    found.push(...(page.projects ?? []).map((one) => projectOf(one, GET)));
  return sorted(found);
}

/** @throws CloudError for what has no name: it is no project, and an account without an id would be anybody's. */
function projectOf(
  { name, projectId, displayName, state = 'ACTIVE', labels }: ProjectResource,
  action: string,
): FoundProject {
  const number = lastPart(name);
  if (!projectId || !number) throw new CloudError({ reason: 'failed', code: 'NoProjectId', action, retryable: false });
  return { id: projectId, number, name: displayName || undefined, labels: textsIn(labels), state };
}

function sorted(found: readonly FoundProject[]): Projects {
  const isActive = ({ state }: FoundProject) => state === 'ACTIVE';
  return {
    projects: found.filter(isActive).map(({ state, ...project }) => project),
    unreached: found.filter((one) => !isActive(one)).map(({ id, name }) => deletedProject({ id, name })),
  };
}

type Called = Pick<UnreachedAccount, 'id' | 'name'>;

// An id begins with a letter, and whose number it is can't be asked.
const calledBy = (word: string): Called =>
  /^\d+$/.test(word) ? { id: undefined, name: word } : { id: word, name: undefined };

/** A project that there was. */
export const deletedProject = (called: Called): UnreachedAccount => gone(called, 'ProjectDeleted', undefined);

const gone = (called: Called, code: string, scope: string | undefined): UnreachedAccount => {
  const advice =
    scope === undefined
      ? 'the project is deleted or will be soon: undelete it (gcloud projects undelete), or disable it here (cloudoptima accounts disable)'
      : `no such project below ${scope}: look for a slip in \`projects\``;
  return { ...called, error: new CloudError({ reason: 'not_found', code, action: GET, retryable: false, advice }) };
};
