import { UserError } from '../../../model/errors.ts';
import type { RoleDocument, RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { grantCommands } from './commands.ts';
import { placeOf, resourceRole } from './grants.ts';
import { gcpTerraform } from './terraform.ts';

/** What CloudOptima needs to be granted in Google Cloud. @throws UserError for what Google has not, or would not take. */
export function gcpRoleDocuments(format: RoleFormat, request: RoleRequest): readonly RoleDocument[] {
  switch (format) {
    case 'json': {
      placeOf(request);
      if (request.builtIn) throw new UserError('Google’s own roles need no definition: ask for commands or terraform.');
      return [{ file: 'cloudoptima-role.json', text: `${JSON.stringify(resourceRole(request), undefined, 2)}\n` }];
    }
    case 'terraform':
      return [{ file: 'cloudoptima-gcp.tf', text: gcpTerraform(request) }];
    case 'commands':
      return [{ file: 'cloudoptima-gcp.sh', text: grantCommands(request) }];
    case 'cloudformation':
    case 'stackset':
      throw new UserError(`${format} is of AWS; what Google grants comes as json, terraform or commands.`);
  }
}
