import type { Address } from '@aws-sdk/client-ec2';
import type { Scope } from '../../../model/scope.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

/** The instance, or else the interface, which is what a NAT gateway or a load balancer holds an address by. */
function userOf({ InstanceId, NetworkInterfaceId }: Address, scope: Scope): string | undefined {
  if (InstanceId) return arn('ec2', scope, `instance/${InstanceId}`);
  return NetworkInterfaceId ? arn('ec2', scope, `network-interface/${NetworkInterfaceId}`) : undefined;
}

/** Elastic IP addresses. One call lists them all: the operation has no pages. */
export const ec2ElasticIp = defineAwsCollector({
  type: 'ec2:elastic-ip',
  kind: 'ip-address',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeAddresses'],
  async *list({ clients, scope }): AsyncIterable<Address> {
    const { DescribeAddressesCommand } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const { Addresses } = await client.send(new DescribeAddressesCommand({}));
    yield* Addresses ?? [];
  },
  normalize(address, scope) {
    const associatedWith = userOf(address, scope);
    return {
      id: arn('ec2', scope, `elastic-ip/${idOf(address.AllocationId, 'ec2:DescribeAddresses')}`),
      name: nameOf(address.Tags),
      state: associatedWith || address.AssociationId ? 'in-use' : 'available',
      tags: tagsOf(address.Tags),
      flags: address.ServiceManaged ? ['managed-by-provider'] : undefined,
      attributes: {
        publicIp: address.PublicIp,
        privateIp: address.PrivateIpAddress,
        associatedWith,
        networkInterfaceId: address.NetworkInterfaceId,
      },
    };
  },
});
