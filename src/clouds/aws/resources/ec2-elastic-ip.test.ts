import type { Address } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { scopeOf } from '../../../../test/support/aws.ts';
import { ec2ElasticIp } from './ec2-elastic-ip.ts';

const scope = scopeOf('123456789012', 'eu-west-1');
const idle: Address = { AllocationId: 'eipalloc-1', PublicIp: '198.51.100.7', Tags: [] };

test.each<[string, Address, object]>([
  ['idle', {}, { state: 'available', attributes: { associatedWith: undefined } }],
  [
    'of an instance',
    { AssociationId: 'eipassoc-1', InstanceId: 'i-1', NetworkInterfaceId: 'eni-1', PrivateIpAddress: '10.0.0.7' },
    {
      state: 'in-use',
      attributes: {
        associatedWith: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1',
        networkInterfaceId: 'eni-1',
        privateIp: '10.0.0.7',
      },
    },
  ],
  [
    'of a NAT gateway',
    { AssociationId: 'eipassoc-1', InstanceId: '', NetworkInterfaceId: 'eni-1' },
    { state: 'in-use', attributes: { associatedWith: 'arn:aws:ec2:eu-west-1:123456789012:network-interface/eni-1' } },
  ],
  ['that AWS keeps', { ServiceManaged: 'alb' }, { flags: ['managed-by-provider'] }],
])('an address %s', (_, changes, facts) => {
  const normalized = ec2ElasticIp.normalize({ ...idle, ...changes }, scope);
  expect(normalized).toMatchObject({
    id: 'arn:aws:ec2:eu-west-1:123456789012:elastic-ip/eipalloc-1',
    tags: {},
    ...facts,
  });
  expect(normalized.attributes.publicIp).toBe('198.51.100.7');
});
