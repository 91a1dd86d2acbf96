import type { RoleRequest } from '../../../model/role-document.ts';
import { hereFile, shellScript, shellVariable, shellWord } from '../../shell-script.ts';
import { DIRECTORY_PERMISSION } from '../applications.ts';
import { MANAGEMENT_GROUPS } from '../permissions.ts';
import { assignmentScope, builtInRoles, customRole } from './assignment.ts';

const PRINCIPAL_WORDS = 'the object id of the service principal or managed identity that CloudOptima runs as';
const SCOPE_WORDS = `where the role is assigned: ${MANAGEMENT_GROUPS}<id> or /subscriptions/<id>`;

// Microsoft Graph itself, in every tenant.
const GRAPH_APPLICATION = '00000003-0000-0000-c000-000000000000';

/** The commands that let CloudOptima read a management group or a subscription. */
export function roleCommands(request: RoleRequest): string {
  const scope = assignmentScope(request);
  return shellScript(
    ['Lets CloudOptima read what lies below a management group or in a subscription. It changes nothing else.'],
    [
      shellVariable('PRINCIPAL', request.principal, PRINCIPAL_WORDS),
      shellVariable('SCOPE', scope, SCOPE_WORDS),
      '',
      ...(request.builtIn ? builtIn(request) : custom(request, scope)),
      '',
      '# Only for expiring secrets of app registrations, and only for an administrator of the directory: DIRECTORY=yes',
      `if [ "\${DIRECTORY:-no}" = yes ]; then`,
      `  graph=$(az ad sp show --id ${GRAPH_APPLICATION} --query id --output tsv)`,
      `  permission=$(az ad sp show --id ${GRAPH_APPLICATION} \\`,
      `    --query "appRoles[?value=='${DIRECTORY_PERMISSION}'].id | [0]" --output tsv)`,
      '  az rest --method post --url "https://graph.microsoft.com/v1.0/servicePrincipals/$PRINCIPAL/appRoleAssignments" \\',
      '    --body "{\\"principalId\\":\\"$PRINCIPAL\\",\\"resourceId\\":\\"$graph\\",\\"appRoleId\\":\\"$permission\\"}"',
      'fi',
    ],
  );
}

const assigned = (role: string): string =>
  `az role assignment create --role ${shellWord(role)} --scope "$SCOPE" \\\n  --assignee-object-id "$PRINCIPAL" --assignee-principal-type ServicePrincipal`;

const builtIn = (request: RoleRequest): string[] => [
  ...builtInRoles(request).map(assigned),
  '# Subscriptions are found by their management group.',
  `case "$SCOPE" in ${MANAGEMENT_GROUPS}*)`,
  `  ${assigned('Management Group Reader').replace('\\\n  ', '\\\n    ')} ;;`,
  'esac',
];

function custom(request: RoleRequest, scope: string | undefined): string[] {
  const role = customRole(request, scope ?? '$SCOPE');
  const text = JSON.stringify(role, undefined, 2);
  return [
    // Only an unknown scope is for the shell to put in; nothing else in a role has a dollar.
    scope === undefined ? `cat >"$folder/role.json" <<END_OF_FILE\n${text}\nEND_OF_FILE` : hereFile('role.json', text),
    'az role definition create --role-definition "@$folder/role.json"',
    '# A new role takes a while until it can be assigned.',
    `sleep "\${WAIT:-60}"`,
    assigned(role.Name),
  ];
}
