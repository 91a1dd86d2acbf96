import type { ChargePlanter, Planter } from '../planter.ts';
import { emrClusters, glueCrawlers, glueDatabases, glueJobs, workgroups } from './analytics.ts';
import { apis, restApis, stateMachines } from './apis.ts';
import { buckets } from './buckets.ts';
import { elasticache } from './caches.ts';
import { plantCharges } from './charges.ts';
import { ecrRepositories, ecs, eks } from './containers.ts';
import { dynamodbTables, memorydbClusters, redshiftClusters, searchDomains } from './data-stores.ts';
import { pipelines, projects, rules, userPools } from './delivery.ts';
import { certificates, distributions, hostedZones } from './edge.ts';
import { elasticIps } from './elastic-ips.ts';
import { efsFileSystems, fsxFileSystems } from './file-systems.ts';
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
import { agents, domains, endpoints, guardrails, knowledgeBases, notebooks } from './machine-learning.ts';
import { queues, topics } from './messaging.ts';
import { alarms, logGroups } from './monitoring.ts';
import { subnets, vpcs } from './networks.ts';
import { autoScalingGroups, backupVaults, workspaces } from './operations.ts';
import { dbClusterSnapshots, dbClusters, dbInstances, dbSnapshots } from './rds.ts';
import { keys, secrets } from './secrets.ts';
import { securityGroups } from './security-groups.ts';
import { snapshots } from './snapshots.ts';
import { deliveryStreams, kafkaClusters, kinesisStreams } from './streams.ts';
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
  ecs,
  eks,
  ecrRepositories,
  dynamodbTables,
  elasticache,
  redshiftClusters,
  efsFileSystems,
  searchDomains,
  kinesisStreams,
  emrClusters,
  glueJobs,
  glueDatabases,
  glueCrawlers,
  workgroups,
  autoScalingGroups,
  fsxFileSystems,
  deliveryStreams,
  kafkaClusters,
  memorydbClusters,
  backupVaults,
  workspaces,
  queues,
  topics,
  secrets,
  keys,
  logGroups,
  alarms,
  restApis,
  apis,
  stateMachines,
  distributions,
  hostedZones,
  notebooks,
  endpoints,
  domains,
  agents,
  knowledgeBases,
  guardrails,
  projects,
  pipelines,
  userPools,
  rules,
  certificates,
  ...longTail,
];

/** Run after all resources are planted. */
export const chargePlanters: readonly ChargePlanter[] = [plantCharges];
