import type { Vpc } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2Vpc } from './ec2-vpc.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const vpc: Vpc = { VpcId: 'vpc-1', State: 'available', CidrBlock: '10.0.0.0/16', IsDefault: false };

test.each<[string, Partial<Vpc>, readonly string[]]>([
  ['its first block alone', {}, ['10.0.0.0/16']],
  [
    'all its blocks',
    {
      CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.1.0.0/16' }],
      Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
    },
    ['10.0.0.0/16', '10.1.0.0/16', '2001:db8::/56'],
  ],
])('a network with %s', (_, changes, cidrBlocks) =>
  expect(ec2Vpc.normalize({ ...vpc, ...changes }, scope)).toEqual({
    id: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1',
    name: undefined,
    state: 'available',
    providerState: 'available',
    tags: {},
    attributes: { cidrBlocks, isDefault: false },
  }),
);
