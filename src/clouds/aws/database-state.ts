import type { ResourceState } from '../../model/resource.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  creating: 'pending',
  starting: 'pending',
  stopping: 'stopping',
  stopped: 'stopped',
  deleting: 'deleting',
  'delete-precheck': 'deleting',
  failed: 'failed',
  'restore-error': 'failed',
  'storage-full': 'failed',
  'insufficient-capacity': 'failed',
  'inaccessible-encryption-credentials': 'failed',
};

// It answers while any of these is going on, and is billed.
const WORKING =
  /^(backing-up|modifying|upgrading|maintenance|rebooting|renaming|resetting-|configuring-|converting-|moving-|storage-|update-|promoting|scaling-|backtracking|failing-over|migrating|preparing-|inaccessible-encryption-credentials-recoverable)/;

/**
 * Of a database or a cluster of them
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html).
 */
export function databaseState(status: string | undefined): ResourceState {
  const state = STATES[status ?? ''];
  if (state) return state;
  if (status?.startsWith('incompatible-')) return 'failed';
  return WORKING.test(status ?? '') ? 'running' : 'unknown';
}

/** RDS says 1 GiB where the storage grows by itself, as Aurora's does; nothing that is allocated is so small. */
export const allocatedGib = (size: number | undefined): number | undefined =>
  size === undefined || size <= 1 ? undefined : size;

const SNAPSHOT_STATES: Readonly<Record<string, ResourceState>> = {
  available: 'available',
  creating: 'pending',
  copying: 'pending',
  deleting: 'deleting',
  deleted: 'terminated',
  failed: 'failed',
};

/** Of a snapshot of a database or cluster. */
export const snapshotState = (status: string | undefined): ResourceState => SNAPSHOT_STATES[status ?? ''] ?? 'unknown';
