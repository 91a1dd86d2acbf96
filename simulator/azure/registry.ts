import type { OperationName } from '../door.ts';
import type { Principals, Tokens } from './principals.ts';
import type { Route } from './service.ts';
import { computeSkuRoutes } from './services/compute-skus.ts';
import { costManagementRoutes } from './services/cost-management/service.ts';
import { entraRoutes } from './services/entra.ts';
import { graphRoutes } from './services/graph-applications.ts';
import { keyVaultRoutes } from './services/key-vault.ts';
import { managedIdentityRoutes } from './services/managed-identity.ts';
import { managementGroupRoutes } from './services/management-groups.ts';
import { metricsBatchRoutes } from './services/metrics-batch/service.ts';
import { resourceGraphRoutes } from './services/resource-graph/service.ts';
import { resourceGroupRoutes } from './services/resource-groups.ts';
import { subscriptionRoutes } from './services/subscriptions.ts';

/** Every operation that the simulator answers over HTTPS. */
export const routesOf = (principals: Principals, tokens: Tokens): readonly Route[] => [
  ...entraRoutes(principals, tokens),
  ...subscriptionRoutes,
  ...managementGroupRoutes,
  ...resourceGroupRoutes,
  ...computeSkuRoutes,
  ...resourceGraphRoutes,
  ...costManagementRoutes,
  ...metricsBatchRoutes,
  ...graphRoutes,
  ...keyVaultRoutes(),
];

/** What the machine's own identity is asked by. */
export const identityRoutesOf = managedIdentityRoutes;

export const azureOperations = (routes: readonly Route[]): readonly OperationName[] =>
  routes.map(({ api, service, operation, action }) => ({ cloud: 'azure', service, protocol: api, operation, action }));
