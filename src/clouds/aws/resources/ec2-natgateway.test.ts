import type { NatGateway } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Natgateway } from './ec2-natgateway.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const gateway: NatGateway = {
  NatGatewayId: 'nat-1',
  State: 'available',
  CreateTime: new Date('2025-01-02T03:04:05Z'),
  VpcId: 'vpc-1',
  SubnetId: 'subnet-1',
  ConnectivityType: 'public',
  NatGatewayAddresses: [{ PublicIp: '198.51.100.7' }, { PrivateIp: '10.0.0.7' }],
  Tags: [{ Key: 'Name', Value: 'nat' }],
};

test('a NAT gateway in our words', () =>
  expect(ec2Natgateway.normalize(gateway, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-1',
    name: 'nat',
    state: 'available',
    providerState: 'available',
    createdAt: '2025-01-02T03:04:05.000Z',
    tags: { Name: 'nat' },
    attributes: { networkId: 'vpc-1', subnetId: 'subnet-1', connectivity: 'public', publicIps: ['198.51.100.7'] },
  }));

test.each([
  ['deleted', 'terminated'],
  ['failed', 'failed'],
  [undefined, 'unknown'],
] as const)('the state %s is %s', (State, state) =>
  expect(ec2Natgateway.normalize({ ...gateway, State }, scope)).toMatchObject({ state }),
);
