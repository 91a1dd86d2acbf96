import type { ResourceFacts, ResourceState } from '../../model/resource.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  online: 'running',
  ready: 'running',
  creating: 'pending',
  resuming: 'pending',
  pausing: 'stopping',
  // A paused serverless database has no compute to pay for.
  paused: 'stopped',
  autoclosed: 'stopped',
  stopped: 'stopped',
  starting: 'pending',
  stopping: 'stopping',
  disabled: 'suspended',
  scaling: 'running',
  restoring: 'pending',
  copying: 'pending',
  recovering: 'pending',
  offline: 'failed',
  suspect: 'failed',
  inaccessible: 'failed',
};

/** Of a database or a pool of them (https://learn.microsoft.com/rest/api/sql/databases/get). */
export const sqlState = (status: string | undefined): Pick<ResourceFacts, 'state' | 'providerState'> => ({
  state: STATES[status?.toLowerCase() ?? ''] ?? 'unknown',
  providerState: status || undefined,
});
