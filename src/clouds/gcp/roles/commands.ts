import type { RoleRequest } from '../../../model/role-document.ts';
import { hereFile, shellScript, shellVariable } from '../../shell-script.ts';
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

const MEMBER_WORDS = 'who CloudOptima runs as: serviceAccount:<address> or principal://…';

// What gcloud calls the commands of each.
const GROUPS: Readonly<Record<Place['kind'], string>> = {
  organization: 'organizations',
  folder: 'resource-manager folders',
  project: 'projects',
};

/** The commands that let CloudOptima read an organisation, a folder or a project, and the export of its bill. */
export function grantCommands(request: RoleRequest): string {
  const { principal, organization, quotaProject, costs, builtIn } = request;
  const place = placeOf(request) ?? { kind: 'organization', id: undefined };
  const granted = (role: string) =>
    `gcloud ${GROUPS[place.kind]} add-iam-policy-binding "$PLACE" --member "$MEMBER" --role "${role}" --condition None`;
  return shellScript(
    ['Lets CloudOptima read what lies in an organisation, a folder or a project. It changes nothing else.'],
    [
      shellVariable('MEMBER', principal, MEMBER_WORDS),
      shellVariable('PLACE', place.id, `the ${place.kind} to read, by number`),
      ...(place.kind === 'folder' && !builtIn ? [shellVariable('ORGANIZATION', organization, 'by number')] : []),
      shellVariable(
        'QUOTA_PROJECT',
        quotaProject ?? (place.kind === 'project' ? place.id : undefined),
        'whose quotas are used',
      ),
      '',
      `gcloud services enable ${apisOf(request).join(' ')} --project "$QUOTA_PROJECT"`,
      `gcloud projects add-iam-policy-binding "$QUOTA_PROJECT" --member "$MEMBER" --role ${QUOTA_ROLE} --condition None`,
      '',
      ...(builtIn ? predefinedRoles(request).map(granted) : customRole(request, place.kind, granted)),
      ...(costs ? exportCommands(request) : []),
    ],
  );
}

function customRole(request: RoleRequest, kind: Place['kind'], granted: (role: string) => string): string[] {
  // JSON is YAML, which gcloud reads.
  const text = JSON.stringify(resourceRole(request), undefined, 2);
  const [flag, owner] = {
    organization: ['organization', '$PLACE'],
    folder: ['organization', '$ORGANIZATION'],
    project: ['project', '$PLACE'],
  }[kind] as [string, string];
  return [
    hereFile('role.yaml', text),
    `gcloud iam roles create ${ROLE_ID} --${flag} "${owner}" --file "$folder/role.yaml" --quiet`,
    granted(`${flag}s/${owner}/roles/${ROLE_ID}`),
  ];
}

/** Who reads the export reads no other dataset; the billing account itself is never asked. */
function exportCommands({ billingDataset }: RoleRequest): string[] {
  const [project, dataset] = billingDataset?.split('.') ?? [];
  return [
    '',
    '# The export of the bill: read in its dataset, queried in its project.',
    shellVariable('BILLING_PROJECT', project, 'the project of the billing export'),
    shellVariable('BILLING_DATASET', dataset, 'the dataset of the billing export'),
    `gcloud projects add-iam-policy-binding "$BILLING_PROJECT" --member "$MEMBER" --role ${QUERY_ROLE} --condition None`,
    'bq query --project_id "$BILLING_PROJECT" --use_legacy_sql=false \\',
    `  "GRANT \\\`${EXPORT_ROLE}\\\` ON SCHEMA \\\`$BILLING_PROJECT.$BILLING_DATASET\\\` TO '$MEMBER'"`,
  ];
}
