import { ADVISOR_PERMISSIONS } from './advisor.ts';
import type { AzureCollector } from './collector.ts';
import { COST_PERMISSIONS } from './costs.ts';
import { METRIC_PERMISSIONS } from './metrics.ts';
import { SUBSCRIPTIONS_PERMISSION } from './subscriptions.ts';

/** https://learn.microsoft.com/azure/role-based-access-control/custom-roles */
export interface RoleDefinition {
  readonly Name: string;
  readonly IsCustom: true;
  readonly Description: string;
  readonly Actions: readonly string[];
  readonly NotActions: readonly string[];
  readonly DataActions: readonly string[];
  readonly NotDataActions: readonly string[];
  readonly AssignableScopes: readonly string[];
}

// What connecting needs, and telling what resources lie in.
const ALWAYS = [
  SUBSCRIPTIONS_PERMISSION,
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Management/managementGroups/read',
] as const;

// Graph's permissions are granted to the application, not by a role: Application.Read.All.
const isOfRole = (action: string): boolean => action.includes('/');

/** The custom role that grants what these collectors call, and nothing else. */
export function leastPrivilegeRole(
  collectors: readonly Pick<AzureCollector, 'permissions'>[],
  also: { readonly costs: boolean; readonly metrics: boolean; readonly recommendations: boolean },
): RoleDefinition {
  const actions = new Set([
    ...ALWAYS,
    ...collectors.flatMap(({ permissions }) => permissions).filter(isOfRole),
    ...(also.costs ? COST_PERMISSIONS : []),
    ...(also.metrics ? METRIC_PERMISSIONS : []),
    ...(also.recommendations ? ADVISOR_PERMISSIONS : []),
  ]);
  return {
    Name: 'CloudOptima',
    IsCustom: true,
    Description:
      'Reads what CloudOptima collects by type. Resource Graph shows nothing else to it; with the built-in role Reader every other type is seen, too.',
    Actions: [...actions].sort(),
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: ['/providers/Microsoft.Management/managementGroups/<management group>'],
  };
}
