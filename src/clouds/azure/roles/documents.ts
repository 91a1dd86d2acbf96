import { UserError } from '../../../model/errors.ts';
import type { RoleDocument, RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { assignmentScope, customRole } from './assignment.ts';
import { roleCommands } from './commands.ts';
import { azureTerraform } from './terraform.ts';

/** The role that CloudOptima needs in Azure. @throws UserError for what Azure has not, or would not take. */
export function azureRoleDocuments(format: RoleFormat, request: RoleRequest): readonly RoleDocument[] {
  switch (format) {
    case 'json': {
      if (request.builtIn) throw new UserError('Azure’s own roles need no definition: ask for commands or terraform.');
      const role = customRole(request, assignmentScope(request));
      return [{ file: 'cloudoptima-role.json', text: `${JSON.stringify(role, undefined, 2)}\n` }];
    }
    case 'terraform':
      return [{ file: 'cloudoptima-azure.tf', text: azureTerraform(request) }];
    case 'commands':
      return [{ file: 'cloudoptima-azure.sh', text: roleCommands(request) }];
    case 'cloudformation':
    case 'stackset':
      throw new UserError(`${format} is of AWS; Azure's role comes as json, terraform or commands.`);
  }
}
