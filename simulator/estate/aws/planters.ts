import type { ChargePlanter, Planter } from '../planter.ts';
import { buckets } from './buckets.ts';
import { plantCharges } from './charges.ts';
import { elasticIps } from './elastic-ips.ts';
import { functions } from './functions.ts';
import { natGateways, vpnGateways } from './gateways.ts';
import { accessKeys, roles, users } from './iam.ts';
import { images } from './images.ts';
import { instances } from './instances.ts';
import {
  applicationLoadBalancers,
  classicLoadBalancers,
  gatewayLoadBalancers,
  networkLoadBalancers,
  targetGroups,
} from './load-balancers.ts';
import { longTail } from './long-tail.ts';
import { subnets, vpcs } from './networks.ts';
import { dbClusterSnapshots, dbClusters, dbInstances, dbSnapshots } from './rds.ts';
import { securityGroups } from './security-groups.ts';
import { snapshots } from './snapshots.ts';
import { volumes } from './volumes.ts';

/** In order of planting: a planter finds in its context what stands above it. */
export const planters: readonly Planter[] = [
  vpcs,
  subnets,
  securityGroups,
  images,
  instances,
  volumes,
  snapshots,
  elasticIps,
  natGateways,
  vpnGateways,
  dbClusters,
  dbInstances,
  dbSnapshots,
  dbClusterSnapshots,
  applicationLoadBalancers,
  networkLoadBalancers,
  gatewayLoadBalancers,
  classicLoadBalancers,
  targetGroups,
  buckets,
  functions,
  users,
  roles,
  accessKeys,
  ...longTail,
];

/** Run after all resources are planted. */
export const chargePlanters: readonly ChargePlanter[] = [plantCharges];
