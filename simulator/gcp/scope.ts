import type { Estate } from '../estate/estate.ts';
import { organizationIn, type Project } from '../estate/gcp/organization.ts';
import type { GcpResource } from '../estate/gcp/resource.ts';
import { permissionDenied } from './refusals.ts';
import { remembered } from './remembered.ts';

/** The projects of an organisation, a folder or a project, by id or number. What isn't there looks denied. */
export function projectsIn(estate: Estate, scope: string, permission: string): readonly Project[] {
  const { number, projects } = organizationIn(estate);
  const [kind, id = ''] = scope.split('/');
  const found = {
    organizations: id === number ? projects : [],
    folders: projects.filter(({ folder }) => folder.number === id),
    projects: projects.filter((project) => project.id === id || project.number === id),
  }[kind ?? ''];
  if (!found || found.length === 0)
    throw permissionDenied(permission, `//cloudresourcemanager.googleapis.com/${scope}`);
  return found;
}

/** Where each project lies, by its id. */
export const projectsById = remembered(
  (estate) => new Map(organizationIn(estate).projects.map((one) => [one.id, one])),
);

/** All that the company has at Google, in the order of its names, as listings go. */
export const gcpResources = remembered((estate) =>
  (estate.resources.filter(({ cloud }) => cloud === 'gcp') as readonly GcpResource[]).toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  ),
);
