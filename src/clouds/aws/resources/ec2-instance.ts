import type { Instance, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import type { ResourceState } from '../../../model/resource.ts';
import { pick } from '../../pick.ts';
import { arn } from '../arn.ts';
import { defineAwsCollector } from '../collector.ts';
import { idOf } from '../id-of.ts';
import { nameOf, tagsOf } from '../tags.ts';

interface InstanceWithType {
  readonly instance: Instance;
  readonly type: InstanceTypeInfo | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  'shutting-down': 'deleting',
  terminated: 'terminated',
};

// `User initiated (2026-10-03 04:05:06 GMT)`; empty for some transitions. LaunchTime is the last start, not the stop.
const TRANSITION_TIME = /\((\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)\)/;

function stoppedAt({ State, StateTransitionReason }: Instance): string | undefined {
  const [, day, time] = TRANSITION_TIME.exec(StateTransitionReason ?? '') ?? [];
  return State?.Name === 'stopped' && day ? `${day}T${time}.000Z` : undefined;
}

/** AWS tells no creation date. The attachment of the root device comes nearest, then that of the first interface. */
function createdAt({
  BlockDeviceMappings,
  LaunchTime,
  NetworkInterfaces,
  RootDeviceName,
}: Instance): string | undefined {
  const root = BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === RootDeviceName)?.Ebs?.AttachTime;
  const first = NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0)?.Attachment?.AttachTime;
  return (root ?? first ?? LaunchTime)?.toISOString();
}

/** EC2 instances, with vCPUs and memory from the catalogue of the types in use. */
export const ec2Instance = defineAwsCollector({
  type: 'ec2:instance',
  kind: 'instance',
  reach: 'regional',
  taggable: true,
  permissions: ['ec2:DescribeInstances', 'ec2:DescribeInstanceTypes'],
  async *list({ clients, scope, detail }): AsyncIterable<InstanceWithType> {
    const { DescribeInstanceTypesCommand, paginateDescribeInstances } = await import('@aws-sdk/client-ec2');
    const client = await clients.client('ec2', scope.region);
    const types = new Map<string, InstanceTypeInfo | undefined>();
    for await (const page of paginateDescribeInstances({ client, pageSize: 1000 }, {})) {
      const instances = (page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
      const wanted = new Set(instances.flatMap(({ InstanceType }) => InstanceType ?? []));
      const asked = [...wanted].filter((type) => !types.has(type));
      for (const type of asked) types.set(type, undefined);
      // 100 names is the most that one call takes.
      for (let start = 0; start < asked.length; start += 100) {
        const InstanceTypes = asked.slice(start, start + 100);
        const answer = await detail('ec2:DescribeInstanceTypes', () =>
          client.send(new DescribeInstanceTypesCommand({ InstanceTypes })),
        );
        for (const info of answer?.InstanceTypes ?? []) if (info.InstanceType) types.set(info.InstanceType, info);
      }
      for (const instance of instances) yield { instance, type: types.get(instance.InstanceType ?? '') };
    }
  },
  normalize({ instance, type }, scope) {
    const memoryMib = type?.MemoryInfo?.SizeInMiB;
    return {
      id: arn('ec2', scope, `instance/${idOf(instance.InstanceId, 'ec2:DescribeInstances')}`),
      name: nameOf(instance.Tags),
      state: STATES[instance.State?.Name ?? ''] ?? 'unknown',
      providerState: instance.State?.Name,
      createdAt: createdAt(instance),
      tags: tagsOf(instance.Tags),
      attributes: {
        instanceType: instance.InstanceType,
        availabilityZone: instance.Placement?.AvailabilityZone,
        launchedAt: instance.LaunchTime?.toISOString(),
        stoppedAt: stoppedAt(instance),
        stateTransitionReason: instance.StateTransitionReason || undefined,
        platform: instance.PlatformDetails ?? instance.Platform,
        architecture: instance.Architecture,
        vcpus: type?.VCpuInfo?.DefaultVCpus,
        memoryGib: memoryMib === undefined ? undefined : memoryMib / 1024,
        lifecycle: instance.InstanceLifecycle ?? 'on-demand',
        tenancy: instance.Placement?.Tenancy,
        networkId: instance.VpcId,
        subnetId: instance.SubnetId,
        privateIp: instance.PrivateIpAddress,
        publicIp: instance.PublicIpAddress,
        imageId: instance.ImageId,
        securityGroups: instance.SecurityGroups?.flatMap(({ GroupId }) => GroupId ?? []),
        volumes: instance.BlockDeviceMappings?.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []),
      },
    };
  },
  // Not UserData or metadata of the machine: those are other calls, and may hold secrets.
  payload: ({ instance }) =>
    pick(instance, [
      'InstanceId',
      'InstanceType',
      'State',
      'StateTransitionReason',
      'LaunchTime',
      'PlatformDetails',
      'UsageOperation',
      'InstanceLifecycle',
      'CpuOptions',
      'EbsOptimized',
      'Placement',
      'BlockDeviceMappings',
    ]),
});
