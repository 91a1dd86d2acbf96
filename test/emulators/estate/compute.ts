import {
  type _InstanceType,
  AttachVolumeCommand,
  CreateImageCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  type Instance,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Network, tagEc2 } from './networks.ts';
import { given, type Plot } from './plot.ts';
import { type VariantName, variantAt } from './variants.ts';

// https://aws.amazon.com/ec2/instance-types
const SIZES = [
  { type: 't3.micro', vcpus: 2, memoryGib: 1 },
  { type: 'm5.large', vcpus: 2, memoryGib: 8 },
  { type: 'c5.xlarge', vcpus: 4, memoryGib: 8 },
] as const satisfies { type: _InstanceType; vcpus: number; memoryGib: number }[];

/** Instances running and stopped, with their volumes, loose ones, snapshots and an image. */
export async function plantCompute(plot: Plot, network: Network): Promise<readonly string[]> {
  const { ec2 } = plot.place;
  const image = given((await ec2.send(new DescribeImagesCommand({}))).Images?.[0]?.ImageId, 'image');
  const ids: string[] = [];
  for (let index = 0; index < 9; index++) ids.push(await plantInstance(plot, network, image, index));
  await plantVolumes(plot, given(ids[0], 'instance'));
  await plantImage(plot, given(ids[0], 'instance'), 'golden', 'otherCase');
  await plantImage(plot, given(ids[1], 'instance'), 'forgotten', 'never');
  return ids;
}

async function plantInstance(plot: Plot, { subnets, vpc }: Network, ImageId: string, index: number): Promise<string> {
  const { ec2 } = plot.place;
  const size = SIZES[index % SIZES.length] ?? SIZES[0];
  const SubnetId = given(subnets[index % 2], 'subnet');
  const request = { ImageId, SubnetId, InstanceType: size.type, MinCount: 1, MaxCount: 1 };
  const id = given((await ec2.send(new RunInstancesCommand(request))).Instances?.[0]?.InstanceId, 'instance');
  await tagEc2(plot, id, variantAt(index));
  const isStopped = index % 3 === 1;
  if (isStopped) await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  plot.add('ec2:instance', plot.arn('ec2', `instance/${id}`), variantAt(index), {
    state: isStopped ? 'stopped' : 'running',
    attributes: {
      ...{ instanceType: size.type, vcpus: size.vcpus, memoryGib: size.memoryGib },
      ...{ networkId: vpc, subnetId: SubnetId, imageId: ImageId, lifecycle: 'on-demand' },
    },
  });
  for (const volume of await rootVolumes(plot, id))
    plot.add('ec2:volume', plot.arn('ec2', `volume/${volume}`), 'never', {
      state: 'in-use',
      attributes: { attachedTo: [plot.arn('ec2', `instance/${id}`)] },
    });
  return id;
}

/** What an instance brought along. */
async function rootVolumes({ place }: Plot, id: string): Promise<readonly string[]> {
  const { Reservations } = await place.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const instance: Instance | undefined = Reservations?.[0]?.Instances?.[0];
  return (instance?.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);
}

async function plantVolumes(plot: Plot, instance: string): Promise<void> {
  const { ec2, region } = plot.place;
  for (let index = 0; index < 6; index++) {
    const isAttached = index < 2;
    const variant = variantAt(index);
    const { VolumeId } = await ec2.send(
      new CreateVolumeCommand({
        AvailabilityZone: `${region}a`,
        Size: 10 + index,
        VolumeType: 'gp3',
        Iops: 4000,
        Throughput: 250,
        Encrypted: index % 2 === 0,
      }),
    );
    const id = given(VolumeId, 'volume');
    await tagEc2(plot, id, variant);
    if (isAttached)
      await ec2.send(new AttachVolumeCommand({ VolumeId: id, InstanceId: instance, Device: `/dev/sd${index + 5}` }));
    plot.add('ec2:volume', plot.arn('ec2', `volume/${id}`), variant, {
      state: isAttached ? 'in-use' : 'available',
      attributes: {
        ...{ storageType: 'gp3', sizeGib: 10 + index, iops: 4000, throughputMibps: 250, encrypted: index % 2 === 0 },
        attachedTo: isAttached ? [plot.arn('ec2', `instance/${instance}`)] : [],
      },
    });
    if (index > 2) await plantSnapshot(plot, id, 10 + index, index);
  }
}

async function plantSnapshot(plot: Plot, volume: string, size: number, index: number): Promise<void> {
  const { SnapshotId } = await plot.place.ec2.send(
    new CreateSnapshotCommand({ VolumeId: volume, Description: 'before the move' }),
  );
  const id = given(SnapshotId, 'snapshot');
  await tagEc2(plot, id, variantAt(index));
  plot.add('ec2:snapshot', plot.arn('ec2', `snapshot/${id}`), variantAt(index), {
    state: 'available',
    attributes: {
      ...{ volumeId: volume, volumeSizeGib: size, description: 'before the move' },
      encrypted: index % 2 === 0,
    },
  });
}

async function plantImage(plot: Plot, instance: string, Name: string, variant: VariantName): Promise<void> {
  const { ec2 } = plot.place;
  const made = await ec2.send(new CreateImageCommand({ InstanceId: instance, Name }));
  const id = given(made.ImageId, 'image');
  await tagEc2(plot, id, variant);
  const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [id] }));
  const snapshots = (Images?.[0]?.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
  plot.add('ec2:image', plot.arn('ec2', `image/${id}`), variant, {
    name: Name,
    state: 'available',
    attributes: { snapshotIds: snapshots, isPublic: false },
  });
  for (const snapshot of snapshots) plot.add('ec2:snapshot', plot.arn('ec2', `snapshot/${snapshot}`), 'never');
}
