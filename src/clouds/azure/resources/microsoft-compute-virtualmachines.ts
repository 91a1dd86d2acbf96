import type { ResourceState } from '../../../model/resource.ts';
import { instantOf } from '../../instant.ts';
import { pick } from '../../pick.ts';
import { type AzureRow, defineAzureCollector } from '../collector.ts';
import { idIn, idsOf } from '../ids.ts';
import { rowFacts, zoneOf } from '../row-facts.ts';
import { stateFacts } from '../states.ts';
import { SIZES_PERMISSION } from '../vm-sizes.ts';

interface Reference {
  readonly id?: string;
}

interface Properties {
  readonly hardwareProfile?: { readonly vmSize?: string };
  readonly storageProfile?: {
    readonly imageReference?: Reference & {
      readonly publisher?: string;
      readonly offer?: string;
      readonly sku?: string;
      readonly version?: string;
    };
    readonly osDisk?: { readonly osType?: string; readonly managedDisk?: Reference | null };
    readonly dataDisks?: readonly { readonly managedDisk?: Reference | null }[];
  };
  readonly licenseType?: string;
  readonly priority?: string;
  readonly provisioningState?: string;
  readonly timeCreated?: string;
  readonly virtualMachineScaleSet?: Reference;
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: string } } };
}

// What is shut down from within is stopped and still billed; only what is deallocated is not.
const STATES: Readonly<Record<string, ResourceState>> = {
  'powerstate/starting': 'pending',
  'powerstate/running': 'running',
  'powerstate/stopping': 'stopping',
  'powerstate/stopped': 'stopped',
  'powerstate/deallocating': 'stopping',
  'powerstate/deallocated': 'deallocated',
};

/** Virtual machines, those of flexible scale sets among them. */
export const microsoftComputeVirtualmachines = defineAzureCollector({
  type: 'Microsoft.Compute/virtualMachines',
  kind: 'instance',
  family: 'compute',
  taggable: true,
  permissions: ['Microsoft.Compute/virtualMachines/read', SIZES_PERMISSION],
  normalize(row: AzureRow<Properties>, { sizeOf }) {
    const { hardwareProfile, storageProfile, extended, priority, timeCreated, virtualMachineScaleSet } = row.properties;
    // The code: what the display says depends on the language.
    const powerState = extended?.instanceView?.powerState?.code;
    const size = sizeOf(hardwareProfile?.vmSize);
    const { osDisk, dataDisks = [] } = storageProfile ?? {};
    return {
      ...rowFacts(row),
      ...stateFacts(powerState, STATES),
      createdAt: instantOf(timeCreated),
      flags: virtualMachineScaleSet?.id ? ['scale-set-member'] : undefined,
      attributes: {
        instanceType: hardwareProfile?.vmSize,
        availabilityZone: zoneOf(row),
        platform: platformOf(row.properties),
        vcpus: size?.vcpus,
        memoryGib: size?.memoryGib,
        lifecycle: priority === 'Spot' || priority === 'Low' ? 'spot' : 'on-demand',
        imageId: imageOf(storageProfile?.imageReference),
        volumes: idsOf([osDisk, ...dataDisks].map((disk) => disk?.managedDisk ?? null)),
      },
    };
  },
  payload: ({ properties, zones, sku }) => ({
    zones,
    sku,
    ...pick(properties, [
      'hardwareProfile',
      'licenseType',
      'priority',
      'provisioningState',
      'timeCreated',
      'virtualMachineScaleSet',
      'extended',
    ]),
  }),
});

/** `Windows`, with the licence where one was brought: `Windows (Windows_Server)`. */
function platformOf({ storageProfile, licenseType }: Properties): string | undefined {
  const system = storageProfile?.osDisk?.osType;
  return system && licenseType && licenseType !== 'None' ? `${system} (${licenseType})` : system;
}

function imageOf(image: NonNullable<Properties['storageProfile']>['imageReference']): string | undefined {
  if (image?.id) return idIn(image.id);
  const { publisher, offer, sku, version } = image ?? {};
  return publisher ? [publisher, offer, sku, version].filter(Boolean).join(':') : undefined;
}
