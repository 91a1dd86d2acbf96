import type { ResourceFacts, ResourceState } from '../../model/resource.ts';
import { instantOf } from '../instant.ts';
import type { AzureRow } from './collector.ts';
import { rowFacts } from './row-facts.ts';
import { stateFacts } from './states.ts';

/** What Resource Graph tells alike of a database of Azure SQL and of a pool of them. */
export interface SqlCapacity {
  readonly creationDate?: string;
  readonly licenseType?: string;
  readonly maxSizeBytes?: number;
  readonly zoneRedundant?: boolean;
}

const GIB = 1024 ** 3;

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

/** A database or a pool in our words (https://learn.microsoft.com/rest/api/sql/databases/get). */
export function sqlFacts(
  row: AzureRow<SqlCapacity>,
  status: string | undefined,
  instanceType: string | undefined,
): ResourceFacts<'database'> {
  const { creationDate, licenseType, maxSizeBytes, zoneRedundant } = row.properties;
  const facts = rowFacts(row);
  return {
    ...facts,
    ...stateFacts(status, STATES),
    createdAt: instantOf(creationDate),
    attributes: {
      instanceType,
      engine: 'sqlserver',
      licenceModel: licenseType,
      storageGib: maxSizeBytes === undefined ? undefined : maxSizeBytes / GIB,
      multiZone: zoneRedundant,
      clusterId: facts.id.replace(/\/(?:databases|elasticpools)\/[^/]+$/, ''),
    },
  };
}
