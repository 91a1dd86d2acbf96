import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { type LoadProfile, plantLoad } from '../load.ts';
import { plantName } from '../names.ts';
import type { Planter, PlantingContext } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { daysBefore, plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

export interface LoadBalancerDetail {
  readonly kind: 'application' | 'network' | 'gateway';
  /** `app/name/0123456789abcdef`, as the ARN ends and the metrics call it. */
  readonly path: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  readonly dnsName: string;
  readonly load: LoadProfile;
}

export interface ClassicLoadBalancerDetail {
  readonly scheme: 'internet-facing' | 'internal';
  readonly vpcId: string;
  readonly dnsName: string;
  readonly targets: readonly Target[];
  readonly load: LoadProfile;
}

export interface Target {
  readonly instanceId: string;
  readonly healthy: boolean;
}

export interface TargetGroupDetail {
  readonly protocol: 'HTTP' | 'TCP' | 'GENEVE';
  readonly port: number;
  readonly vpcId: string;
  /** The ARN of the load balancer that sends to it; without one it costs nothing and does nothing. */
  readonly loadBalancer: string | undefined;
  readonly targets: readonly Target[];
}

const prefixes = { application: 'app', network: 'net', gateway: 'gwy' } as const;

/** The type of a load balancer: as the ARN has it, and as the tagging API filters by it. */
export const loadBalancerTypes = {
  application: 'elasticloadbalancing:loadbalancer/app',
  network: 'elasticloadbalancing:loadbalancer/net',
  gateway: 'elasticloadbalancing:loadbalancer/gwy',
} as const;

export const classicLoadBalancerType = 'elasticloadbalancing:loadbalancer';
export const targetGroupType = 'elasticloadbalancing:targetgroup';

export const applicationLoadBalancers = loadBalancers('application', 2.5);
export const networkLoadBalancers = loadBalancers('network', 1);
export const gatewayLoadBalancers = loadBalancers('gateway', 0.2);

export const classicLoadBalancers: Planter<ClassicLoadBalancerDetail> = {
  type: classicLoadBalancerType,
  weight: 0.6,
  where: 'regions',
  plant(random, account, region, count, context) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = plantName(random, 'elb');
      const name = unique(named.name);
      const targets = plantTargets(random, account, region, context, 0.25);
      return {
        ...resourceOf(classicLoadBalancerType, account, region, `loadbalancer/${name}`, name),
        createdAt: plantCreation(random, context.now, 5),
        ...plantTags(random, { ...named, type: classicLoadBalancerType }),
        detail: {
          ...placeOf(random, `${name}-${random.digits(9)}.${region}.elb.amazonaws.com`),
          targets,
          load: loadFor(random, targets),
        },
      };
    });
  },
};

export const targetGroups: Planter<TargetGroupDetail> = {
  type: targetGroupType,
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, context) {
    const balancers = Object.values(loadBalancerTypes).flatMap((type) =>
      context.planted<LoadBalancerDetail>(type, account.id, region),
    );
    const unique = uniqueNames();
    return Array.from({ length: count }, (_, index) => {
      const named = plantName(random, 'tg');
      const name = unique(named.name);
      // Each load balancer gets a first group in turn, and then any; some groups are left over from one that is gone.
      const next = balancers[index] ?? (balancers.length > 0 ? random.pick(balancers) : undefined);
      const balancer = random.chance(0.14) ? undefined : next;
      const idle = balancer?.detail.load.pattern === 'none';
      return {
        ...resourceOf(targetGroupType, account, region, `targetgroup/${name}/${random.hex(16)}`, name),
        createdAt: random.moment(balancer?.createdAt ?? daysBefore(context.now, 900), daysBefore(context.now, 1)),
        ...plantTags(random, { ...named, type: targetGroupType }),
        detail: {
          ...protocolFor(balancer?.detail.kind),
          vpcId: balancer?.detail.vpcId ?? `vpc-${random.hex(17)}`,
          loadBalancer: balancer?.id,
          targets: idle ? [] : plantTargets(random, account, region, context, 0.1),
        },
      };
    });
  },
};

function loadBalancers(kind: LoadBalancerDetail['kind'], weight: number): Planter<LoadBalancerDetail> {
  const type = loadBalancerTypes[kind];
  return {
    type,
    weight,
    where: 'regions',
    plant(random, account, region, count, { now }) {
      const unique = uniqueNames();
      return Array.from({ length: count }, () => {
        const named = plantName(random, prefixes[kind]);
        const name = unique(named.name);
        const path = `${prefixes[kind]}/${name}/${random.hex(16)}`;
        return {
          ...resourceOf(type, account, region, `loadbalancer/${path}`, name),
          createdAt: plantCreation(random, now),
          ...plantTags(random, { ...named, type }),
          detail: {
            ...placeOf(
              random,
              `${name}-${random.digits(9)}.${kind === 'application' ? '' : 'elb.'}${region}.elb.amazonaws.com`,
            ),
            kind,
            path,
            load: plantLoad(random),
          },
        };
      });
    },
  };
}

function protocolFor(kind: LoadBalancerDetail['kind'] | undefined): Pick<TargetGroupDetail, 'protocol' | 'port'> {
  if (kind === 'gateway') return { protocol: 'GENEVE', port: 6081 };
  return kind === 'network' ? { protocol: 'TCP', port: 443 } : { protocol: 'HTTP', port: 80 };
}

/** Instances of the same region, or nothing as often as `emptyChance` says. */
function plantTargets(
  random: Random,
  account: PlantedAccount,
  region: string,
  context: PlantingContext,
  emptyChance: number,
): readonly Target[] {
  const instances = context.planted('ec2:instance', account.id, region);
  if (instances.length === 0 || random.chance(emptyChance)) return [];
  const count = Math.min(random.int(1, 4), instances.length);
  const first = random.int(0, instances.length - 1);
  return Array.from({ length: count }, (_, offset) => ({
    instanceId: instanceIdOf(instances[(first + offset) % instances.length]),
    healthy: random.chance(0.92),
  }));
}

const instanceIdOf = (instance: PlantedResource | undefined): string => instance?.id.split('/').at(-1) ?? '';

const loadFor = (random: Random, targets: readonly Target[]): LoadProfile =>
  targets.length === 0 ? { pattern: 'none', level: 0 } : plantLoad(random);

const placeOf = (random: Random, dnsName: string) => ({
  dnsName,
  scheme: random.chance(0.6) ? ('internet-facing' as const) : ('internal' as const),
  vpcId: `vpc-${random.hex(17)}`,
});

const resourceOf = (type: string, account: PlantedAccount, region: string, path: string, name: string) => ({
  cloud: 'aws' as const,
  id: `arn:aws:elasticloadbalancing:${region}:${account.id}:${path}`,
  type,
  account: account.id,
  region,
  name,
  taggable: true,
});
