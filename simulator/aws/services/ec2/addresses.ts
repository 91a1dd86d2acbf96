import type { ElasticIp } from '../../../estate/aws/elastic-ips.ts';
import type { NatGateway } from '../../../estate/aws/gateways.ts';
import type { Estate } from '../../../estate/estate.ts';
import { joined } from '../../../estate/join.ts';
import type { Xml } from '../../protocols/xml.ts';
import { describe, tagSet } from './describe.ts';

export const describeAddresses = describe<ElasticIp>({
  type: 'ec2:elastic-ip',
  set: 'addressesSet',
  ids: 'AllocationId',
  notFound: 'InvalidAllocationID.NotFound',
  idOf: ({ allocationId }) => allocationId,
  filters: {
    'allocation-id': ({ detail }) => detail.allocationId,
    'public-ip': ({ detail }) => detail.publicAddress,
    'instance-id': ({ detail }) => detail.instance?.instanceId,
    domain: () => 'vpc',
  },
  among: ({ detail }, call) => {
    const addresses = call.list('PublicIp');
    return addresses.length === 0 || addresses.includes(detail.publicAddress);
  },
  write: (addresses, { estate }) =>
    addresses.map((resource) => ({
      publicIp: resource.detail.publicAddress,
      allocationId: resource.detail.allocationId,
      domain: 'vpc',
      publicIpv4Pool: 'amazon',
      networkBorderGroup: resource.region,
      ...association(resource.detail, resource.account, estate),
      tagSet: tagSet(resource),
    })),
});

const natGatewaysByAddress = joined<NatGateway>('ec2:natgateway', ({ elasticIp }) => elasticIp?.allocationId);

/** With an instance, or with the network interface of a NAT gateway, or with nothing. */
function association(address: ElasticIp, account: string, estate: Estate): Xml {
  const [gateway] = natGatewaysByAddress(estate, address.allocationId);
  const user = address.instance ?? gateway?.detail;
  if (!user) return {};
  return {
    associationId: address.associationId,
    instanceId: address.instance?.instanceId ?? '',
    networkInterfaceId: user.networkInterfaceId,
    networkInterfaceOwnerId: account,
    privateIpAddress: user.privateAddress,
  };
}
