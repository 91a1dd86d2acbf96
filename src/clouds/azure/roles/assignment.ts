import { UserError } from '../../../model/errors.ts';
import type { RoleRequest } from '../../../model/role-document.ts';
import { leastPrivilegeRole, MANAGEMENT_GROUPS, type RoleDefinition } from '../permissions.ts';
import { azureCollectors } from '../resources/index.ts';

type Where = Pick<RoleRequest, 'managementGroup' | 'subscription' | 'principal'>;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
const MANAGEMENT_GROUP = /^[\w().-]{1,90}$/;

/** Where the role is assigned; undefined where nobody said. @throws UserError for what can't be one. */
export function assignmentScope({ managementGroup, subscription, principal }: Where): string | undefined {
  if (principal !== undefined && !UUID.test(principal))
    throw new UserError(
      `"${principal.slice(0, 100)}" is no object id: expected the one of the service principal or managed identity (az ad sp show --id <client id> --query id).`,
    );
  if (managementGroup !== undefined && subscription !== undefined)
    throw new UserError('A role is assigned at a management group or at a subscription: name one of them.');
  if (subscription !== undefined) {
    if (!UUID.test(subscription)) throw new UserError(`"${subscription.slice(0, 100)}" is no id of a subscription.`);
    return `/subscriptions/${subscription}`;
  }
  if (managementGroup === undefined) return undefined;
  if (!MANAGEMENT_GROUP.test(managementGroup))
    throw new UserError(`"${managementGroup.slice(0, 100)}" is no id of a management group.`);
  return `${MANAGEMENT_GROUPS}${managementGroup}`;
}

/** The custom role. */
export const customRole = (
  { costs, metrics, recommendations }: RoleRequest,
  scope: string | undefined,
): RoleDefinition => leastPrivilegeRole(azureCollectors, { costs, metrics, recommendations }, scope);

/** Azure's own roles that do as well: Reader sees every type, and no bill. */
export const builtInRoles = ({ costs }: RoleRequest): readonly string[] => [
  'Reader',
  ...(costs ? ['Cost Management Reader'] : []),
];
