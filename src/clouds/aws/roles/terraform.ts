import type { RoleRequest } from '../../../model/role-document.ts';
import { expression, type HclValue, hclBlock, hclFile, hclVariable, jsonEncoded } from '../../hcl.ts';
import { ROLE_NAME } from './cloudformation.ts';
import { type NamedPolicy, rolePolicies } from './policies.ts';
import { trustPolicy } from './trust-policy.ts';

/** The role of one account for Terraform. */
export function awsTerraform({ principal, externalId, costs, metrics }: RoleRequest): string {
  const policies = rolePolicies({ metrics });
  return hclFile(
    ['The role as which CloudOptima reads an account of AWS. It lists and describes, and changes nothing.'],
    [
      hclVariable('principal', 'The account, or the ARN of the role or user, that CloudOptima runs as.', principal),
      hclVariable('external_id', 'The external_id of the account in cloudoptima.yaml.', externalId),
      hclVariable('read_costs', 'Whether it reads the bill: true in the account that pays, false elsewhere.', costs),
      hclBlock('resource', ['aws_iam_role', 'cloudoptima'], {
        name: ROLE_NAME,
        assume_role_policy: jsonEncoded(
          trustPolicy<HclValue>(expression('var.principal'), expression('var.external_id')),
        ),
      }),
      ...policies.always.map((policy) => attached(policy, undefined)),
      attached(policies.costs, 'var.read_costs ? 1 : 0'),
      hclBlock('output', ['role_arn'], {
        description: 'The role_arn of the account in cloudoptima.yaml.',
        value: expression('aws_iam_role.cloudoptima.arn'),
      }),
    ],
  );
}

function attached({ name, document }: NamedPolicy, count: string | undefined): string {
  const label = `cloudoptima_${name.toLowerCase()}`;
  const counted = count === undefined ? {} : { count: expression(count) };
  const one = count === undefined ? '' : '[0]';
  return [
    hclBlock('resource', ['aws_iam_policy', label], {
      ...counted,
      name: `CloudOptima${name}`,
      policy: jsonEncoded(document as unknown as HclValue),
    }),
    hclBlock('resource', ['aws_iam_role_policy_attachment', label], {
      ...counted,
      role: expression('aws_iam_role.cloudoptima.name'),
      policy_arn: expression(`aws_iam_policy.${label}${one}.arn`),
    }),
  ].join('\n');
}
