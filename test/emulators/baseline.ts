import { ListWorkGroupsCommand } from '@aws-sdk/client-athena';
import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  type Tag,
} from '@aws-sdk/client-ec2';
import { ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Planted } from './estate/planted.ts';
import { GLOBAL, HOME_REGION, type Place } from './places.ts';

/** What an emulator holds before anything is made, as its own answers say it: default networks, images, workgroups. */
export async function baselineOf(places: readonly Place[]): Promise<readonly Planted[]> {
  const found: Planted[] = [];
  for (const place of places) found.push(...(await ofRegion(place)), ...(await ofAccount(place)));
  return found;
}

async function ofRegion({ athena, ec2, account, region }: Place): Promise<Planted[]> {
  const workgroups = await athena.send(new ListWorkGroupsCommand({}));
  const one = (type: string, path: string, id: string | undefined, tags: readonly Tag[] = []): Planted[] => {
    // Whatever moto has of its own has no tags; were that to change, its violations would have to be written down here.
    if (tags.length > 0) throw new Error(`${type} ${id} of the baseline has tags`);
    const arn = `arn:aws:${type.split(':')[0]}:${region}:${account}:${path}/${id}`;
    return id ? [{ id: arn, type, account, region, tags: {}, violations: ['missing_required_tag Owner'] }] : [];
  };
  const [vpcs, subnets, groups, snapshots, images, volumes, addresses] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({})),
    ec2.send(new DescribeSubnetsCommand({})),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] })),
    ec2.send(new DescribeImagesCommand({ Owners: ['self'] })),
    ec2.send(new DescribeVolumesCommand({})),
    ec2.send(new DescribeAddressesCommand({})),
  ]);
  return [
    ...(workgroups.WorkGroups ?? []).flatMap(({ Name }) => one('athena:workgroup', 'workgroup', Name)),
    ...(vpcs.Vpcs ?? []).flatMap(({ VpcId, Tags }) => one('ec2:vpc', 'vpc', VpcId, Tags)),
    ...(subnets.Subnets ?? []).flatMap(({ SubnetId, Tags }) => one('ec2:subnet', 'subnet', SubnetId, Tags)),
    ...(groups.SecurityGroups ?? []).flatMap(({ GroupId, Tags }) =>
      one('ec2:security-group', 'security-group', GroupId, Tags),
    ),
    ...(snapshots.Snapshots ?? []).flatMap(({ SnapshotId, Tags }) => one('ec2:snapshot', 'snapshot', SnapshotId, Tags)),
    ...(images.Images ?? []).flatMap(({ ImageId, Tags }) => one('ec2:image', 'image', ImageId, Tags)),
    ...(volumes.Volumes ?? []).flatMap(({ VolumeId, Tags }) => one('ec2:volume', 'volume', VolumeId, Tags)),
    ...(addresses.Addresses ?? []).flatMap(({ AllocationId, Tags }) =>
      one('ec2:elastic-ip', 'elastic-ip', AllocationId, Tags),
    ),
  ];
}

async function ofAccount({ iam, s3, account, region }: Place): Promise<Planted[]> {
  if (region !== HOME_REGION) return [];
  const { Roles } = await iam.send(new ListRolesCommand({}));
  const { Users } = await iam.send(new ListUsersCommand({}));
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  if ((Buckets?.length ?? 0) + (Users?.length ?? 0) > 0) throw new Error('the emulator begins with buckets or users');
  return (Roles ?? []).map(({ Arn = '' }) => ({
    ...{ id: Arn, type: 'iam:role', account, region: GLOBAL, tags: {} },
    violations: ['missing_required_tag Owner'],
  }));
}
