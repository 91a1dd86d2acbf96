import type { NatGateway, VpnGateway } from '../../../estate/aws/gateways.ts';
import { describe, tagSet } from './describe.ts';

export const describeNatGateways = describe<NatGateway>({
  type: 'ec2:natgateway',
  set: 'natGatewaySet',
  ids: 'NatGatewayId',
  notFound: 'NatGatewayNotFound',
  idOf: ({ natGatewayId }) => natGatewayId,
  pages: { minimum: 5, maximum: 1000 },
  filters: {
    'nat-gateway-id': ({ detail }) => detail.natGatewayId,
    state: () => 'available',
    'subnet-id': ({ detail }) => detail.subnet?.subnetId,
    'vpc-id': ({ detail }) => detail.subnet?.vpcId,
  },
  write: (gateways) =>
    gateways.map((resource) => {
      const { natGatewayId, subnet, elasticIp, networkInterfaceId, privateAddress, createTime } = resource.detail;
      const address = {
        allocationId: elasticIp?.allocationId,
        associationId: elasticIp?.associationId,
        networkInterfaceId,
        privateIp: privateAddress,
        publicIp: elasticIp?.publicAddress,
        isPrimary: true,
        status: 'succeeded',
      };
      return {
        natGatewayId,
        subnetId: subnet?.subnetId,
        vpcId: subnet?.vpcId,
        state: 'available',
        createTime,
        connectivityType: elasticIp ? 'public' : 'private',
        natGatewayAddressSet: { item: [address] },
        tagSet: tagSet(resource),
      };
    }),
});

export const describeVpnGateways = describe<VpnGateway>({
  type: 'ec2:vpn-gateway',
  set: 'vpnGatewaySet',
  ids: 'VpnGatewayId',
  notFound: 'InvalidVpnGatewayID.NotFound',
  idOf: ({ vpnGatewayId }) => vpnGatewayId,
  filters: {
    'vpn-gateway-id': ({ detail }) => detail.vpnGatewayId,
    'attachment.vpc-id': ({ detail }) => detail.vpcId,
    'attachment.state': ({ detail }) => (detail.vpcId === undefined ? undefined : 'attached'),
    state: () => 'available',
    type: () => 'ipsec.1',
  },
  write: (gateways) =>
    gateways.map((resource) => {
      const { vpnGatewayId, vpcId, amazonSideAsn } = resource.detail;
      return {
        vpnGatewayId,
        state: 'available',
        type: 'ipsec.1',
        amazonSideAsn,
        attachments: { item: vpcId === undefined ? [] : [{ vpcId, state: 'attached' }] },
        tagSet: tagSet(resource),
      };
    }),
});
