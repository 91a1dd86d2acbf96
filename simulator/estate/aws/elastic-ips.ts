import type { Planter } from '../planter.ts';
import { ec2Id, ec2Resource, within } from './ec2-resource.ts';
import { type Instance, publicAddress } from './instances.ts';

export interface ElasticIp {
  readonly allocationId: string;
  readonly publicAddress: string;
  readonly associationId: string;
  /** `nat`: kept for a NAT gateway, which the planter of those takes; `none`: costs money and serves nobody. */
  readonly use: 'nat' | 'instance' | 'none';
  readonly instance: Instance | undefined;
}

export const elasticIps: Planter<ElasticIp> = {
  type: 'ec2:elastic-ip',
  weight: 3,
  where: 'regions',
  plant(random, account, region, count, { now, planted }) {
    const reachable = planted<Instance>('ec2:instance', account.id, region)
      .map(({ detail }) => detail)
      .filter((instance) => instance.publicAddress !== undefined);
    return Array.from({ length: count }, () => {
      const wanted = random.weighted([['nat', 50] as const, ['instance', 28] as const, ['none', 22] as const]);
      const instance = wanted === 'instance' ? reachable.pop() : undefined;
      const detail: ElasticIp = {
        allocationId: ec2Id(random, 'eipalloc'),
        publicAddress: instance?.publicAddress ?? publicAddress(random),
        associationId: ec2Id(random, 'eipassoc'),
        use: wanted === 'instance' && !instance ? 'none' : wanted,
        instance,
      };
      const createdAt = within(random, now, 900);
      const id = detail.allocationId;
      return ec2Resource(random, { account, region, kind: 'elastic-ip', id, role: 'address', createdAt, detail });
    });
  },
};
