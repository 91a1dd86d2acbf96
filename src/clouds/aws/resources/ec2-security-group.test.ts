import type { SecurityGroup } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2SecurityGroup } from './ec2-security-group.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const group: SecurityGroup = {
  GroupId: 'sg-1',
  GroupName: 'web',
  VpcId: 'vpc-1',
  Description: 'From the internet',
  IpPermissions: [
    { IpRanges: [{ CidrIp: '0.0.0.0/0' }, { CidrIp: '10.0.0.0/8' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    { UserIdGroupPairs: [{ GroupId: 'sg-2' }], PrefixListIds: [{ PrefixListId: 'pl-1' }] },
  ],
  IpPermissionsEgress: [],
};

test('a security group in our words, with a rule for each source', () =>
  expect(ec2SecurityGroup.normalize(group, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1',
    name: 'web',
    tags: {},
    attributes: { networkId: 'vpc-1', description: 'From the internet', inboundRules: 5, outboundRules: 0 },
  }));

test('rules that are not told are unknown', () =>
  expect(ec2SecurityGroup.normalize({ GroupId: 'sg-1' }, scope).attributes).toMatchObject({ inboundRules: undefined }));
