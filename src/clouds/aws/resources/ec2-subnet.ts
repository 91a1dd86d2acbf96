import type { Subnet } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { own } from '../own.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  available: 'available',
  failed: 'failed',
  'failed-insufficient-capacity': 'failed',
};

/** Subnets of virtual networks. */
export const ec2Subnet = defineAwsCollector({
  type: 'ec2:subnet',
  kind: 'subnet',
  reach: 'regional',
  taggable: true,
  // Subnets cost nothing (https://aws.amazon.com/vpc/pricing).
  free: true,
  permissions: ['ec2:DescribeSubnets'],
  async *list({ clients, scope }): AsyncIterable<Subnet> {
    const { paginateDescribeSubnets } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    for await (const page of paginateDescribeSubnets({ client, pageSize: 1000 }, {})) yield* own(page.Subnets, scope);
  },
  normalize(subnet, scope) {
    const blocksV6 = (subnet.Ipv6CidrBlockAssociationSet ?? []).flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []);
    return {
      id: arn('ec2', scope, `subnet/${idOf(subnet.SubnetId, 'ec2:DescribeSubnets')}`),
      name: nameOf(subnet.Tags),
      state: STATES[subnet.State ?? ''] ?? 'unknown',
      providerState: subnet.State,
      tags: tagsOf(subnet.Tags),
      attributes: {
        networkId: subnet.VpcId,
        cidrBlocks: [...(subnet.CidrBlock ? [subnet.CidrBlock] : []), ...blocksV6],
        isDefault: subnet.DefaultForAz,
        availabilityZone: subnet.AvailabilityZone,
        availableAddresses: subnet.AvailableIpAddressCount,
      },
    };
  },
});
