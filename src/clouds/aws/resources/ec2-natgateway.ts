import type { NatGateway } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  available: 'available',
  deleting: 'deleting',
  deleted: 'terminated',
  failed: 'failed',
};

/** NAT gateways. */
export const ec2Natgateway = defineAwsCollector({
  type: 'ec2:natgateway',
  kind: 'nat-gateway',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeNatGateways'],
  async *list({ clients, scope }): AsyncIterable<NatGateway> {
    const { paginateDescribeNatGateways } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    for await (const page of paginateDescribeNatGateways({ client, pageSize: 1000 }, {})) yield* page.NatGateways ?? [];
  },
  normalize(gateway, scope) {
    return {
      id: arn('ec2', scope, `natgateway/${idOf(gateway.NatGatewayId, 'ec2:DescribeNatGateways')}`),
      name: nameOf(gateway.Tags),
      state: STATES[gateway.State ?? ''] ?? 'unknown',
      providerState: gateway.State,
      createdAt: gateway.CreateTime?.toISOString(),
      tags: tagsOf(gateway.Tags),
      attributes: {
        networkId: gateway.VpcId,
        subnetId: gateway.SubnetId,
        connectivity: gateway.ConnectivityType,
        publicIps: gateway.NatGatewayAddresses?.flatMap(({ PublicIp }) => PublicIp ?? []),
      },
    };
  },
});
