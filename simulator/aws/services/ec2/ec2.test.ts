import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeRegionsCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  DescribeVpnGatewaysCommand,
  EC2Client,
  paginateDescribeImages,
  paginateDescribeInstances,
  paginateDescribeInstanceTypes,
  paginateDescribeNatGateways,
  paginateDescribeSecurityGroups,
  paginateDescribeSnapshots,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { afterAll, expect, test } from 'vitest';
import type { Instance } from '../../../estate/aws/instances.ts';
import type { Volume } from '../../../estate/aws/volumes.ts';
import { startSimulator } from '../../../start.ts';
import { asAccount, ec2Everywhere } from '../../../test/clients.ts';

const simulator = await startSimulator({ seed: 3, resources: 20_000, now: new Date('2026-10-05T12:00:00Z') });
afterAll(() => simulator.close());

const everywhere = await ec2Everywhere(simulator);
const account = simulator.truth.clouds.aws.accounts[1]?.id ?? '';
const ec2 = new EC2Client(await asAccount(simulator, account));
const here = <Detail>(type: string) => simulator.estate.of<Detail>(type, account, 'us-east-1');
const pageSize = 5;

type Lister = (client: EC2Client) => AsyncIterable<readonly (string | undefined)[]>;

async function* once(ids: Promise<readonly (string | undefined)[]>) {
  yield await ids;
}
async function* each<Page>(
  pages: AsyncIterable<Page>,
  idsOf: (page: Page) => readonly (string | undefined)[] | undefined,
) {
  for await (const page of pages) yield idsOf(page) ?? [];
}

const listers: Readonly<Record<string, Lister>> = {
  instance: (client) =>
    each(paginateDescribeInstances({ client, pageSize }, {}), ({ Reservations }) =>
      Reservations?.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId }) => InstanceId)),
    ),
  volume: (client) =>
    each(paginateDescribeVolumes({ client, pageSize }, {}), ({ Volumes }) => Volumes?.map(({ VolumeId }) => VolumeId)),
  snapshot: (client) =>
    each(paginateDescribeSnapshots({ client, pageSize }, { OwnerIds: ['self'] }), ({ Snapshots }) =>
      Snapshots?.map(({ SnapshotId }) => SnapshotId),
    ),
  image: (client) =>
    each(paginateDescribeImages({ client, pageSize }, { Owners: ['self'] }), ({ Images }) =>
      Images?.map(({ ImageId }) => ImageId),
    ),
  natgateway: (client) =>
    each(paginateDescribeNatGateways({ client, pageSize }, {}), ({ NatGateways }) =>
      NatGateways?.map(({ NatGatewayId }) => NatGatewayId),
    ),
  vpc: (client) => each(paginateDescribeVpcs({ client, pageSize }, {}), ({ Vpcs }) => Vpcs?.map(({ VpcId }) => VpcId)),
  subnet: (client) =>
    each(paginateDescribeSubnets({ client, pageSize }, {}), ({ Subnets }) => Subnets?.map(({ SubnetId }) => SubnetId)),
  'security-group': (client) =>
    each(paginateDescribeSecurityGroups({ client, pageSize }, {}), ({ SecurityGroups }) =>
      SecurityGroups?.map(({ GroupId }) => GroupId),
    ),
  'elastic-ip': (client) =>
    once(
      client
        .send(new DescribeAddressesCommand({}))
        .then(({ Addresses = [] }) => Addresses.map(({ AllocationId }) => AllocationId)),
    ),
  'vpn-gateway': (client) =>
    once(
      client
        .send(new DescribeVpnGatewaysCommand({}))
        .then(({ VpnGateways = [] }) => VpnGateways.map(({ VpnGatewayId }) => VpnGatewayId)),
    ),
};

test.each(Object.entries(listers))('every %s is listed once, over as many pages as it takes', async (kind, list) => {
  const ids: (string | undefined)[] = [];
  let longest = 0;
  for (const client of everywhere) {
    let pages = 0;
    for await (const page of list(client)) {
      ids.push(...page);
      pages += 1;
    }
    longest = Math.max(longest, pages);
  }
  const expected = simulator.truth.clouds.aws.types[`ec2:${kind}`]?.resources.map(({ id }) => id.split('/').at(-1));
  expect([...ids].sort()).toEqual([...(expected ?? [])].sort());
  if (!['elastic-ip', 'vpn-gateway'].includes(kind)) expect(longest).toBeGreaterThan(1);
});

test('volumes and instances tell the same about their attachments', async () => {
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  const seenFromVolumes = Volumes.flatMap(({ VolumeId, Attachments = [] }) =>
    Attachments.map(({ InstanceId, Device }) => `${InstanceId} ${Device} ${VolumeId}`),
  );
  const seenFromInstances = Reservations.flatMap(({ Instances = [] }) => Instances).flatMap(
    ({ InstanceId, BlockDeviceMappings = [] }) =>
      BlockDeviceMappings.map(({ DeviceName, Ebs }) => `${InstanceId} ${DeviceName} ${Ebs?.VolumeId}`),
  );
  expect(seenFromVolumes.sort()).toEqual(seenFromInstances.sort());
  expect(Volumes.filter(({ State }) => State === 'available').length).toBeGreaterThan(0);
  for (const { State, Attachments = [] } of Volumes)
    expect(State).toBe(Attachments.length > 0 ? 'in-use' : 'available');
});

test('a stopped instance says why', async () => {
  const stopped = here<Instance>('ec2:instance').filter(({ detail }) => detail.stopReason !== undefined);
  const InstanceIds = stopped.map(({ detail }) => detail.instanceId);
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  expect(instances).toHaveLength(stopped.length);
  for (const instance of instances) {
    expect(instance.State).toEqual({ Code: 80, Name: 'stopped' });
    expect(instance.StateTransitionReason).toMatch(/^User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)$/);
    expect(instance.PublicIpAddress).toBeUndefined();
  }
});

test.each([
  ['a state', { Name: 'status', Values: ['available'] }, (volume: Volume) => !volume.attachment],
  [
    'one of two values',
    { Name: 'volume-type', Values: ['gp2', 'io1'] },
    (volume: Volume) => /gp2|io1/.test(volume.volumeType),
  ],
  ['a pattern', { Name: 'availability-zone', Values: ['*-1?'] }, () => true],
  ['a number', { Name: 'size', Values: ['100'] }, (volume: Volume) => volume.sizeGib === 100],
])('volumes are filtered by %s', async (_, filter, chosen) => {
  const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({ Filters: [filter] }));
  const expected = here<Volume>('ec2:volume').filter(({ detail }) => chosen(detail));
  expect(expected.length).toBeGreaterThan(0);
  expect(Volumes.map(({ VolumeId }) => VolumeId)).toEqual(expected.map(({ detail }) => detail.volumeId));
});

test('volumes are filtered by tags, and by two filters at once', async () => {
  const tagged = here<Volume>('ec2:volume').filter(({ tags }) => tags.Team === 'data');
  const byValue = await ec2.send(new DescribeVolumesCommand({ Filters: [{ Name: 'tag:Team', Values: ['data'] }] }));
  expect(byValue.Volumes).toHaveLength(tagged.length);
  const both = [
    { Name: 'tag:Team', Values: ['data'] },
    { Name: 'volume-type', Values: ['gp3'] },
  ];
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({ Filters: both }));
  expect(Volumes).toHaveLength(tagged.filter(({ detail }) => detail.volumeType === 'gp3').length);
  const keyed = await ec2.send(new DescribeVolumesCommand({ Filters: [{ Name: 'tag-key', Values: ['Team'] }] }));
  expect(keyed.Volumes).toHaveLength(here('ec2:volume').filter(({ tags }) => 'Team' in tags).length);
});

const anId = here<Volume>('ec2:volume')[0]?.detail.volumeId ?? '';

test.each([
  ['a token that is not ours', { NextToken: 'guess', MaxResults: 5 }, 'InvalidParameterValue'],
  ['a page too small', { MaxResults: 4 }, 'InvalidParameterValue'],
  ['a page too large', { MaxResults: 1001 }, 'InvalidParameterValue'],
  ['an unknown filter', { Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
  ['an unknown id', { VolumeIds: ['vol-0123'] }, 'InvalidVolume.NotFound'],
  ['ids and pages together', { VolumeIds: [anId], MaxResults: 5 }, 'InvalidParameterCombination'],
  ['a dry run', { DryRun: true }, 'DryRunOperation'],
])('%s is refused', async (_, input, name) => {
  await expect(ec2.send(new DescribeVolumesCommand(input))).rejects.toMatchObject({ name });
});

test('a token belongs to its question', async () => {
  const { NextToken } = await ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }));
  expect(NextToken).toBeTruthy();
  await expect(ec2.send(new DescribeSnapshotsCommand({ NextToken, MaxResults: 5 }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});

test('snapshots and images are the caller’s own, and nobody else’s', async () => {
  const { Snapshots = [] } = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
  expect(Snapshots.length).toBeGreaterThan(0);
  for (const { OwnerId, State } of Snapshots)
    expect({ OwnerId, State }).toEqual({ OwnerId: account, State: 'completed' });
  const { Snapshots: others } = await ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['amazon'] }));
  expect(others).toEqual([]);
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['self'] }));
  const ids = new Set(Snapshots.map(({ SnapshotId }) => SnapshotId));
  expect(Images.length).toBeGreaterThan(0);
  for (const { BlockDeviceMappings = [] } of Images) expect(ids).toContain(BlockDeviceMappings[0]?.Ebs?.SnapshotId);
});

test('seventeen regions are switched on, and there are more', async () => {
  const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({}));
  expect(Regions).toHaveLength(17);
  const { Regions: all = [] } = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
  expect(all.length).toBeGreaterThan(30);
  expect(all).toContainEqual({
    RegionName: 'me-south-1',
    Endpoint: 'ec2.me-south-1.amazonaws.com',
    OptInStatus: 'not-opted-in',
  });
});

test('instance types have their real sizes', async () => {
  const InstanceTypes = ['m5.xlarge', 't4g.small', 'x1e.xlarge'] as const;
  const { InstanceTypes: types = [] } = await ec2.send(
    new DescribeInstanceTypesCommand({ InstanceTypes: [...InstanceTypes] }),
  );
  const sizes = types.map(({ InstanceType, VCpuInfo, MemoryInfo, ProcessorInfo }) => [
    InstanceType,
    VCpuInfo?.DefaultVCpus,
    MemoryInfo?.SizeInMiB,
    ProcessorInfo?.SupportedArchitectures?.[0],
  ]);
  expect(sizes.sort()).toEqual([
    ['m5.xlarge', 4, 16_384, 'x86_64'],
    ['t4g.small', 2, 2048, 'arm64'],
    ['x1e.xlarge', 4, 124_928, 'x86_64'],
  ]);
});

test('all instance types come in pages, and every one that is used is known', async () => {
  const known: (string | undefined)[] = [];
  for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client: ec2, pageSize: 7 }, {})) {
    known.push(...InstanceTypes.map(({ InstanceType }) => InstanceType));
  }
  expect(known.length).toBeGreaterThanOrEqual(30);
  for (const { detail } of here<Instance>('ec2:instance')) expect(known).toContain(detail.instanceType);
});

test('an unknown instance type is refused', async () => {
  const command = new DescribeInstanceTypesCommand({ InstanceTypes: ['m5.large', 'm99.huge' as 'm5.large'] });
  await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidInstanceType' });
});
