import type { Planter } from '../planter.ts';
import { ec2Id, ec2Resource, within } from './ec2-resource.ts';
import type { Vpc } from './networks.ts';

export interface SecurityGroup {
  readonly groupId: string;
  readonly groupName: string;
  readonly description: string;
  readonly vpcId: string | undefined;
  readonly inbound: readonly OpenPort[];
}

export interface OpenPort {
  readonly port: number;
  readonly cidr: string;
}

const roles = ['web', 'app', 'db', 'cache', 'bastion', 'worker', 'lb'] as const;

export const securityGroups: Planter<SecurityGroup> = {
  type: 'ec2:security-group',
  weight: 8,
  where: 'evenly',
  plant(random, account, region, count, { now, planted }) {
    const networks = planted<Vpc>('ec2:vpc', account.id, region);
    return Array.from({ length: count }, (_, position) => {
      const groupId = ec2Id(random, 'sg');
      const role = random.pick(roles);
      // Every VPC has one called `default`, which can't be deleted.
      const isDefault = position < networks.length;
      const groupName = isDefault ? 'default' : `${role}-${random.hex(6)}`;
      const inbound = random
        .sample([22, 80, 443, 3306, 5432, 6379, 8080], random.int(0, 3))
        .map((port) => ({ port, cidr: random.chance(0.3) ? '0.0.0.0/0' : '10.0.0.0/8' }));
      const detail: SecurityGroup = {
        groupId,
        groupName,
        description: isDefault ? 'default VPC security group' : `Security group of ${role}`,
        vpcId: networks[position % Math.max(networks.length, 1)]?.detail.vpcId,
        inbound,
      };
      const createdAt = within(random, now, 1500);
      const plan = {
        account,
        region,
        kind: 'security-group',
        id: groupId,
        role,
        createdAt,
        detail,
        ownName: groupName,
      };
      return ec2Resource(random, plan);
    });
  },
};
