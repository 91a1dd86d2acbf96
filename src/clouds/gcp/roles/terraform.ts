import type { RoleRequest } from '../../../model/role-document.ts';
import { expression, hclBlock, hclFile, hclVariable } from '../../hcl.ts';
import {
  apisOf,
  EXPORT_ROLE,
  type Place,
  placeOf,
  predefinedRoles,
  QUERY_ROLE,
  QUOTA_ROLE,
  ROLE_ID,
  resourceRole,
} from './grants.ts';

const member = expression('var.member');

// What the provider calls the one who owns a binding.
const OWNERS: Readonly<Record<Place['kind'], string>> = {
  organization: 'org_id',
  folder: 'folder',
  project: 'project',
};

/** The role and its bindings for Terraform. */
export function gcpTerraform(request: RoleRequest): string {
  const { principal, organization, quotaProject, costs, builtIn } = request;
  const place = placeOf(request) ?? { kind: 'organization', id: undefined };
  const quota = quotaProject ?? (place.kind === 'project' ? place.id : undefined);
  const roles = builtIn ? predefinedRoles(request) : [];
  return hclFile(
    ['Lets CloudOptima read what lies in an organisation, a folder or a project of Google Cloud.'],
    [
      hclVariable('member', 'Who CloudOptima runs as: serviceAccount:<address> or principal://…', principal),
      hclVariable('place', `The ${place.kind} to read.`, place.id),
      ...(place.kind === 'folder' && !builtIn
        ? [hclVariable('organization', 'Where the custom role is made, by number.', organization)]
        : []),
      hclVariable('quota_project', 'The project whose quotas are used.', quota),
      hclBlock('resource', ['google_project_service', 'cloudoptima'], {
        for_each: expression(`toset(${JSON.stringify(apisOf(request))})`),
        project: expression('var.quota_project'),
        service: expression('each.value'),
        disable_on_destroy: false,
      }),
      hclBlock('resource', ['google_project_iam_member', 'cloudoptima_quota'], {
        project: expression('var.quota_project'),
        role: QUOTA_ROLE,
        member,
      }),
      ...roles.map((role) => binding(place.kind, role.replace(/^roles\//, '').replaceAll('.', '_'), role)),
      ...(builtIn ? [] : [customRole(request, place.kind), binding(place.kind, 'resources', undefined)]),
      ...(costs ? exportBlocks(request) : []),
    ],
  );
}

const resourceOf = (kind: Place['kind']): 'organization' | 'project' =>
  kind === 'project' ? 'project' : 'organization';

function customRole(request: RoleRequest, kind: Place['kind']): string {
  const { title, description, stage, includedPermissions } = resourceRole(request);
  const owner = { organization: 'var.place', folder: 'var.organization', project: 'var.place' }[kind];
  return hclBlock('resource', [`google_${resourceOf(kind)}_iam_custom_role`, 'cloudoptima'], {
    [kind === 'project' ? 'project' : 'org_id']: expression(owner),
    ...{ role_id: ROLE_ID, title, description, stage },
    permissions: includedPermissions,
  });
}

/** Of one of Google's roles, or else of the custom one. */
const binding = (kind: Place['kind'], name: string, role: string | undefined): string =>
  hclBlock('resource', [`google_${kind}_iam_member`, `cloudoptima_${name}`], {
    // A folder is named with its kind.
    [OWNERS[kind]]: expression(kind === 'folder' ? `"folders/\${var.place}"` : 'var.place'),
    role: role ?? expression(`google_${resourceOf(kind)}_iam_custom_role.cloudoptima.name`),
    member,
  });

function exportBlocks({ billingDataset }: RoleRequest): string[] {
  const [project, dataset] = billingDataset?.split('.') ?? [];
  return [
    hclVariable('billing_project', 'The project of the billing export, where it is queried, too.', project),
    hclVariable('billing_dataset', 'The dataset of the billing export.', dataset),
    hclBlock('resource', ['google_project_iam_member', 'cloudoptima_queries'], {
      project: expression('var.billing_project'),
      role: QUERY_ROLE,
      member,
    }),
    hclBlock('resource', ['google_bigquery_dataset_iam_member', 'cloudoptima_export'], {
      project: expression('var.billing_project'),
      dataset_id: expression('var.billing_dataset'),
      role: EXPORT_ROLE,
      member,
    }),
  ];
}
