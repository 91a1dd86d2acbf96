import type { RoleRequest } from '../../../model/role-document.ts';
import { expression, hclBlock, hclFile, hclVariable } from '../../hcl.ts';
import { MANAGEMENT_GROUPS } from '../permissions.ts';
import { assignmentScope, builtInRoles, customRole } from './assignment.ts';

const common = { scope: expression('var.scope'), principal_id: expression('var.principal_id') };

/** The role and its assignment for Terraform. */
export function azureTerraform(request: RoleRequest): string {
  const scope = assignmentScope(request);
  return hclFile(
    ['Lets CloudOptima read what lies below a management group or in a subscription of Azure.'],
    [
      hclVariable(
        'principal_id',
        'The object id of the service principal or managed identity that CloudOptima runs as.',
        request.principal,
      ),
      hclVariable('scope', `Where it reads: ${MANAGEMENT_GROUPS}<id> or /subscriptions/<id>.`, scope),
      ...(request.builtIn ? builtInRoles(request).map(builtIn) : [custom(request)]),
    ],
  );
}

const builtIn = (role: string): string =>
  hclBlock('resource', ['azurerm_role_assignment', `cloudoptima_${role.toLowerCase().replaceAll(' ', '_')}`], {
    ...common,
    role_definition_name: role,
  });

function custom(request: RoleRequest): string {
  const { Name, Description, Actions } = customRole(request, undefined);
  return [
    hclBlock('resource', ['azurerm_role_definition', 'cloudoptima'], {
      name: Name,
      description: Description,
      scope: common.scope,
      assignable_scopes: [common.scope],
      permissions: { nested: { actions: Actions } },
    }),
    hclBlock('resource', ['azurerm_role_assignment', 'cloudoptima'], {
      ...common,
      role_definition_id: expression('azurerm_role_definition.cloudoptima.role_definition_resource_id'),
    }),
  ].join('\n');
}
