import type { Instance } from '../../../estate/aws/instances.ts';
import type { Subnet, Vpc } from '../../../estate/aws/networks.ts';
import { joined } from '../../../estate/join.ts';
import { describe, tagSet, zoneId } from './describe.ts';

const pages = { minimum: 5, maximum: 1000 };

export const describeVpcs = describe<Vpc>({
  type: 'ec2:vpc',
  set: 'vpcSet',
  ids: 'VpcId',
  notFound: 'InvalidVpcID.NotFound',
  idOf: ({ vpcId }) => vpcId,
  pages,
  filters: {
    'vpc-id': ({ detail }) => detail.vpcId,
    cidr: ({ detail }) => detail.cidr,
    'is-default': ({ detail }) => detail.isDefault,
    isDefault: ({ detail }) => detail.isDefault,
    state: () => 'available',
    'owner-id': ({ account }) => account,
  },
  write: (vpcs) =>
    vpcs.map((resource) => {
      const { vpcId, cidr, isDefault, dhcpOptionsId } = resource.detail;
      const associationId = vpcId.replace('vpc-', 'vpc-cidr-assoc-');
      return {
        vpcId,
        ownerId: resource.account,
        state: 'available',
        cidrBlock: cidr,
        cidrBlockAssociationSet: {
          item: [{ associationId, cidrBlock: cidr, cidrBlockState: { state: 'associated' } }],
        },
        dhcpOptionsId,
        instanceTenancy: 'default',
        isDefault,
        tagSet: tagSet(resource),
      };
    }),
});

const instancesBySubnet = joined<Instance>('ec2:instance', ({ subnetId }) => subnetId);

export const describeSubnets = describe<Subnet>({
  type: 'ec2:subnet',
  set: 'subnetSet',
  ids: 'SubnetId',
  notFound: 'InvalidSubnetID.NotFound',
  idOf: ({ subnetId }) => subnetId,
  pages,
  filters: {
    'subnet-id': ({ detail }) => detail.subnetId,
    'vpc-id': ({ detail }) => detail.vpcId,
    'availability-zone': ({ detail }) => detail.zone,
    'default-for-az': ({ detail }) => detail.defaultForZone,
    'map-public-ip-on-launch': ({ detail }) => detail.public,
    state: () => 'available',
    'owner-id': ({ account }) => account,
  },
  write: (subnets, { estate }) =>
    subnets.map((resource) => {
      const { subnetId, vpcId, network, zone, defaultForZone } = resource.detail;
      return {
        subnetId,
        subnetArn: resource.id,
        state: 'available',
        ownerId: resource.account,
        vpcId,
        cidrBlock: `${network}.0/24`,
        ipv6CidrBlockAssociationSet: {},
        // AWS keeps five addresses of each subnet for itself.
        availableIpAddressCount: Math.max(0, 251 - instancesBySubnet(estate, subnetId).length),
        availabilityZone: zone,
        availabilityZoneId: zoneId(zone),
        defaultForAz: defaultForZone,
        mapPublicIpOnLaunch: resource.detail.public,
        assignIpv6AddressOnCreation: false,
        tagSet: tagSet(resource),
      };
    }),
});
