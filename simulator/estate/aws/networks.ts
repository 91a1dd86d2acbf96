import type { Planter } from '../planter.ts';
import { ec2Id, ec2Resource, within, zonesOf } from './ec2-resource.ts';

export interface Vpc {
  readonly vpcId: string;
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly dhcpOptionsId: string;
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  /** The first three octets of its /24. */
  readonly network: string;
  readonly zone: string;
  readonly public: boolean;
  readonly defaultForZone: boolean;
}

export const vpcs: Planter<Vpc> = {
  type: 'ec2:vpc',
  weight: 2,
  where: 'evenly',
  plant(random, account, region, count, { now }) {
    const dhcpOptionsId = ec2Id(random, 'dopt');
    return Array.from({ length: count }, (_, position) => {
      const vpcId = ec2Id(random, 'vpc');
      const isDefault = position === 0;
      const cidr = isDefault ? '172.31.0.0/16' : `10.${position % 256}.0.0/16`;
      const detail = { vpcId, cidr, isDefault, dhcpOptionsId };
      const createdAt = within(random, now, 2000);
      return ec2Resource(random, { account, region, kind: 'vpc', id: vpcId, role: 'vpc', createdAt, detail });
    });
  },
};

export const subnets: Planter<Subnet> = {
  type: 'ec2:subnet',
  weight: 6,
  where: 'evenly',
  plant(random, account, region, count, { now, planted }) {
    const networks = planted<Vpc>('ec2:vpc', account.id, region);
    const zones = zonesOf(region);
    return Array.from({ length: count }, (_, position) => {
      const subnetId = ec2Id(random, 'subnet');
      // Few resources leave some regions without a VPC; their subnets then belong to one that somebody else shares.
      const vpc = networks[position % Math.max(networks.length, 1)]?.detail;
      const within16 = vpc?.cidr.split('.').slice(0, 2).join('.') ?? '10.255';
      const third = Math.floor(position / Math.max(networks.length, 1)) % 256;
      const detail: Subnet = {
        subnetId,
        vpcId: vpc?.vpcId ?? `vpc-0${'f'.repeat(16)}`,
        network: `${within16}.${third}`,
        zone: zones[third % zones.length] ?? `${region}a`,
        public: random.chance(0.4),
        defaultForZone: vpc?.isDefault === true && third < zones.length,
      };
      const createdAt = within(random, now, 2000);
      return ec2Resource(random, { account, region, kind: 'subnet', id: subnetId, role: 'subnet', createdAt, detail });
    });
  },
};
