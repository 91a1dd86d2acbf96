import type { BucketDetail } from '../../estate/aws/buckets.ts';
import type { FunctionDetail } from '../../estate/aws/functions.ts';
import type { Instance } from '../../estate/aws/instances.ts';
import type { LoadBalancerDetail } from '../../estate/aws/load-balancers.ts';
import { classicLoadBalancerType, loadBalancerTypes } from '../../estate/aws/load-balancers.ts';
import type { DbInstanceDetail } from '../../estate/aws/rds.ts';
import type { Volume } from '../../estate/aws/volumes.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import type { MetricShape } from '../../metrics/series.ts';

/** Which metrics the resources of a type have, and under which dimensions. */
export interface MetricFamily {
  readonly namespace: string;
  readonly type: string;
  dimensions(resource: PlantedResource): readonly Dimension[];
  metrics(resource: PlantedResource): readonly MetricShape[];
  /** When it began and ceased to measure, if it did at all. */
  life(resource: PlantedResource, now: Date): { readonly from: Date; readonly to: Date } | undefined;
}

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

interface FamilyPlan<Detail> {
  readonly namespace: string;
  readonly type: string;
  readonly dimensions: (resource: PlantedResource<Detail>) => Readonly<Record<string, string>>;
  readonly metrics: readonly MetricShape[] | ((resource: PlantedResource<Detail>) => readonly MetricShape[]);
  /** Without it, from its creation until now. */
  readonly life?: (resource: PlantedResource<Detail>, now: Date) => { from: Date; to: Date } | undefined;
}

/** A family by a type whose detail is known, since the type decides it. */
function family<Detail>({ namespace, type, dimensions, metrics, life }: FamilyPlan<Detail>): MetricFamily {
  const detailed = (resource: PlantedResource) => resource as PlantedResource<Detail>;
  return {
    namespace,
    type,
    dimensions: (resource) => Object.entries(dimensions(detailed(resource))).map(([Name, Value]) => ({ Name, Value })),
    metrics: (resource) => (typeof metrics === 'function' ? metrics(detailed(resource)) : metrics),
    life: (resource, now) => (life ? life(detailed(resource), now) : { from: resource.createdAt, to: now }),
  };
}

const cpu: MetricShape = { name: 'CPUUtilization', unit: 'Percent', peak: 100, floor: 0.2 };
const gibibyte = 1024 ** 3;

/** Every metric that the simulator has data for. */
export const families: readonly MetricFamily[] = [
  family<Instance>({
    namespace: 'AWS/EC2',
    type: 'ec2:instance',
    dimensions: ({ detail }) => ({ InstanceId: detail.instanceId }),
    metrics: [
      cpu,
      { name: 'NetworkIn', unit: 'Bytes', peak: 4_000_000_000, floor: 12_000 },
      { name: 'NetworkOut', unit: 'Bytes', peak: 3_000_000_000, floor: 9_000 },
      { name: 'StatusCheckFailed', unit: 'Count', peak: 0, floor: 0 },
    ],
    life: ({ detail }, now) => {
      if (detail.state === 'running') return { from: detail.launchTime, to: now };
      const stopped = /\((.+) GMT\)/.exec(detail.stopReason ?? '')?.[1];
      return stopped ? { from: detail.launchTime, to: new Date(`${stopped.replace(' ', 'T')}Z`) } : undefined;
    },
  }),
  family<Volume>({
    namespace: 'AWS/EBS',
    type: 'ec2:volume',
    dimensions: ({ detail }) => ({ VolumeId: detail.volumeId }),
    metrics: [
      { name: 'VolumeReadOps', unit: 'Count', peak: 300_000, floor: 0 },
      { name: 'VolumeWriteOps', unit: 'Count', peak: 200_000, floor: 0 },
      { name: 'VolumeReadBytes', unit: 'Bytes', peak: 9_000_000_000, floor: 0 },
      { name: 'VolumeWriteBytes', unit: 'Bytes', peak: 6_000_000_000, floor: 0 },
    ],
    // A volume that hangs on nothing measures nothing.
    life: ({ createdAt, detail }, now) => (detail.attachment ? { from: createdAt, to: now } : undefined),
  }),
  family({
    namespace: 'AWS/NATGateway',
    type: 'ec2:natgateway',
    dimensions: ({ id }) => ({ NatGatewayId: id.split('/').at(-1) ?? '' }),
    metrics: [
      { name: 'BytesOutToDestination', unit: 'Bytes', peak: 9_000_000_000, floor: 0 },
      { name: 'BytesInFromSource', unit: 'Bytes', peak: 9_000_000_000, floor: 0 },
      { name: 'ActiveConnectionCount', unit: 'Count', peak: 4000, floor: 0 },
    ],
  }),
  family<DbInstanceDetail>({
    namespace: 'AWS/RDS',
    type: 'rds:db',
    dimensions: ({ detail }) => ({ DBInstanceIdentifier: detail.identifier }),
    metrics: ({ detail }) => [
      { ...cpu, floor: 1.5 },
      { name: 'DatabaseConnections', unit: 'Count', peak: 120, floor: 0 },
      { name: 'ReadIOPS', unit: 'Count', peak: 3000, floor: 0 },
      { name: 'WriteIOPS', unit: 'Count', peak: 1500, floor: 1 },
      { name: 'FreeableMemory', unit: 'Bytes', peak: 8 * gibibyte, constant: true },
      { name: 'FreeStorageSpace', unit: 'Bytes', peak: detail.storageGiB * gibibyte, constant: true },
    ],
    life: ({ createdAt, detail }, now) => (detail.status === 'available' ? { from: createdAt, to: now } : undefined),
  }),
  family<LoadBalancerDetail>({
    namespace: 'AWS/ApplicationELB',
    type: loadBalancerTypes.application,
    dimensions: ({ detail }) => ({ LoadBalancer: detail.path }),
    metrics: [
      { name: 'RequestCount', unit: 'Count', peak: 60_000, events: true },
      { name: 'ActiveConnectionCount', unit: 'Count', peak: 4000 },
      { name: 'ProcessedBytes', unit: 'Bytes', peak: 900_000_000 },
    ],
  }),
  family<LoadBalancerDetail>({
    namespace: 'AWS/NetworkELB',
    type: loadBalancerTypes.network,
    dimensions: ({ detail }) => ({ LoadBalancer: detail.path }),
    metrics: [
      { name: 'ActiveFlowCount', unit: 'Count', peak: 5000, floor: 0 },
      { name: 'ProcessedBytes', unit: 'Bytes', peak: 900_000_000, floor: 0 },
    ],
  }),
  family<LoadBalancerDetail>({
    namespace: 'AWS/GatewayELB',
    type: loadBalancerTypes.gateway,
    dimensions: ({ detail }) => ({ LoadBalancer: detail.path }),
    metrics: [
      { name: 'ActiveFlowCount', unit: 'Count', peak: 5000, floor: 0 },
      { name: 'ProcessedBytes', unit: 'Bytes', peak: 900_000_000, floor: 0 },
    ],
  }),
  family({
    namespace: 'AWS/ELB',
    type: classicLoadBalancerType,
    dimensions: ({ name = '' }) => ({ LoadBalancerName: name }),
    metrics: [
      { name: 'RequestCount', unit: 'Count', peak: 40_000 },
      { name: 'EstimatedProcessedBytes', unit: 'Bytes', peak: 500_000_000 },
    ],
  }),
  family<FunctionDetail>({
    namespace: 'AWS/Lambda',
    type: 'lambda:function',
    dimensions: ({ name = '' }) => ({ FunctionName: name }),
    metrics: ({ detail }) => [
      { name: 'Invocations', unit: 'Count', peak: 5000, events: true },
      { name: 'Errors', unit: 'Count', peak: 20 },
      { name: 'Throttles', unit: 'Count', peak: 0 },
      { name: 'Duration', unit: 'Milliseconds', peak: detail.timeoutSeconds * 400 },
    ],
  }),
  family<BucketDetail>({
    namespace: 'AWS/S3',
    type: 's3:bucket',
    dimensions: ({ name = '' }) => ({ BucketName: name, StorageType: 'StandardStorage' }),
    metrics: ({ detail }) => [
      { name: 'BucketSizeBytes', unit: 'Bytes', peak: detail.bytes, constant: true, daily: true },
    ],
  }),
  family<BucketDetail>({
    namespace: 'AWS/S3',
    type: 's3:bucket',
    dimensions: ({ name = '' }) => ({ BucketName: name, StorageType: 'AllStorageTypes' }),
    metrics: ({ detail }) => [
      { name: 'NumberOfObjects', unit: 'Count', peak: detail.objects, constant: true, daily: true },
    ],
  }),
];
