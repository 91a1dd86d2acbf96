import type { PlantedAccount } from '../estate.ts';
import { plantLoad } from '../load.ts';
import type { PlantedName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { daysBefore } from '../time.ts';
import { type MachineType, machineTypes } from './machine-types.ts';
import { plantZone, zonesOf } from './regions.ts';
import {
  computeId,
  type GcpDetail,
  type GcpResource,
  gcpName,
  gcpResource,
  type JsonObject,
  pacific,
  selfLink,
} from './resource.ts';

export const instanceType = 'compute.googleapis.com/Instance';
export const diskType = 'compute.googleapis.com/Disk';
export const regionDiskType = 'compute.googleapis.com/RegionDisk';

/** What an instance is in. TERMINATED is stopped, not gone, and its disks cost on. */
const statuses = [
  ['RUNNING', 76],
  ['TERMINATED', 15],
  ['SUSPENDED', 3],
  ['STAGING', 1],
  ['PROVISIONING', 1],
  ['STOPPING', 2],
  ['SUSPENDING', 1],
  ['REPAIRING', 1],
] as const;

const diskTypes: readonly (readonly [name: string, weight: number, dollarsPerGb: number])[] = [
  ['pd-balanced', 46, 0.1],
  ['pd-standard', 26, 0.04],
  ['pd-ssd', 20, 0.17],
  ['pd-extreme', 2, 0.125],
  ['hyperdisk-balanced', 6, 0.08],
];

/** Instances with the disks that they boot from and keep data on, and disks that hang on nothing. */
export const machines: Planter<GcpDetail> = {
  type: instanceType,
  weight: 34,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const subnetwork = planted<GcpDetail>('compute.googleapis.com/Subnetwork', account.id, region)[0]?.detail.data;
    const found: GcpResource[] = [];
    while (found.length < count) {
      const left = count - found.length;
      const place = { account, region, zone: plantZone(random, region), now };
      if (left === 1 || random.chance(0.2)) found.push(looseDisk(random, place));
      else found.push(...machine(random, place, Math.min(left - 1, 3), subnetwork));
    }
    return found;
  },
};

interface Place {
  readonly account: PlantedAccount;
  readonly region: string;
  readonly zone: string;
  readonly now: Date;
}

const within = (random: Random, now: Date, days: number): Date =>
  random.moment(daysBefore(now, days), daysBefore(now, 1));

function machine(random: Random, place: Place, mostDisks: number, subnetwork: JsonObject | undefined): GcpResource[] {
  const named = gcpName(random, random.pick(['web', 'api', 'worker', 'batch', 'db', 'build']));
  const createdAt = within(random, place.now, random.chance(0.3) ? 60 : 900);
  const data = random.weighted([[0, 66] as const, [1, 26] as const, [2, 8] as const]);
  const disks = [
    named.name,
    ...Array.from({ length: Math.min(data, mostDisks - 1) }, (_, index) => `${named.name}-data-${index + 1}`),
  ];
  const instance = plantInstance(random, { ...place, named, createdAt, disks, subnetwork });
  const attached = disks.map((name, index) =>
    plantDisk(random, { ...place, named: { ...named, name }, createdAt, boot: index === 0, user: instance }),
  );
  return [instance, ...attached];
}

interface InstancePlan extends Place {
  readonly named: PlantedName;
  readonly createdAt: Date;
  readonly disks: readonly string[];
  readonly subnetwork: JsonObject | undefined;
}

function plantInstance(random: Random, plan: InstancePlan): GcpResource {
  const { account, region, zone, now, named, createdAt, disks, subnetwork } = plan;
  const { name } = named;
  const path = `projects/${account.id}/zones/${zone}/instances/${name}`;
  const status = random.weighted(statuses);
  const type = random.weighted(machineTypes);
  const spot = random.chance(0.1);
  const startedAt = random.moment(createdAt, now);
  const stopped = status === 'TERMINATED' || status === 'SUSPENDED';
  const changedAt = stopped ? random.moment(startedAt, now) : startedAt;
  const networkTags = random.sample(['http-server', 'https-server', 'internal', 'nat'], random.int(0, 2));
  const external = status === 'RUNNING' && random.chance(0.35);
  return gcpResource(random, {
    ...{ account, region, named, name, createdAt, updatedAt: changedAt, networkTags },
    type: instanceType,
    path: `compute.googleapis.com/${path}`,
    location: zone,
    state: status,
    load: plantLoad(random),
    ...(status === 'RUNNING' && { monthlyDollars: spot ? type.monthlyDollars * 0.35 : type.monthlyDollars }),
    attributes: { machineType: type.name },
    data: (labels) => ({
      kind: 'compute#instance',
      id: computeId(random),
      name,
      zone: selfLink(`projects/${account.id}/zones/${zone}`),
      machineType: selfLink(`projects/${account.id}/zones/${zone}/machineTypes/${type.name}`),
      status,
      creationTimestamp: pacific(createdAt),
      lastStartTimestamp: pacific(startedAt),
      lastStopTimestamp: status === 'TERMINATED' ? pacific(changedAt) : undefined,
      lastSuspendedTimestamp: status === 'SUSPENDED' ? pacific(changedAt) : undefined,
      cpuPlatform: stopped ? 'Unknown CPU Platform' : platformOf(type),
      scheduling: {
        provisioningModel: spot ? 'SPOT' : 'STANDARD',
        preemptible: spot,
        onHostMaintenance: spot ? 'TERMINATE' : 'MIGRATE',
        automaticRestart: !spot,
      },
      disks: disks.map((disk, index) => ({
        ...{ kind: 'compute#attachedDisk', type: 'PERSISTENT', mode: 'READ_WRITE', index, deviceName: disk },
        source: selfLink(`projects/${account.id}/zones/${zone}/disks/${disk}`),
        boot: index === 0,
        autoDelete: index === 0,
      })),
      networkInterfaces: [interfaceOf(random, subnetwork, external)],
      tags: { items: networkTags, fingerprint: random.hex(12) },
      labels,
      labelFingerprint: random.hex(12),
      metadata: { items: [{ key: 'startup-script', value: `#!/bin/sh\nexport DB_PASSWORD=${random.hex(12)}\n` }] },
      serviceAccounts: [
        {
          email: `compute@${account.id}.iam.gserviceaccount.com`,
          scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        },
      ],
      deletionProtection: random.chance(0.15),
      selfLink: selfLink(path),
    }),
  });
}

const platformOf = ({ name }: MachineType): string => (/^(n2d|t2d)/.test(name) ? 'AMD Milan' : 'Intel Cascade Lake');

const interfaceOf = (random: Random, subnetwork: JsonObject | undefined, external: boolean): JsonObject => ({
  name: 'nic0',
  network: subnetwork?.network,
  subnetwork: subnetwork?.selfLink,
  networkIP: `10.128.${random.int(0, 15)}.${random.int(2, 250)}`,
  accessConfigs: external
    ? [
        {
          type: 'ONE_TO_ONE_NAT',
          name: 'External NAT',
          natIP: `34.${random.int(64, 127)}.${random.int(0, 255)}.${random.int(1, 254)}`,
        },
      ]
    : undefined,
});

interface DiskPlan extends Place {
  readonly named: PlantedName;
  readonly createdAt: Date;
  readonly boot: boolean;
  readonly user?: GcpResource;
  readonly regional?: boolean;
}

function looseDisk(random: Random, place: Place): GcpResource {
  const named = gcpName(random, random.pick(['data', 'restore', 'scratch']));
  const createdAt = within(random, place.now, 800);
  return plantDisk(random, { ...place, named, createdAt, boot: false, regional: random.chance(0.15) });
}

function plantDisk(random: Random, plan: DiskPlan): GcpResource {
  const { account, region, zone, now, named, createdAt, boot, user, regional = false } = plan;
  const { name } = named;
  const [type, , dollarsPerGb] = random.pick(diskTypes.flatMap((one) => Array.from({ length: one[1] }, () => one)));
  const sizeGb = random.pick(boot ? [10, 20, 50, 100] : [50, 100, 200, 500, 1000]);
  const scope = regional ? `regions/${region}` : `zones/${zone}`;
  const path = `projects/${account.id}/${scope}/disks/${name}`;
  // One that was never attached has neither time.
  const attachedAt = user || random.chance(0.7) ? createdAt : undefined;
  const detachedAt = !user && attachedAt ? random.moment(createdAt, now) : undefined;
  return gcpResource(random, {
    ...{ account, region, named, name, createdAt },
    type: regional ? regionDiskType : diskType,
    path: `compute.googleapis.com/${path}`,
    location: regional ? region : zone,
    state: 'READY',
    updatedAt: detachedAt ?? createdAt,
    monthlyDollars: sizeGb * dollarsPerGb * (regional ? 2 : 1),
    ...(user?.detail.load && { load: user.detail.load }),
    data: (labels) => ({
      kind: 'compute#disk',
      id: computeId(random),
      name,
      ...(regional
        ? {
            region: selfLink(`projects/${account.id}/regions/${region}`),
            replicaZones: zonesOf(region)
              .slice(0, 2)
              .map((one) => selfLink(`projects/${account.id}/zones/${one}`)),
          }
        : { zone: selfLink(`projects/${account.id}/zones/${zone}`) }),
      status: 'READY',
      sizeGb: String(sizeGb),
      type: selfLink(`projects/${account.id}/${scope}/diskTypes/${type}`),
      creationTimestamp: pacific(createdAt),
      lastAttachTimestamp: attachedAt && pacific(attachedAt),
      lastDetachTimestamp: detachedAt && pacific(detachedAt),
      users: user && [String(user.detail.data.selfLink)],
      sourceImage: boot ? selfLink('projects/debian-cloud/global/images/debian-12-bookworm-v20260914') : undefined,
      physicalBlockSizeBytes: '4096',
      labels,
      labelFingerprint: random.hex(12),
      selfLink: selfLink(path),
    }),
  });
}
