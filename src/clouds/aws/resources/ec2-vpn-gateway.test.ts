import type { VpnGateway } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2VpnGateway } from './ec2-vpn-gateway.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const gateway: VpnGateway = {
  VpnGatewayId: 'vgw-1',
  State: 'available',
  Type: 'ipsec.1',
  VpcAttachments: [],
  Tags: [],
};

test.each<[string, Partial<VpnGateway>, object]>([
  ['attached to nothing', {}, { networkId: undefined, attachedTo: [] }],
  [
    'that was detached',
    { VpcAttachments: [{ VpcId: 'vpc-1', State: 'detached' }] },
    { networkId: undefined, attachedTo: [] },
  ],
  [
    'of a network',
    { VpcAttachments: [{ VpcId: 'vpc-1', State: 'attached' }] },
    { networkId: 'vpc-1', attachedTo: ['arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1'] },
  ],
])('a VPN gateway %s', (_, changes, attributes) =>
  expect(ec2VpnGateway.normalize({ ...gateway, ...changes }, scope)).toMatchObject({
    id: 'arn:aws:ec2:eu-west-1:123456789012:vpn-gateway/vgw-1',
    state: 'available',
    tags: {},
    attributes: { connectivity: 'ipsec.1', ...attributes },
  }),
);
