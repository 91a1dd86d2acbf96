import {
  AllocateAddressCommand,
  AttachVpnGatewayCommand,
  CreateNatGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpnGatewayCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2';
import { given, type Plot } from './plot.ts';
import { tagList, VARIANTS, type VariantName } from './variants.ts';

export interface Network {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
}

/** EC2's own way to tag anything; nothing is sent for what is never tagged. */
export async function tagEc2({ place }: Plot, id: string, variant: VariantName): Promise<void> {
  if (Object.keys(VARIANTS[variant].tags).length === 0) return;
  await place.ec2.send(new CreateTagsCommand({ Resources: [id], Tags: tagList(variant) }));
}

/** A network with two subnets, a security group, a NAT gateway, a VPN gateway and an address that is not used. */
export async function plantNetwork(plot: Plot): Promise<Network> {
  const { place, arn } = plot;
  const { ec2, region } = place;
  const add = async (type: string, path: string, id: string, variant: VariantName, attributes: object = {}) => {
    await tagEc2(plot, id, variant);
    plot.add(type, arn('ec2', `${path}/${id}`), variant, { attributes: { ...attributes } });
  };
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const vpc = given(Vpc?.VpcId, 'network');
  await add('ec2:vpc', 'vpc', vpc, 'good', { cidrBlocks: ['10.20.0.0/16'], isDefault: false });
  const subnets: string[] = [];
  for (const [index, zone] of ['a', 'b'].entries()) {
    const CidrBlock = `10.20.${index}.0/24`;
    const AvailabilityZone = `${region}${zone}`;
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock, AvailabilityZone }));
    const subnet = given(Subnet?.SubnetId, 'subnet');
    const attributes = { networkId: vpc, cidrBlocks: [CidrBlock], availabilityZone: AvailabilityZone };
    await add('ec2:subnet', 'subnet', subnet, index === 0 ? 'emptyOwner' : 'never', attributes);
    subnets.push(subnet);
  }
  const group = { GroupName: 'web', Description: 'web servers', VpcId: vpc };
  const securityGroup = given((await ec2.send(new CreateSecurityGroupCommand(group))).GroupId, 'security group');
  const rules = { networkId: vpc, description: 'web servers', inboundRules: 0, outboundRules: 1 };
  await add('ec2:security-group', 'security-group', securityGroup, 'otherCase', rules);
  const address = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({
      SubnetId: given(subnets[0], 'subnet'),
      AllocationId: given(address.AllocationId, 'address'),
    }),
  );
  await add('ec2:natgateway', 'natgateway', given(NatGateway?.NatGatewayId, 'gateway'), 'longOwner', {
    networkId: vpc,
    subnetId: given(subnets[0], 'subnet'),
    publicIps: [given(address.PublicIp, 'address')],
  });
  await add('ec2:elastic-ip', 'elastic-ip', given(address.AllocationId, 'address'), 'good', {
    publicIp: given(address.PublicIp, 'address'),
  });
  const idle = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  await add('ec2:elastic-ip', 'elastic-ip', given(idle.AllocationId, 'address'), 'never', {
    publicIp: given(idle.PublicIp, 'address'),
    associatedWith: undefined,
  });
  const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }));
  const vpn = given(VpnGateway?.VpnGatewayId, 'gateway');
  await ec2.send(new AttachVpnGatewayCommand({ VpcId: vpc, VpnGatewayId: vpn }));
  await add('ec2:vpn-gateway', 'vpn-gateway', vpn, 'oldProject', { attachedTo: [arn('ec2', `vpc/${vpc}`)] });
  const inner = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId: given(subnets[1], 'subnet'), ConnectivityType: 'private' }),
  );
  const connectivity = { connectivity: 'private' };
  await add('ec2:natgateway', 'natgateway', given(inner.NatGateway?.NatGatewayId, 'gateway'), 'never', connectivity);
  const loose = await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1' }));
  await add('ec2:vpn-gateway', 'vpn-gateway', given(loose.VpnGateway?.VpnGatewayId, 'gateway'), 'never', {
    attachedTo: [],
  });
  return { vpc, subnets, securityGroup };
}

/** Networks come with a group, and services make some of their own: what nobody asked for is read from the emulator. */
export async function addOtherGroups(plot: Plot, known: ReadonlySet<string>): Promise<void> {
  const { SecurityGroups } = await plot.place.ec2.send(new DescribeSecurityGroupsCommand({}));
  for (const { GroupId } of SecurityGroups ?? []) {
    const id = plot.arn('ec2', `security-group/${GroupId}`);
    if (!known.has(id)) plot.add('ec2:security-group', id, 'never');
  }
}
