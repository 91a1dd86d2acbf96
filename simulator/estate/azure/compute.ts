import type { PlantedResource } from '../estate.ts';
import type { Random } from '../random.ts';
import {
  type AzureDetail,
  azureFamily,
  nameOfItsOwn,
  oddly,
  pickNear,
  plantedNear,
  referenceTo,
} from './azure-resource.ts';
import { armId, uuid } from './ids.ts';
import { machineSizes } from './machine-sizes.ts';
import { interfaceName, networkInterfaceType, subnetOf, virtualMachineType } from './networks.ts';
import { plantCreation } from './time.ts';

export const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
export const diskType = 'Microsoft.Compute/disks';

const sizes = machineSizes.map(({ name, weight }) => [name, weight] as const);

/** As the platform knows it. What was stopped from within is still paid for, and is not the same as deallocated. */
const powerStates: readonly (readonly [state: { code: string; displayStatus: string }, weight: number])[] = [
  [{ code: 'PowerState/running', displayStatus: 'VM running' }, 78],
  [{ code: 'PowerState/deallocated', displayStatus: 'VM deallocated' }, 15],
  [{ code: 'PowerState/stopped', displayStatus: 'VM stopped' }, 5],
  [{ code: 'PowerState/starting', displayStatus: 'VM starting' }, 1],
  [{ code: 'PowerState/deallocating', displayStatus: 'VM deallocating' }, 1],
];

/** Their members are machines of their own: the orchestration is flexible. */
export const scaleSets = azureFamily({
  type: scaleSetType,
  weight: 1,
  role: 'vmss',
  plan: (random) => ({
    sku: { name: random.weighted(sizes), tier: 'Standard', capacity: random.int(1, 6) },
    properties: { provisioningState: 'Succeeded', orchestrationMode: 'Flexible', platformFaultDomainCount: 1 },
  }),
});

export const images = azureFamily({
  type: 'Microsoft.Compute/images',
  weight: 1,
  role: 'img',
  plan: (random, place) => ({
    properties: {
      provisioningState: 'Succeeded',
      hyperVGeneration: 'V2',
      storageProfile: {
        osDisk: { osType: random.pick(['Linux', 'Windows']), osState: 'Generalized', diskSizeGB: 30 },
        dataDisks: [],
        zoneResilient: place.position % 2 === 0,
      },
    },
  }),
});

export const virtualMachines = azureFamily({
  type: virtualMachineType,
  weight: 14,
  role: 'vm',
  plan(random, place, name, group) {
    const windows = random.chance(0.25);
    const set = random.chance(0.12) ? pickNear(random, place, scaleSetType) : undefined;
    const zones = random.chance(0.5) ? [random.pick(['1', '2', '3'])] : undefined;
    const spot = random.chance(0.06);
    const createdAt = plantCreation(random, place.context.now);
    return {
      createdAt,
      ...(zones && { zones }),
      properties: {
        vmId: uuid(random),
        provisioningState: 'Succeeded',
        timeCreated: createdAt.toISOString(),
        hardwareProfile: { vmSize: random.weighted(sizes) },
        storageProfile: {
          imageReference: windows ? windowsImage : linuxImage,
          osDisk: {
            ...{ osType: windows ? 'Windows' : 'Linux', name: systemDiskName(name), createOption: 'FromImage' },
            managedDisk: { id: place.idOf(diskType, systemDiskName(name), group) },
          },
          dataDisks: [],
        },
        osProfile: { computerName: name.slice(0, 15), adminUsername: 'northwind' },
        networkProfile: { networkInterfaces: [{ id: place.idOf(networkInterfaceType, interfaceName(name), group) }] },
        ...(set && { virtualMachineScaleSet: referenceTo(random, set) }),
        ...(spot && { priority: 'Spot', evictionPolicy: 'Deallocate' }),
        ...(windows && random.chance(0.4) && { licenseType: 'Windows_Server' }),
        // Not every machine has a last known state.
        ...(random.chance(0.98) && {
          extended: { instanceView: { powerState: { level: 'Info', ...random.weighted(powerStates) } } },
        }),
      },
    };
  },
});

const linuxImage = { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' };
const windowsImage = {
  ...{ publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-g2', version: 'latest' },
};

const systemDiskName = (machine: string): string => `${machine}_OsDisk_1`;

const diskTiers = [
  ['Premium_LRS', 45],
  ['StandardSSD_LRS', 30],
  ['Standard_LRS', 18],
  ['PremiumV2_LRS', 4],
  ['UltraSSD_LRS', 3],
] as const;

/** First every machine gets its own; of the rest some hold data and some are attached to nothing. */
export const disks = azureFamily({
  type: diskType,
  weight: 19,
  role: 'disk',
  plan(random, { context, account, region, position }, _, group) {
    const machines = context.planted<AzureDetail>(virtualMachineType, account.id, region);
    const system = machines[position];
    const machine = system ?? (machines.length > 0 && random.chance(0.55) ? random.pick(machines) : undefined);
    const name = random.weighted(diskTiers);
    const createdAt = system?.createdAt ?? plantCreation(random, context.now);
    return {
      createdAt,
      ...(system && {
        name: systemDiskName(system.name ?? ''),
        group: { ...group, name: system.detail.resourceGroup },
      }),
      sku: { name, tier: name.split('_')[0] },
      ...(machine && { managedBy: referenceTo(random, machine).id }),
      properties: {
        provisioningState: 'Succeeded',
        timeCreated: createdAt.toISOString(),
        diskState: machine ? stateWith(machine) : 'Unattached',
        diskSizeGB: random.pick(system ? [30, 64, 127] : [32, 128, 256, 512, 1024]),
        ...(system && { osType: random.pick(['Linux', 'Windows']) }),
        ...(name.startsWith('Premium') && { tier: 'P10' }),
        diskIOPSReadWrite: random.pick([120, 500, 2300, 5000]),
        diskMBpsReadWrite: random.pick([25, 60, 150]),
        encryption: { type: 'EncryptionAtRestWithPlatformKey' },
        creationData: { createOption: system ? 'FromImage' : 'Empty' },
        ...(!machine &&
          random.chance(0.6) && {
            LastOwnershipUpdateTime: random.moment(monthsBefore(context.now, 8), context.now).toISOString(),
          }),
      },
    };
  },
});

function stateWith({ detail }: PlantedResource<AzureDetail>): string {
  const { extended } = detail.properties as { extended?: { instanceView: { powerState: { code: string } } } };
  return extended?.instanceView.powerState.code === 'PowerState/deallocated' ? 'Reserved' : 'Attached';
}

const monthsBefore = (now: Date, months: number): Date => new Date(now.getTime() - months * 30 * 86_400_000);

/** Of disks that exist, and of some that are long gone. */
export const snapshots = azureFamily({
  type: 'Microsoft.Compute/snapshots',
  weight: 7,
  role: 'snap',
  plan(random, place) {
    const { context, idOf } = place;
    const living = plantedNear(place, diskType);
    const source = living.length > 0 && random.chance(0.75) ? random.pick(living) : undefined;
    const createdAt = random.moment(monthsBefore(context.now, 24), context.now);
    const gone = idOf(diskType, `old-disk-${random.hex(6)}`, { name: 'rg-retired', application: '', environment: '' });
    return {
      createdAt,
      sku: { name: random.pick(['Standard_LRS', 'Standard_ZRS']), tier: 'Standard' },
      properties: {
        provisioningState: 'Succeeded',
        diskState: 'Unattached',
        diskSizeGB: random.pick([30, 128, 256]),
        incremental: random.chance(0.6),
        creationData: { createOption: 'Copy', sourceResourceId: source ? referenceTo(random, source).id : gone },
        timeCreated: createdAt.toISOString(),
      },
    };
  },
});

/** Another one of the same disk, tagged as that was. */
export function takenAgain(
  random: Random,
  { detail, ...snapshot }: PlantedResource<AzureDetail>,
  at: Date,
): PlantedResource<AzureDetail> {
  const name = nameOfItsOwn(random, snapshot.name ?? '');
  return {
    ...snapshot,
    id: oddly(random, armId(snapshot.account, detail.resourceGroup, snapshot.type, name)),
    name,
    createdAt: at,
    detail: { ...detail, properties: { ...detail.properties, timeCreated: at.toISOString() } },
  };
}

export const kubernetesClusters = azureFamily({
  type: 'Microsoft.ContainerService/managedClusters',
  weight: 1,
  role: 'aks',
  plan: (random, place, name) => ({
    sku: { name: 'Base', tier: random.pick(['Free', 'Standard']) },
    properties: {
      provisioningState: 'Succeeded',
      powerState: { code: random.chance(0.9) ? 'Running' : 'Stopped' },
      kubernetesVersion: random.pick(['1.30', '1.31', '1.32']),
      nodeResourceGroup: `MC_${name}_${place.region}`,
      agentPoolProfiles: [
        {
          name: 'system',
          count: random.int(1, 3),
          vmSize: 'Standard_D2s_v5',
          mode: 'System',
          vnetSubnetID: subnetOf(place),
        },
        { name: 'user', count: random.int(0, 8), vmSize: 'Standard_D4s_v5', mode: 'User' },
      ],
    },
  }),
});
