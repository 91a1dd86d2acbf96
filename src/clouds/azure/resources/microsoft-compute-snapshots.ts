import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn } from '../ids.ts';
import { provisioned, rowFacts } from '../row-facts.ts';

interface Properties {
  readonly diskSizeGB?: number;
  readonly creationData?: { readonly sourceResourceId?: string };
  readonly encryption?: { readonly type?: string };
  readonly incremental?: boolean;
  readonly timeCreated?: string;
  readonly provisioningState?: string;
}

/** Snapshots of disks. */
export const microsoftComputeSnapshots = defineAzureCollector({
  type: 'Microsoft.Compute/snapshots',
  kind: 'snapshot',
  family: 'compute',
  taggable: true,
  permissions: ['Microsoft.Compute/snapshots/read'],
  normalize(row: AzureRow<Properties>) {
    const { diskSizeGB, creationData, encryption, incremental, timeCreated, provisioningState } = row.properties;
    return {
      ...rowFacts(row),
      ...provisioned(provisioningState),
      createdAt: instantOf(timeCreated),
      flags: incremental ? ['incremental'] : undefined,
      attributes: {
        volumeId: creationData?.sourceResourceId ? idIn(creationData.sourceResourceId) : undefined,
        volumeSizeGib: diskSizeGB,
        encrypted: encryption?.type === undefined ? undefined : true,
        storageTier: row.sku?.name,
      },
    };
  },
  payload: ({ properties, sku }) => ({
    sku,
    ...pick(properties, ['diskSizeGB', 'incremental', 'timeCreated', 'creationData', 'provisioningState']),
  }),
});
