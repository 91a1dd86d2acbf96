import type { RoleRequest } from '../../../model/role-document.ts';
import { rolePolicies } from './policies.ts';
import { EXTERNAL_ID_PATTERN, PRINCIPAL_PATTERN, trustPolicy } from './trust-policy.ts';

export const ROLE_NAME = 'CloudOptimaReadOnly';

const ref = (name: string) => ({ Ref: name });

/** The template of a stack that makes the role; the same one for a payer and for every other account. */
export function cloudFormationTemplate({ principal, externalId, costs, metrics }: RoleRequest) {
  const policies = rolePolicies({ metrics });
  const managed = (name: string, document: object) => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      Description: `What CloudOptima asks for: ${name.toLowerCase().replace(/\d+$/, '')}.`,
      Roles: [ref('Role')],
      PolicyDocument: document,
    },
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The role as which CloudOptima reads this account. It lists and describes, and changes nothing.',
    Parameters: {
      Principal: {
        ...{ Type: 'String', Description: 'The account, or the ARN of the role or user, that CloudOptima runs as.' },
        AllowedPattern: PRINCIPAL_PATTERN,
        ...(principal === undefined ? {} : { Default: principal }),
      },
      ExternalId: {
        ...{ Type: 'String', Description: 'The external_id of the account in cloudoptima.yaml.' },
        AllowedPattern: EXTERNAL_ID_PATTERN,
        ...(externalId === undefined ? {} : { Default: externalId }),
      },
      RoleName: { Type: 'String', Default: ROLE_NAME },
      ReadCosts: {
        ...{
          Type: 'String',
          Description: 'Whether it reads the bill: true in the account that pays, false elsewhere.',
        },
        AllowedValues: ['true', 'false'],
        Default: String(costs),
      },
    },
    Conditions: { ReadsCosts: { 'Fn::Equals': [ref('ReadCosts'), 'true'] } },
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: ref('RoleName'),
          Description: 'CloudOptima reads this account. It changes nothing.',
          AssumeRolePolicyDocument: trustPolicy(ref('Principal'), ref('ExternalId')),
        },
      },
      ...Object.fromEntries(policies.always.map(({ name, document }) => [`${name}Policy`, managed(name, document)])),
      CostsPolicy: { Condition: 'ReadsCosts', ...managed(policies.costs.name, policies.costs.document) },
    },
    Outputs: {
      RoleArn: {
        Description: 'The role_arn of the account in cloudoptima.yaml.',
        Value: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
  };
}
