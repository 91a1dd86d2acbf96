import { expect, test } from 'vitest';
import { assetOf, compute, full } from '../../../../test/support/asset.ts';
import { computeInstance } from './compute-instance.ts';

const instance = {
  machineType: compute('zones/europe-west1-b/machineTypes/n2-standard-4'),
  status: 'RUNNING',
  zone: compute('zones/europe-west1-b'),
  creationTimestamp: '2025-01-01T16:00:00.000-08:00',
  lastStartTimestamp: '2026-11-02T03:04:05.678-08:00',
  scheduling: { provisioningModel: 'STANDARD' },
  disks: [
    {
      ...{ source: compute('zones/europe-west1-b/disks/web'), boot: true, architecture: 'X86_64' },
      licenses: [compute('global/licenses/debian-12')],
    },
    { source: compute('zones/europe-west1-b/disks/data') },
  ],
  networkInterfaces: [
    {
      ...{ network: compute('global/networks/main'), subnetwork: compute('regions/europe-west1/subnetworks/a') },
      ...{ networkIP: '10.0.0.2', accessConfigs: [{ natIP: '34.1.2.3' }] },
    },
  ],
  size: { vcpus: 4, memoryGib: 16 },
};

test('an instance in our words', () =>
  expect(computeInstance.normalize(assetOf(instance, { labels: { team: 'web' } }))).toEqual({
    id: full('zones/europe-west1-b/things/web'),
    name: 'web',
    region: 'europe-west1',
    state: 'running',
    providerState: 'RUNNING',
    createdAt: '2025-01-02T00:00:00.000Z',
    tags: { team: 'web' },
    attributes: {
      instanceType: 'n2-standard-4',
      availabilityZone: 'europe-west1-b',
      launchedAt: '2026-11-02T11:04:05.678Z',
      stoppedAt: undefined,
      stateTransitionReason: undefined,
      platform: 'debian-12',
      architecture: 'x86_64',
      vcpus: 4,
      memoryGib: 16,
      lifecycle: 'on-demand',
      tenancy: undefined,
      networkId: full('global/networks/main'),
      subnetId: full('regions/europe-west1/subnetworks/a'),
      privateIp: '10.0.0.2',
      publicIp: '34.1.2.3',
      volumes: [full('zones/europe-west1-b/disks/web'), full('zones/europe-west1-b/disks/data')],
    },
  }));

test.each([
  ['PROVISIONING', 'pending'],
  ['STAGING', 'pending'],
  ['RUNNING', 'running'],
  ['STOPPING', 'stopping'],
  ['PENDING_STOP', 'stopping'],
  ['SUSPENDING', 'stopping'],
  ['SUSPENDED', 'suspended'],
  ['STOPPED', 'stopped'],
  // Its disks are billed still.
  ['TERMINATED', 'stopped'],
  ['REPAIRING', 'pending'],
  ['DEPROVISIONING', 'deleting'],
  ['HIBERNATING', 'unknown'],
  [undefined, 'unknown'],
])('%s is %s', (status, state) =>
  expect(computeInstance.normalize(assetOf({ ...(status ? { status } : {}) }))).toMatchObject({
    state,
    providerState: status,
  }),
);

test('the state of the search serves where the instance itself is not told', () =>
  expect(computeInstance.normalize(assetOf({}, { state: 'TERMINATED' })).state).toBe('stopped'));

test.each([
  ['TERMINATED', { lastStopTimestamp: '2026-10-01T00:00:00Z' }, '2026-10-01T00:00:00.000Z'],
  ['SUSPENDED', { lastSuspendedTimestamp: '2026-10-02T00:00:00Z' }, '2026-10-02T00:00:00.000Z'],
  // It runs again.
  ['RUNNING', { lastStopTimestamp: '2026-10-01T00:00:00Z' }, undefined],
  ['TERMINATED', {}, undefined],
])('%s with %j was stopped at %s', (status, times, stoppedAt) =>
  expect(computeInstance.normalize(assetOf({ status, ...times })).attributes.stoppedAt).toBe(stoppedAt),
);

test.each([
  [{ provisioningModel: 'SPOT', preemptible: true }, 'spot'],
  [{ preemptible: true }, 'spot'],
  [{ provisioningModel: 'STANDARD' }, 'on-demand'],
  [{}, 'on-demand'],
  [{ provisioningModel: 'RESERVATION_BOUND' }, 'reservation_bound'],
  [undefined, undefined],
])('scheduled as %j it is %s', (scheduling, lifecycle) =>
  expect(computeInstance.normalize(assetOf({ ...(scheduling ? { scheduling } : {}) })).attributes.lifecycle).toBe(
    lifecycle,
  ),
);

test('what is not told stays unknown', () =>
  expect(computeInstance.normalize(assetOf({})).attributes).toMatchObject({
    ...{ instanceType: undefined, vcpus: undefined, memoryGib: undefined, volumes: undefined, publicIp: undefined },
  }));
