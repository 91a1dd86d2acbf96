import { plantLoad } from '../load.ts';
import type { Planter } from '../planter.ts';
import { plantCreation } from '../time.ts';
import { projectNumber } from './organization.ts';
import { plantZone } from './regions.ts';
import { type GcpDetail, gcpName, gcpResource } from './resource.ts';

export const gkeClusters: Planter<GcpDetail> = {
  type: 'container.googleapis.com/Cluster',
  weight: 1.5,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'gke');
      const { name } = named;
      const createdAt = plantCreation(random, now);
      const location = random.chance(0.4) ? plantZone(random, region) : region;
      const path = `projects/${account.id}/${location === region ? 'locations' : 'zones'}/${location}/clusters/${name}`;
      const autopilot = random.chance(0.3);
      const nodes = random.int(1, 12);
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, location, type: 'container.googleapis.com/Cluster' },
        path: `container.googleapis.com/${path}`,
        ...{ state: 'RUNNING', load: plantLoad(random), monthlyDollars: 73 },
        data: (labels) => ({
          ...{ name, status: 'RUNNING', location, createTime: createdAt.toISOString(), resourceLabels: labels },
          ...{ currentMasterVersion: '1.33.4-gke.1134000', currentNodeCount: nodes, autopilot: { enabled: autopilot } },
          releaseChannel: { channel: 'REGULAR' },
          nodePools: [
            {
              ...{ name: 'default-pool', status: 'RUNNING', initialNodeCount: nodes },
              config: {
                machineType: 'e2-standard-4',
                diskSizeGb: 100,
                diskType: 'pd-balanced',
                spot: random.chance(0.2),
              },
              autoscaling: { enabled: random.chance(0.5), minNodeCount: 1, maxNodeCount: 12 },
            },
          ],
          selfLink: `https://container.googleapis.com/v1/${path}`,
        }),
      });
    }),
};

/** Asset searches show it as Knative has it, not as version 2 of its own API. */
export const cloudRunServices: Planter<GcpDetail> = {
  type: 'run.googleapis.com/Service',
  weight: 4,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'run');
      const { name } = named;
      const createdAt = plantCreation(random, now);
      const alwaysOn = random.chance(0.25);
      return gcpResource(random, {
        ...{ account, region, named, name, createdAt, type: 'run.googleapis.com/Service' },
        path: `run.googleapis.com/projects/${account.id}/locations/${region}/services/${name}`,
        ...{ load: plantLoad(random), monthlyDollars: alwaysOn ? 48 : 9 },
        data: (labels) => ({
          ...{ apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
          metadata: {
            ...{ name, namespace: projectNumber(account.id), creationTimestamp: createdAt.toISOString() },
            labels: { ...labels, 'cloud.googleapis.com/location': region },
            annotations: { 'run.googleapis.com/ingress': 'all' },
          },
          spec: {
            template: {
              metadata: {
                annotations: {
                  'autoscaling.knative.dev/maxScale': '20',
                  'autoscaling.knative.dev/minScale': alwaysOn ? '1' : '0',
                  'run.googleapis.com/cpu-throttling': alwaysOn ? 'false' : 'true',
                },
              },
              spec: {
                containers: [
                  { image: `gcr.io/${account.id}/${name}`, resources: { limits: { cpu: '1', memory: '512Mi' } } },
                ],
              },
            },
          },
          status: { url: `https://${name}-uc.a.run.app`, conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      });
    }),
};

export const functions: Planter<GcpDetail> = {
  type: 'cloudfunctions.googleapis.com/Function',
  weight: 4,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'fn');
      const path = `projects/${account.id}/locations/${region}/functions/${named.name}`;
      const createdAt = plantCreation(random, now);
      const updatedAt = random.moment(createdAt, now);
      return gcpResource(random, {
        ...{
          account,
          region,
          named,
          name: named.name,
          createdAt,
          updatedAt,
          type: 'cloudfunctions.googleapis.com/Function',
        },
        path: `cloudfunctions.googleapis.com/${path}`,
        ...{ state: 'ACTIVE', load: plantLoad(random), monthlyDollars: 6 },
        data: (labels) => ({
          ...{ name: path, labels, state: 'ACTIVE', environment: 'GEN_2', updateTime: updatedAt.toISOString() },
          buildConfig: { runtime: random.pick(['nodejs22', 'python312', 'go123', 'nodejs16']), entryPoint: 'handler' },
          serviceConfig: {
            availableMemory: random.pick(['128Mi', '256M', '1Gi']),
            timeoutSeconds: 60,
            environmentVariables: { API_KEY: random.hex(16) },
          },
        }),
      });
    }),
};

/** Of the first generation, which is a type of its own. */
export const firstFunctions: Planter<GcpDetail> = {
  type: 'cloudfunctions.googleapis.com/CloudFunction',
  weight: 2,
  where: 'regions',
  plant: (random, account, region, count, { now }) =>
    Array.from({ length: count }, () => {
      const named = gcpName(random, 'fn1');
      const path = `projects/${account.id}/locations/${region}/functions/${named.name}`;
      const createdAt = plantCreation(random, now);
      const updatedAt = random.moment(createdAt, now);
      return gcpResource(random, {
        ...{ account, region, named, name: named.name, createdAt, updatedAt },
        type: 'cloudfunctions.googleapis.com/CloudFunction',
        path: `cloudfunctions.googleapis.com/${path}`,
        ...{ state: 'ACTIVE', load: plantLoad(random), monthlyDollars: 6 },
        data: (labels) => ({
          ...{ name: path, labels, status: 'ACTIVE', entryPoint: 'handler', updateTime: updatedAt.toISOString() },
          ...{ runtime: random.pick(['nodejs20', 'python39']), availableMemoryMb: random.pick([128, 256, 1024]) },
          ...{ timeout: '60s', versionId: '1', environmentVariables: { API_KEY: random.hex(16) } },
        }),
      });
    }),
};
