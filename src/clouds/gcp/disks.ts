import type { ResourceFacts, ResourceState } from '../../model/resource.ts';
import { instantOf } from '../instant.ts';
import { pick } from '../pick.ts';
import type { Asset } from './assets.ts';
import { fullName, fullNames, lastPart, numberOf } from './names.ts';
import { stateOf } from './states.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export interface Disk {
  readonly type?: string;
  readonly sizeGb?: string;
  readonly status?: string;
  readonly users?: readonly string[];
  readonly zone?: string;
  readonly provisionedIops?: string;
  readonly provisionedThroughput?: string;
  readonly lastAttachTimestamp?: string;
  readonly lastDetachTimestamp?: string;
  readonly sourceSnapshot?: string;
  readonly replicaZones?: readonly string[];
}

const STATES: Readonly<Record<string, ResourceState>> = { UNAVAILABLE: 'failed' };

/** What zonal and regional disks tell alike. */
export function diskFacts({
  data,
  state,
}: Asset<Disk>): Partial<ResourceFacts> & Pick<ResourceFacts<'volume'>, 'attributes'> {
  const status = data.status ?? state;
  const attachedTo = fullNames(data.users);
  const ready = stateOf(status, STATES) ?? 'unknown';
  return {
    state: ready === 'available' && attachedTo.length > 0 ? 'in-use' : ready,
    providerState: status,
    attributes: {
      storageType: lastPart(data.type),
      sizeGib: numberOf(data.sizeGb),
      iops: numberOf(data.provisionedIops),
      throughputMibps: numberOf(data.provisionedThroughput),
      // With Google's key where there is no other.
      encrypted: true,
      // Left out where there are none; a disk without a single field is one that was not told.
      attachedTo: status === undefined ? undefined : attachedTo,
      attachedAt: attachedTo.length > 0 ? instantOf(data.lastAttachTimestamp) : undefined,
      availabilityZone: lastPart(data.zone),
      snapshotId: fullName(data.sourceSnapshot),
    },
  };
}

export const diskPayload = (data: Disk): object =>
  pick(data, [
    'type',
    'sizeGb',
    'status',
    'users',
    'provisionedIops',
    'provisionedThroughput',
    'lastAttachTimestamp',
    'lastDetachTimestamp',
    'sourceSnapshot',
    'replicaZones',
  ]);
