import type { Subnet } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Subnet } from './ec2-subnet.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const subnet: Subnet = {
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  State: 'available',
  CidrBlock: '10.0.1.0/24',
  AvailabilityZone: 'eu-west-1a',
  AvailableIpAddressCount: 0,
  DefaultForAz: true,
  Tags: [{ Key: 'Name', Value: 'private-a' }],
};

test('a subnet in our words', () =>
  expect(ec2Subnet.normalize(subnet, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1',
    name: 'private-a',
    state: 'available',
    providerState: 'available',
    tags: { Name: 'private-a' },
    attributes: {
      networkId: 'vpc-1',
      cidrBlocks: ['10.0.1.0/24'],
      isDefault: true,
      availabilityZone: 'eu-west-1a',
      availableAddresses: 0,
    },
  }));

test('one with IPv6 alone', () =>
  expect(
    ec2Subnet.normalize(
      { ...subnet, CidrBlock: undefined, Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/64' }] },
      scope,
    ).attributes.cidrBlocks,
  ).toEqual(['2001:db8::/64']));
