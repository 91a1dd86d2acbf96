import type { MetricStatistic } from '../../model/metric.ts';
import type { Resource } from '../../model/resource.ts';

/** One metric of CloudWatch and what we call it. */
export interface MetricDefinition {
  /** Ours: `cpu-percent`. */
  readonly metric: string;
  /** CloudWatch's: `CPUUtilization`. */
  readonly name: string;
  readonly statistics: readonly MetricStatistic[];
}

/** What CloudWatch has of a resource, and what it calls the resource. */
export interface MetricSubject {
  readonly namespace: string;
  readonly dimension: { readonly Name: string; readonly Value: string };
  readonly definitions: readonly MetricDefinition[];
}

// A level is looked at from four sides, because each hides something; what is counted is added up.
const LEVEL = ['average', 'p95', 'p99', 'maximum'] as const;
const COUNT = ['sum'] as const;

const afterSlash = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
const afterColon = (id: string): string => id.slice(id.lastIndexOf(':') + 1);

type SubjectOf = (id: string) => MetricSubject;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
const SUBJECTS: Readonly<Record<string, SubjectOf>> = {
  'ec2:instance': (id) => ({
    namespace: 'AWS/EC2',
    dimension: { Name: 'InstanceId', Value: afterSlash(id) },
    definitions: [
      { metric: 'cpu-percent', name: 'CPUUtilization', statistics: LEVEL },
      { metric: 'network-in-bytes', name: 'NetworkIn', statistics: COUNT },
      { metric: 'network-out-bytes', name: 'NetworkOut', statistics: COUNT },
    ],
  }),
  'ec2:volume': (id) => ({
    namespace: 'AWS/EBS',
    dimension: { Name: 'VolumeId', Value: afterSlash(id) },
    definitions: [
      { metric: 'read-operations', name: 'VolumeReadOps', statistics: COUNT },
      { metric: 'write-operations', name: 'VolumeWriteOps', statistics: COUNT },
    ],
  }),
  'ec2:natgateway': (id) => ({
    namespace: 'AWS/NATGateway',
    dimension: { Name: 'NatGatewayId', Value: afterSlash(id) },
    definitions: [{ metric: 'network-out-bytes', name: 'BytesOutToDestination', statistics: COUNT }],
  }),
  'rds:db': (id) => ({
    namespace: 'AWS/RDS',
    dimension: { Name: 'DBInstanceIdentifier', Value: afterColon(id) },
    definitions: [
      { metric: 'cpu-percent', name: 'CPUUtilization', statistics: LEVEL },
      { metric: 'connections', name: 'DatabaseConnections', statistics: LEVEL },
    ],
  }),
  'lambda:function': (id) => ({
    namespace: 'AWS/Lambda',
    dimension: { Name: 'FunctionName', Value: afterColon(id) },
    definitions: [
      { metric: 'invocations', name: 'Invocations', statistics: COUNT },
      { metric: 'duration-milliseconds', name: 'Duration', statistics: LEVEL },
    ],
  }),
  'elasticloadbalancing:loadbalancer': loadBalancer,
};

const REQUESTS: MetricDefinition = { metric: 'requests', name: 'RequestCount', statistics: COUNT };
const BYTES: MetricDefinition = { metric: 'processed-bytes', name: 'ProcessedBytes', statistics: COUNT };

/** `…:loadbalancer/app/web/50dc6c495c0c9188` is called `app/web/50dc6c495c0c9188`; a classic one by its name. */
function loadBalancer(id: string): MetricSubject {
  const Value = id.slice(id.indexOf('/') + 1);
  const dimension = { Name: 'LoadBalancer', Value };
  if (Value.startsWith('app/')) return { namespace: 'AWS/ApplicationELB', dimension, definitions: [REQUESTS] };
  if (Value.startsWith('net/')) return { namespace: 'AWS/NetworkELB', dimension, definitions: [BYTES] };
  if (Value.startsWith('gwy/')) return { namespace: 'AWS/GatewayELB', dimension, definitions: [BYTES] };
  return { namespace: 'AWS/ELB', dimension: { Name: 'LoadBalancerName', Value }, definitions: [REQUESTS] };
}

export const METRIC_TYPES: readonly string[] = Object.keys(SUBJECTS);

/** Undefined for what has no metrics, or is gone and would be asked for nothing. */
export const metricSubject = ({
  type,
  id,
  state,
}: Pick<Resource, 'type' | 'id' | 'state'>): MetricSubject | undefined =>
  state !== 'terminated' && Object.hasOwn(SUBJECTS, type) ? SUBJECTS[type]?.(id) : undefined;
