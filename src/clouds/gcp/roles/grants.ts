import { UserError } from '../../../model/errors.ts';
import type { RoleRequest } from '../../../model/role-document.ts';
import { leastPrivilegeRole, QUOTA_PERMISSION, type RoleDefinition } from '../permissions.ts';
import { QUERY_PERMISSIONS } from '../query.ts';
import { gcpCollectors } from '../resources/index.ts';

/** The id of the custom role. */
export const ROLE_ID = 'cloudoptima';
export const QUERY_ROLE = 'roles/bigquery.jobUser';
export const EXPORT_ROLE = 'roles/bigquery.dataViewer';
export const QUOTA_ROLE = 'roles/serviceusage.serviceUsageConsumer';

/** The APIs that are asked, enabled where quotas are counted. */
export const apisOf = ({ costs, metrics, recommendations }: RoleRequest): readonly string[] =>
  [
    ...['cloudasset', 'cloudresourcemanager', 'compute'],
    ...(metrics ? ['monitoring'] : []),
    ...(recommendations ? ['recommender'] : []),
    ...(costs ? ['bigquery'] : []),
  ].map((api) => `${api}.googleapis.com`);

/** What is granted where resources lie; queries are granted where they run, the export where it lies, quotas where they count. */
export function resourceRole({ metrics, recommendations }: RoleRequest): RoleDefinition {
  const role = leastPrivilegeRole(gcpCollectors, { costs: false, metrics, recommendations });
  return {
    ...role,
    description: 'Lists resources, their labels, metrics and recommendations. Changes nothing.',
    includedPermissions: role.includedPermissions.filter(
      (name) => name !== QUOTA_PERMISSION && !QUERY_PERMISSIONS.some((query) => query === name),
    ),
  };
}

/** Google's own roles that do as well. */
export const predefinedRoles = ({ metrics, recommendations }: RoleRequest): readonly string[] => [
  ...['roles/browser', 'roles/cloudasset.viewer', 'roles/compute.viewer'],
  ...(metrics ? ['roles/monitoring.viewer'] : []),
  ...(recommendations ? ['roles/recommender.viewer'] : []),
];

/** Where the role is granted. */
export interface Place {
  readonly kind: 'organization' | 'folder' | 'project';
  readonly id: string;
}

const NUMBER = /^\d{1,20}$/;
const PROJECT = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const MEMBER = /^(?:serviceAccount|user|group|principal|principalSet):[\w@.+:/-]{3,300}$/;
const DATASET = /^[a-z][a-z0-9-]{4,28}[a-z0-9]\.\w{1,1024}$/;

/** Where, as far as it is said. @throws UserError for what can't be one, and for more than one place. */
export function placeOf(request: RoleRequest): Place | undefined {
  const { organization, folder, project, principal, quotaProject, billingDataset } = request;
  check('number of an organisation', organization, NUMBER);
  check('number of a folder', folder, NUMBER);
  check('id of a project', project, PROJECT);
  check('id of a project', quotaProject, PROJECT);
  check('member such as serviceAccount:<address>', principal, MEMBER);
  check('dataset: expected <project>.<dataset>', billingDataset, DATASET);
  if (project !== undefined && (organization ?? folder) !== undefined)
    throw new UserError('Name the organisation, a folder or a project: what is granted above holds below.');
  if (project !== undefined) return { kind: 'project', id: project };
  if (folder === undefined) return organization === undefined ? undefined : { kind: 'organization', id: organization };
  // Folders have no roles of their own.
  if (organization === undefined && !request.builtIn)
    throw new UserError(
      'A custom role for a folder is made in its organisation: name that, too, or ask for --built-in.',
    );
  return { kind: 'folder', id: folder };
}

function check(what: string, text: string | undefined, allowed: RegExp): void {
  if (text !== undefined && !allowed.test(text)) throw new UserError(`"${text.slice(0, 100)}" is no ${what}.`);
}
