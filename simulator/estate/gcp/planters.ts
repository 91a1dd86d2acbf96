import type { Planter } from '../planter.ts';
import { artifactRepositories, cryptoKeys, logBuckets, secrets } from './administration.ts';
import { buckets } from './buckets.ts';
import { cloudRunServices, firstFunctions, functions, gkeClusters } from './containers.ts';
import {
  datasets,
  filestores,
  pubsubSubscriptions,
  pubsubTopics,
  redisInstances,
  sqlInstances,
} from './data-services.ts';
import { serviceAccountKeys, serviceAccounts } from './identities.ts';
import { images, snapshots } from './images.ts';
import { machines } from './machines.ts';
import {
  addresses,
  firewalls,
  forwardingRules,
  globalAddresses,
  globalForwardingRules,
  networks,
  routers,
  subnetworks,
} from './networks.ts';

/** In order of planting: a planter finds in its context what stands above it. */
export const planters: readonly Planter[] = [
  networks,
  subnetworks,
  firewalls,
  machines,
  snapshots,
  images,
  routers,
  addresses,
  globalAddresses,
  forwardingRules,
  globalForwardingRules,
  buckets,
  sqlInstances,
  gkeClusters,
  cloudRunServices,
  functions,
  firstFunctions,
  pubsubTopics,
  pubsubSubscriptions,
  datasets,
  redisInstances,
  filestores,
  artifactRepositories,
  secrets,
  cryptoKeys,
  logBuckets,
  serviceAccounts,
  serviceAccountKeys,
];
