import type { ResourceState } from '../../../model/resource.ts';
import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn } from '../ids.ts';
import { rowFacts, zoneOf } from '../row-facts.ts';
import { stateFacts } from '../states.ts';

interface Properties {
  readonly diskSizeGB?: number;
  readonly diskState?: string;
  readonly diskIOPSReadWrite?: number;
  readonly diskMBpsReadWrite?: number;
  readonly encryption?: { readonly type?: string };
  readonly creationData?: { readonly createOption?: string; readonly sourceResourceId?: string };
  readonly timeCreated?: string;
  readonly LastOwnershipUpdateTime?: string;
  readonly provisioningState?: string;
  readonly osType?: string;
  readonly tier?: string;
  readonly maxShares?: number;
  readonly shareInfo?: readonly { readonly vmUri?: string }[];
}

// https://learn.microsoft.com/azure/virtual-machines/faq-for-disks: a disk of a deallocated machine is reserved, and billed.
const STATES: Readonly<Record<string, ResourceState>> = {
  attached: 'in-use',
  reserved: 'in-use',
  frozen: 'in-use',
  unattached: 'available',
  activesas: 'available',
  activesasfrozen: 'available',
  readytoupload: 'pending',
  activeupload: 'pending',
};

/** Megabytes of a million bytes are what Azure counts. */
const mebibytes = (megabytes: number | undefined): number | undefined =>
  megabytes === undefined ? undefined : Math.round((megabytes * 1e8) / 1024 ** 2) / 100;

/** Managed disks. */
export const microsoftComputeDisks = defineAzureCollector({
  type: 'Microsoft.Compute/disks',
  kind: 'volume',
  family: 'compute',
  taggable: true,
  permissions: ['Microsoft.Compute/disks/read'],
  normalize(row: AzureRow<Properties>) {
    const { properties, sku, managedBy } = row;
    const { diskState, creationData, shareInfo = [], LastOwnershipUpdateTime } = properties;
    // A shared disk has several machines, and names them elsewhere.
    const holders = [managedBy, ...shareInfo.map(({ vmUri }) => vmUri)];
    const attachedTo = [...new Set(holders.flatMap((id) => (id ? idIn(id) : [])))];
    return {
      ...rowFacts(row),
      ...stateFacts(diskState, STATES),
      createdAt: instantOf(properties.timeCreated),
      attributes: {
        storageType: sku?.name,
        sizeGib: properties.diskSizeGB,
        iops: properties.diskIOPSReadWrite,
        throughputMibps: mebibytes(properties.diskMBpsReadWrite),
        encrypted: properties.encryption?.type === undefined ? undefined : true,
        attachedTo,
        // The last change of hands; of a loose disk that was when it was let go.
        attachedAt: attachedTo.length > 0 ? instantOf(LastOwnershipUpdateTime) : undefined,
        availabilityZone: zoneOf(row),
        snapshotId: creationData?.sourceResourceId ? idIn(creationData.sourceResourceId) : undefined,
      },
    };
  },
  payload: ({ properties, sku, zones, managedBy }) => ({
    sku,
    zones,
    managedBy,
    ...pick(properties, [
      'diskSizeGB',
      'diskState',
      'diskIOPSReadWrite',
      'diskMBpsReadWrite',
      'timeCreated',
      'LastOwnershipUpdateTime',
      'osType',
      'tier',
      'maxShares',
      'provisioningState',
    ]),
  }),
});
