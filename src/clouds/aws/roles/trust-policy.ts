import { UserError } from '../../../model/errors.ts';
import type { RoleRequest } from '../../../model/role-document.ts';

/** By what a template lets whoever deploys it say who may assume the role. */
export const PRINCIPAL_PATTERN = '^(\\d{12}|arn:aws[a-z-]*:iam::\\d{12}:(root|(role|user)/[\\w+=,.@/-]+))$';
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html; shorter ones are guessed. */
export const EXTERNAL_ID_PATTERN = '^[\\w+=,.@:/-]{16,1224}$';

/**
 * Who may assume the role, and only by naming the external id: without it, anybody who makes CloudOptima read an account of
 * theirs could make it read this one.
 */
export const trustPolicy = <Text>(principal: Text, externalId: Text) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'CloudOptimaAssumesIt',
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
});

/** @throws UserError for what AWS would not take, or what would trust more than is meant. */
export function checkTrust({ principal, externalId }: Pick<RoleRequest, 'principal' | 'externalId'>): void {
  if (principal !== undefined && !new RegExp(PRINCIPAL_PATTERN).test(principal))
    throw new UserError(
      `"${principal.slice(0, 100)}" is nobody who can assume a role: expected an account (12 digits) or the ARN of a role or user (arn:aws:iam::<12 digits>:role/<name>).`,
    );
  if (externalId !== undefined && !new RegExp(EXTERNAL_ID_PATTERN).test(externalId))
    throw new UserError('An external id has 16 to 1224 characters: letters, digits and + = , . @ : / - _.');
}
