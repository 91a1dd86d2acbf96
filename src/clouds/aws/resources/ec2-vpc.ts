import type { Vpc } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { own } from '../own.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = { pending: 'pending', available: 'available' };

/** Virtual networks. */
export const ec2Vpc = defineAwsCollector({
  type: 'ec2:vpc',
  kind: 'network',
  reach: 'regional',
  taggable: true,
  // What is in it or leads out of it is charged (https://aws.amazon.com/vpc/pricing).
  free: true,
  permissions: ['ec2:DescribeVpcs'],
  async *list({ clients, scope }): AsyncIterable<Vpc> {
    const { paginateDescribeVpcs } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    for await (const page of paginateDescribeVpcs({ client, pageSize: 1000 }, {})) yield* own(page.Vpcs, scope);
  },
  normalize(vpc, scope) {
    const blocks = (vpc.CidrBlockAssociationSet ?? [{ CidrBlock: vpc.CidrBlock }]).flatMap(
      ({ CidrBlock }) => CidrBlock ?? [],
    );
    const blocksV6 = (vpc.Ipv6CidrBlockAssociationSet ?? []).flatMap(({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? []);
    return {
      id: arn('ec2', scope, `vpc/${idOf(vpc.VpcId, 'ec2:DescribeVpcs')}`),
      name: nameOf(vpc.Tags),
      state: STATES[vpc.State ?? ''] ?? 'unknown',
      providerState: vpc.State,
      tags: tagsOf(vpc.Tags),
      attributes: { cidrBlocks: [...blocks, ...blocksV6], isDefault: vpc.IsDefault },
    };
  },
});
