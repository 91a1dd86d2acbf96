import type { Planter, PlantingContext } from '../planter.ts';
import { type Random, randomFrom } from '../random.ts';
import { ec2Id, ec2Resource, within, zonesOf } from './ec2-resource.ts';
import type { Image } from './images.ts';
import { instanceTypes } from './instance-types.ts';
import type { Subnet } from './networks.ts';
import type { SecurityGroup } from './security-groups.ts';

export interface Instance {
  readonly instanceId: string;
  readonly reservationId: string;
  readonly instanceType: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly imageId: string;
  readonly state: 'running' | 'stopped';
  /** Of a stopped one: `User initiated (2026-10-03 04:05:06 GMT)`. AWS doesn't always know. */
  readonly stopReason: string | undefined;
  readonly launchTime: Date;
  readonly zone: string;
  readonly subnetId: string | undefined;
  readonly vpcId: string | undefined;
  readonly privateAddress: string;
  readonly publicAddress: string | undefined;
  readonly networkInterfaceId: string;
  readonly platform: Platform;
  readonly tenancy: 'default' | 'dedicated';
  readonly spotRequestId: string | undefined;
  readonly detailedMonitoring: boolean;
  readonly securityGroups: readonly { readonly groupId: string; readonly groupName: string }[];
}

/** As the bill sees it; the code is what `UsageOperation` says. */
export interface Platform {
  readonly details: string;
  readonly usageOperation: string;
  readonly windows: boolean;
}

const platforms: readonly (readonly [Platform, weight: number])[] = [
  [{ details: 'Linux/UNIX', usageOperation: 'RunInstances', windows: false }, 80],
  [{ details: 'Windows', usageOperation: 'RunInstances:0002', windows: true }, 9],
  [{ details: 'Red Hat Enterprise Linux', usageOperation: 'RunInstances:0010', windows: false }, 6],
  [{ details: 'SUSE Linux', usageOperation: 'RunInstances:000g', windows: false }, 3],
  [{ details: 'Windows with SQL Server Standard', usageOperation: 'RunInstances:0006', windows: true }, 2],
];

/** Windows and the licensed ones don't run on Graviton. */
const linux = platforms.slice(0, 1);

const typeWeights = instanceTypes.map((type) => [type, type.weight] as const);

export const instances: Planter<Instance> = {
  type: 'ec2:instance',
  weight: 14,
  where: 'regions',
  plant(random, account, region, count, context) {
    const surroundings = surroundingsOf(account.id, region, context);
    let reservationId = ec2Id(random, 'r');
    return Array.from({ length: count }, (_, position) => {
      // A reservation holds what was launched together, mostly a single one.
      if (!random.chance(0.15)) reservationId = ec2Id(random, 'r');
      const detail = { ...plantInstance(random, region, position, surroundings, context.now), reservationId };
      const role = random.pick(['web', 'api', 'worker', 'batch', 'db', 'cache', 'build']);
      const { instanceId: id, launchTime: createdAt } = detail;
      return ec2Resource<Instance>(random, { account, region, kind: 'instance', id, role, createdAt, detail });
    });
  },
};

interface Surroundings {
  readonly subnets: readonly Subnet[];
  readonly images: readonly Image[];
  readonly groupsByVpc: ReadonlyMap<string | undefined, readonly SecurityGroup[]>;
  readonly publicImage: string;
}

function surroundingsOf(account: string, region: string, { planted }: PlantingContext): Surroundings {
  const groups = planted<SecurityGroup>('ec2:security-group', account, region).map(({ detail }) => detail);
  return {
    subnets: planted<Subnet>('ec2:subnet', account, region).map(({ detail }) => detail),
    images: planted<Image>('ec2:image', account, region).map(({ detail }) => detail),
    groupsByVpc: Map.groupBy(groups, ({ vpcId }) => vpcId),
    publicImage: ec2Id(randomFrom(`public image/${region}`), 'ami'),
  };
}

function plantInstance(
  random: Random,
  region: string,
  position: number,
  surroundings: Surroundings,
  now: Date,
): Omit<Instance, 'reservationId'> {
  const { subnets, images, groupsByVpc, publicImage } = surroundings;
  const type = random.weighted(typeWeights);
  const platform = random.weighted(type.architecture === 'arm64' ? linux : platforms);
  const launchTime = within(random, now, random.chance(0.3) ? 60 : 900);
  const state = random.weighted([['running', 83] as const, ['stopped', 17] as const]);
  const subnet = subnets[position % Math.max(subnets.length, 1)];
  // Hosts are numbered one after the other, so that no two instances of a subnet share an address.
  const host = 4 + (Math.floor(position / Math.max(subnets.length, 1)) % 196);
  const groups = random.sample(groupsByVpc.get(subnet?.vpcId) ?? [], random.int(1, 2));
  const ownImages = images.filter(
    ({ architecture, windows }) => architecture === type.architecture && windows === platform.windows,
  );
  return {
    instanceId: ec2Id(random, 'i'),
    instanceType: type.name,
    architecture: type.architecture,
    imageId: ownImages.length > 0 && random.chance(0.35) ? random.pick(ownImages).imageId : publicImage,
    state,
    stopReason: state === 'stopped' && random.chance(0.85) ? stoppedAt(random.moment(launchTime, now)) : undefined,
    launchTime,
    zone: subnet?.zone ?? random.pick(zonesOf(region)),
    subnetId: subnet?.subnetId,
    vpcId: subnet?.vpcId,
    privateAddress: `${subnet?.network ?? '10.254.0'}.${host}`,
    publicAddress: subnet?.public && state === 'running' ? publicAddress(random) : undefined,
    networkInterfaceId: ec2Id(random, 'eni'),
    platform,
    tenancy: random.chance(0.02) ? 'dedicated' : 'default',
    spotRequestId: state === 'running' && random.chance(0.08) ? `sir-${random.code(8).toLowerCase()}` : undefined,
    detailedMonitoring: random.chance(0.2),
    securityGroups: groups.map(({ groupId, groupName }) => ({ groupId, groupName })),
  };
}

const stoppedAt = (moment: Date): string =>
  `User initiated (${moment.toISOString().slice(0, 19).replace('T', ' ')} GMT)`;

/** From the blocks that documentation may use and from AWS's own, so that it looks like one. */
export const publicAddress = (random: Random): string =>
  `${random.pick([3, 13, 18, 34, 44, 52, 54])}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`;
