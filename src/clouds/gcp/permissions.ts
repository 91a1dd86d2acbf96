import type { GcpCollector } from './collector.ts';
import { METRIC_PERMISSIONS } from './metrics.ts';
import { PROJECT_PERMISSIONS } from './projects.ts';
import { QUERY_PERMISSIONS } from './query.ts';
import { RECOMMENDER_PERMISSIONS } from './recommender.ts';

/** https://cloud.google.com/iam/docs/reference/rest/v1/organizations.roles: for `gcloud iam roles create --file`. */
export interface RoleDefinition {
  readonly title: string;
  readonly description: string;
  readonly stage: 'GA';
  readonly includedPermissions: readonly string[];
}

// What using the quota project needs.
const ALWAYS = ['serviceusage.services.use', ...PROJECT_PERMISSIONS] as const;

/** The custom role that grants what these collectors call, and nothing else. */
export function leastPrivilegeRole(
  collectors: readonly Pick<GcpCollector, 'permissions'>[],
  also: { readonly costs: boolean; readonly metrics: boolean; readonly recommendations: boolean },
): RoleDefinition {
  const permissions = new Set([
    ...ALWAYS,
    ...collectors.flatMap((collector) => collector.permissions),
    ...(also.costs ? QUERY_PERMISSIONS : []),
    ...(also.metrics ? METRIC_PERMISSIONS : []),
    ...(also.recommendations ? RECOMMENDER_PERMISSIONS : []),
  ]);
  return {
    title: 'CloudOptima',
    description: 'Lists resources, their labels and metrics, and reads the billing export. Changes nothing.',
    stage: 'GA',
    includedPermissions: [...permissions].sort(),
  };
}
