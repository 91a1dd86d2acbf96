import type { ResourceState } from '../../model/resource.ts';
import { databaseState } from './database-state.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  // Each answers while this goes on.
  snapshotting: 'running',
  updating: 'running',
  'create-failed': 'failed',
  'restore-failed': 'failed',
  deleted: 'terminated',
};

/** Of ElastiCache and MemoryDB, which otherwise have RDS's words. */
export const cacheState = (status: string | undefined): ResourceState => STATES[status ?? ''] ?? databaseState(status);
