import type { MetricStatistic } from '../../model/metric.ts';
import type { Resource } from '../../model/resource.ts';
import { lastPart } from './names.ts';

/** One metric of Cloud Monitoring and what we call it. */
export interface MetricDefinition {
  /** Ours: `cpu-percent`. */
  readonly metric: string;
  /** Monitoring's: `compute.googleapis.com/instance/cpu/utilization`. */
  readonly name: string;
  readonly statistics: readonly MetricStatistic[];
  /** What its values are multiplied with: 100 makes percents of a share. */
  readonly factor?: number;
}

/** What Monitoring has of a resource, and what it calls the resource. */
export interface MetricSubject {
  /** The label that names it: `metric.labels.instance_name`. */
  readonly label: string;
  readonly value: string;
  /** The label that says where it is, as names are used once a zone or region. */
  readonly place?: { readonly label: string; readonly value: string };
  readonly definitions: readonly MetricDefinition[];
}

// A level is looked at from four sides, because each hides something; what is counted is added up.
const LEVEL = ['average', 'p95', 'p99', 'maximum'] as const;
const COUNT = ['sum'] as const;
// Monitoring can't tell the greatest of values that it keeps as distributions.
const DISTRIBUTION = ['average', 'p95', 'p99'] as const;

type Described = Pick<Resource, 'type' | 'id' | 'region' | 'account' | 'attributes'>;

const text = ({ attributes }: Described, key: string): string | undefined => {
  const value: unknown = Reflect.get(attributes, key);
  return typeof value === 'string' ? value : undefined;
};

// https://cloud.google.com/monitoring/api/metrics_gcp
const SUBJECTS: Readonly<Record<string, (resource: Described) => readonly MetricSubject[]>> = {
  'compute.googleapis.com/Instance': (resource) => {
    const zone = /\/zones\/([^/]+)\//.exec(resource.id)?.[1];
    return [
      {
        label: 'metric.labels.instance_name',
        value: lastPart(resource.id) ?? '',
        ...(zone ? { place: { label: 'resource.labels.zone', value: zone } } : {}),
        definitions: [
          {
            metric: 'cpu-percent',
            name: 'compute.googleapis.com/instance/cpu/utilization',
            statistics: LEVEL,
            factor: 100,
          },
          {
            metric: 'network-in-bytes',
            name: 'compute.googleapis.com/instance/network/received_bytes_count',
            statistics: COUNT,
          },
          {
            metric: 'network-out-bytes',
            name: 'compute.googleapis.com/instance/network/sent_bytes_count',
            statistics: COUNT,
          },
        ],
      },
    ];
  },
  'compute.googleapis.com/Router': (resource) => {
    const names: unknown = Reflect.get(resource.attributes, 'gatewayNames');
    return (Array.isArray(names) ? names : []).flatMap((name: unknown) =>
      typeof name === 'string'
        ? {
            label: 'resource.labels.gateway_name',
            value: name,
            place: { label: 'resource.labels.region', value: resource.region },
            definitions: [
              { metric: 'network-out-bytes', name: 'router.googleapis.com/nat/sent_bytes_count', statistics: COUNT },
            ],
          }
        : [],
    );
  },
  'sqladmin.googleapis.com/Instance': (resource) => [
    {
      label: 'resource.labels.database_id',
      value: `${resource.account}:${lastPart(resource.id)}`,
      definitions: [
        {
          metric: 'cpu-percent',
          name: 'cloudsql.googleapis.com/database/cpu/utilization',
          statistics: LEVEL,
          factor: 100,
        },
        { metric: 'connections', name: connectionsOf(text(resource, 'engine')), statistics: LEVEL },
      ],
    },
  ],
  'cloudfunctions.googleapis.com/CloudFunction': (resource) => [
    {
      label: 'resource.labels.function_name',
      value: lastPart(resource.id) ?? '',
      place: { label: 'resource.labels.region', value: resource.region },
      definitions: [
        {
          metric: 'invocations',
          name: 'cloudfunctions.googleapis.com/function/execution_count',
          statistics: COUNT,
        },
        {
          metric: 'duration-milliseconds',
          name: 'cloudfunctions.googleapis.com/function/execution_times',
          statistics: DISTRIBUTION,
          // Told in nanoseconds.
          factor: 1e-6,
        },
      ],
    },
  ],
  'run.googleapis.com/Service': (resource) => [
    {
      label: 'resource.labels.service_name',
      value: lastPart(resource.id) ?? '',
      place: { label: 'resource.labels.location', value: resource.region },
      definitions: [{ metric: 'requests', name: 'run.googleapis.com/request_count', statistics: COUNT }],
    },
  ],
  'compute.googleapis.com/ForwardingRule': forwardingRule,
  'compute.googleapis.com/GlobalForwardingRule': forwardingRule,
};

/** PostgreSQL has one number for each of its databases. */
const connectionsOf = (engine: string | undefined): string =>
  engine === 'postgres'
    ? 'cloudsql.googleapis.com/database/postgresql/num_backends'
    : 'cloudsql.googleapis.com/database/network/connections';

function forwardingRule(resource: Described): MetricSubject[] {
  const isInternal = text(resource, 'scheme')?.startsWith('internal') ?? false;
  const type = text(resource, 'loadBalancerType');
  const subject = { label: 'resource.labels.forwarding_rule_name', value: lastPart(resource.id) ?? '' };
  const place =
    resource.region === 'global' ? {} : { place: { label: 'resource.labels.region', value: resource.region } };
  const family = isInternal ? 'https/internal' : 'https';
  if (type === 'application') {
    const name = `loadbalancing.googleapis.com/${family}/request_count`;
    return [{ ...subject, ...place, definitions: [{ metric: 'requests', name, statistics: COUNT }] }];
  }
  if (type !== 'network') return [];
  const name = `loadbalancing.googleapis.com/l3/${isInternal ? 'internal' : 'external'}/ingress_bytes_count`;
  return [{ ...subject, ...place, definitions: [{ metric: 'processed-bytes', name, statistics: COUNT }] }];
}

export const METRIC_TYPES: readonly string[] = Object.keys(SUBJECTS);

/** None for what has no metrics, or is gone and would be asked for nothing. */
export const metricSubjects = (resource: Described & Pick<Resource, 'state'>): readonly MetricSubject[] =>
  resource.state !== 'terminated' && Object.hasOwn(SUBJECTS, resource.type)
    ? (SUBJECTS[resource.type]?.(resource) ?? [])
    : [];
