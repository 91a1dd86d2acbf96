import type { VpnGateway } from '@aws-sdk/client-ec2';
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
};

/** Virtual private gateways. One call lists them all: the operation has no pages. */
export const ec2VpnGateway = defineAwsCollector({
  type: 'ec2:vpn-gateway',
  kind: 'vpn-gateway',
  reach: 'regional',
  taggable: true,
  // Its connections are charged (https://aws.amazon.com/vpn/pricing).
  free: true,
  permissions: ['ec2:DescribeVpnGateways'],
  async *list({ clients, scope }): AsyncIterable<VpnGateway> {
    const { DescribeVpnGatewaysCommand } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const { VpnGateways } = await client.send(new DescribeVpnGatewaysCommand({}));
    yield* VpnGateways ?? [];
  },
  normalize(gateway, scope) {
    const attached = (gateway.VpcAttachments ?? []).filter(
      ({ State }) => State === 'attached' || State === 'attaching',
    );
    const networks = attached.flatMap(({ VpcId }) => VpcId ?? []);
    return {
      id: arn('ec2', scope, `vpn-gateway/${idOf(gateway.VpnGatewayId, 'ec2:DescribeVpnGateways')}`),
      name: nameOf(gateway.Tags),
      state: STATES[gateway.State ?? ''] ?? 'unknown',
      providerState: gateway.State,
      tags: tagsOf(gateway.Tags),
      attributes: {
        networkId: networks[0],
        connectivity: gateway.Type,
        attachedTo: networks.map((id) => arn('ec2', scope, `vpc/${id}`)),
        availabilityZone: gateway.AvailabilityZone || undefined,
      },
    };
  },
});
