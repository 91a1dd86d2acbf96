import { ec2QueryService } from '../../protocols/ec2-query.ts';
import { describeAddresses } from './addresses.ts';
import { describeNatGateways, describeVpnGateways } from './gateways.ts';
import { describeImages } from './images.ts';
import { describeInstanceTypes } from './instance-types.ts';
import { describeInstances } from './instances.ts';
import { describeSubnets, describeVpcs } from './networks.ts';
import { describeRegions } from './regions.ts';
import { describeSecurityGroups } from './security-groups.ts';
import { describeSnapshots } from './snapshots.ts';
import { describeVolumes } from './volumes.ts';

/** Machines, disks and networks. */
export const ec2Service = ec2QueryService({
  DescribeRegions: describeRegions,
  DescribeInstances: describeInstances,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeVolumes: describeVolumes,
  DescribeSnapshots: describeSnapshots,
  DescribeImages: describeImages,
  DescribeAddresses: describeAddresses,
  DescribeNatGateways: describeNatGateways,
  DescribeVpnGateways: describeVpnGateways,
  DescribeVpcs: describeVpcs,
  DescribeSubnets: describeSubnets,
  DescribeSecurityGroups: describeSecurityGroups,
});
