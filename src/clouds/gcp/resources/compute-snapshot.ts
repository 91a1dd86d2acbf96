import { pick } from '../../pick.ts';
import { defineGcpCollector } from '../collector.ts';
import { fullName, numberOf } from '../names.ts';
import { stateFacts } from '../states.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/snapshots */
interface Snapshot {
  readonly status?: string;
  readonly sourceDisk?: string;
  readonly diskSizeGb?: string;
  readonly storageBytes?: string;
  readonly snapshotType?: string;
  readonly storageLocations?: readonly string[];
  readonly autoCreated?: boolean;
  readonly description?: string;
}

/** Snapshots of disks. */
export const computeSnapshot = defineGcpCollector<Snapshot, 'snapshot'>({
  type: 'compute.googleapis.com/Snapshot',
  kind: 'snapshot',
  taggable: true,
  detailed: true,
  normalize({ data, state }) {
    const status = data.status ?? state;
    return {
      ...stateFacts(status),
      attributes: {
        volumeId: fullName(data.sourceDisk),
        volumeSizeGib: numberOf(data.diskSizeGb),
        encrypted: true,
        storageTier: data.snapshotType?.toLowerCase(),
        description: data.description || undefined,
      },
    };
  },
  payload: (data) =>
    pick(data, ['status', 'diskSizeGb', 'storageBytes', 'snapshotType', 'storageLocations', 'autoCreated']),
});
