import type { ResourceFacts, ResourceState } from '../../model/resource.ts';
import type { AzureRow } from './collector.ts';
import { networkOf, referredTo } from './ids.ts';
import { rowFacts } from './row-facts.ts';
import { stateFacts } from './states.ts';

/** What Resource Graph tells of a flexible server, alike for both engines. */
export interface FlexibleServer {
  readonly state?: string;
  readonly version?: string;
  readonly availabilityZone?: string;
  readonly storage?: { readonly storageSizeGB?: number; readonly iops?: number; readonly type?: string };
  readonly backup?: { readonly backupRetentionDays?: number };
  readonly highAvailability?: { readonly mode?: string };
  readonly network?: { readonly delegatedSubnetResourceId?: string };
}

const STATES: Readonly<Record<string, ResourceState>> = {
  ready: 'running',
  updating: 'running',
  restarting: 'running',
  starting: 'pending',
  provisioning: 'pending',
  stopping: 'stopping',
  stopped: 'stopped',
  dropping: 'deleting',
  disabled: 'suspended',
  inaccessible: 'failed',
};

/** A flexible server of PostgreSQL or MySQL in our words. */
export function flexibleServer(row: AzureRow<FlexibleServer>, engine: string): ResourceFacts<'database'> {
  const { state, version, availabilityZone, storage, backup, highAvailability, network } = row.properties;
  return {
    ...rowFacts(row),
    ...stateFacts(state, STATES),
    attributes: {
      instanceType: row.sku?.name,
      engine,
      engineVersion: version,
      storageType: storage?.type || undefined,
      storageGib: storage?.storageSizeGB,
      iops: storage?.iops,
      multiZone: highAvailability?.mode === undefined ? undefined : highAvailability.mode === 'ZoneRedundant',
      availabilityZone: availabilityZone || undefined,
      networkId: networkOf(referredTo({ id: network?.delegatedSubnetResourceId ?? '' })),
      backupRetentionDays: backup?.backupRetentionDays,
    },
  };
}
