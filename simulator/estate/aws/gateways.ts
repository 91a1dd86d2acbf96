import type { Planter } from '../planter.ts';
import { ec2Id, ec2Resource, within } from './ec2-resource.ts';
import type { ElasticIp } from './elastic-ips.ts';
import type { Subnet, Vpc } from './networks.ts';

export interface NatGateway {
  readonly natGatewayId: string;
  readonly subnet: Subnet | undefined;
  readonly privateAddress: string;
  readonly networkInterfaceId: string;
  /** None for a private gateway. */
  readonly elasticIp: ElasticIp | undefined;
  readonly createTime: Date;
}

export interface VpnGateway {
  readonly vpnGatewayId: string;
  readonly amazonSideAsn: number;
  /** None when it is attached to nothing. */
  readonly vpcId: string | undefined;
}

export const natGateways: Planter<NatGateway> = {
  type: 'ec2:natgateway',
  weight: 2,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const subnets = planted<Subnet>('ec2:subnet', account.id, region);
    const addresses = planted<ElasticIp>('ec2:elastic-ip', account.id, region).filter(
      ({ detail }) => detail.use === 'nat',
    );
    return Array.from({ length: count }, (_, position) => {
      const subnet = subnets.length > 0 ? random.pick(subnets).detail : undefined;
      const createTime = within(random, now, 900);
      const detail: NatGateway = {
        natGatewayId: ec2Id(random, 'nat'),
        subnet,
        // Above the numbers that instances get.
        privateAddress: `${subnet?.network ?? '10.254.0'}.${random.int(200, 254)}`,
        networkInterfaceId: ec2Id(random, 'eni'),
        elasticIp: addresses[position]?.detail,
        createTime,
      };
      const id = detail.natGatewayId;
      return ec2Resource(random, {
        account,
        region,
        kind: 'natgateway',
        id,
        role: 'nat',
        createdAt: createTime,
        detail,
      });
    });
  },
};

export const vpnGateways: Planter<VpnGateway> = {
  type: 'ec2:vpn-gateway',
  weight: 1,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    // A VPC takes one gateway at most.
    const free = [...planted<Vpc>('ec2:vpc', account.id, region)];
    return Array.from({ length: count }, () => {
      const detail: VpnGateway = {
        vpnGatewayId: ec2Id(random, 'vgw'),
        amazonSideAsn: 64512,
        vpcId: random.chance(0.75) ? free.pop()?.detail.vpcId : undefined,
      };
      const createdAt = within(random, now, 1200);
      const id = detail.vpnGatewayId;
      return ec2Resource(random, { account, region, kind: 'vpn-gateway', id, role: 'vpn', createdAt, detail });
    });
  },
};
