import type { Planter } from '../planter.ts';
import { appCredentials, appRegistrations } from './applications.ts';
import { disks, images, kubernetesClusters, scaleSets, snapshots, virtualMachines } from './compute.ts';
import { resourceGroups } from './groups.ts';
import {
  applicationGateways,
  loadBalancers,
  natGateways,
  networkInterfaces,
  publicAddresses,
  securityGroups,
  virtualNetworks,
} from './networks.ts';
import {
  appServicePlans,
  cosmosAccounts,
  keyVaults,
  logWorkspaces,
  redisCaches,
  sites,
  sqlDatabases,
  sqlServers,
  storageAccounts,
} from './platform.ts';

/** In order of planting: a planter finds in its context what stands above it. */
export const planters: readonly Planter[] = [
  resourceGroups,
  virtualNetworks,
  securityGroups,
  images,
  scaleSets,
  virtualMachines,
  networkInterfaces,
  disks,
  snapshots,
  publicAddresses,
  natGateways,
  loadBalancers,
  applicationGateways,
  storageAccounts,
  appServicePlans,
  sites,
  sqlServers,
  sqlDatabases,
  cosmosAccounts,
  keyVaults,
  kubernetesClusters,
  redisCaches,
  logWorkspaces,
  appRegistrations,
  appCredentials,
];
