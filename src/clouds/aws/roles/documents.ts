import { stringify } from 'yaml';
import { UserError } from '../../../model/errors.ts';
import type { RoleDocument, RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { cloudFormationTemplate } from './cloudformation.ts';
import { roleCommands } from './commands.ts';
import { rolePolicies } from './policies.ts';
import { stackSetCommands } from './stack-set.ts';
import { awsTerraform } from './terraform.ts';
import { checkTrust, trustPolicy } from './trust-policy.ts';

/** The role that CloudOptima needs in AWS. @throws UserError for a principal or an external id that can't be one. */
export function awsRoleDocuments(format: RoleFormat, request: RoleRequest): readonly RoleDocument[] {
  checkTrust(request);
  if (request.builtIn)
    throw new UserError('AWS has no managed policy that would do: ReadOnlyAccess reads contents, too, and secrets.');
  switch (format) {
    case 'json':
      return jsonDocuments(request);
    case 'cloudformation':
      return [{ file: 'cloudoptima-role.yaml', text: templateText(request) }];
    case 'stackset':
      // Each account of an organisation takes the role without the bill; the script says who reads it.
      return [{ file: 'cloudoptima-stackset.sh', text: stackSetCommands(templateText(request), request) }];
    case 'terraform':
      return [{ file: 'cloudoptima-aws.tf', text: awsTerraform(request) }];
    case 'commands':
      return [{ file: 'cloudoptima-aws.sh', text: roleCommands(request) }];
  }
}

const templateText = (request: RoleRequest): string =>
  stringify(cloudFormationTemplate(request), { lineWidth: 0, aliasDuplicateObjects: false });

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The policies, and whom the role trusts where that is known. */
function jsonDocuments({ principal, externalId, costs, metrics }: RoleRequest): RoleDocument[] {
  const policies = rolePolicies({ metrics });
  const documents = [...policies.always, ...(costs ? [policies.costs] : [])].map(({ name, document }) => ({
    file: `CloudOptima${name}.json`,
    text: json(document),
  }));
  if (principal === undefined || externalId === undefined) return documents;
  return [...documents, { file: 'CloudOptimaTrust.json', text: json(trustPolicy(principal, externalId)) }];
}
