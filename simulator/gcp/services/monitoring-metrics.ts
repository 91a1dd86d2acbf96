import { instanceType } from '../../estate/gcp/machines.ts';
import type { GcpResource } from '../../estate/gcp/resource.ts';
import type { MetricShape } from '../../metrics/series.ts';

type Labels = Readonly<Record<string, string>>;

/** A metric that the simulator measures, and of what. */
export interface GcpMetric {
  readonly type: string;
  readonly kind: 'GAUGE' | 'DELTA';
  readonly value: 'DOUBLE' | 'INT64';
  /** The type of the monitored resource. */
  readonly monitored: string;
  readonly resourceType: string;
  readonly shape: MetricShape;
  /** What the shape's values are multiplied with: a hundredth makes shares of percents. */
  readonly factor: number;
  /** Beside the project. */
  resourceLabels(resource: GcpResource): Labels;
  /** One series for each. */
  metricLabels(resource: GcpResource): readonly Labels[];
  /** When it measures; undefined when it doesn't. */
  life(resource: GcpResource, now: Date): { readonly from: Date; readonly to: Date } | undefined;
}

const always: GcpMetric['life'] = ({ createdAt }, now) => ({ from: createdAt, to: now });
const unlabelled = (): readonly Labels[] => [{}];

/** A machine that stands still measures nothing, but what it measured before is there. */
const whileRunning: GcpMetric['life'] = ({ createdAt, detail }, now) => {
  const { lastStopTimestamp, lastSuspendedTimestamp } = detail.data;
  const stopped = lastStopTimestamp ?? lastSuspendedTimestamp;
  return { from: createdAt, to: stopped === undefined ? now : new Date(String(stopped)) };
};

type Plan = Pick<GcpMetric, 'type' | 'shape'> & Partial<GcpMetric>;

/** What the metrics of one kind of resource have in common. */
const ofResource =
  (common: Pick<GcpMetric, 'monitored' | 'resourceType' | 'resourceLabels'> & Partial<GcpMetric>) =>
  (plan: Plan): GcpMetric => ({
    ...{ kind: 'GAUGE', value: 'DOUBLE', factor: 1, metricLabels: unlabelled, life: always },
    ...common,
    ...plan,
  });

const instance = ofResource({
  ...{ monitored: 'gce_instance', resourceType: instanceType, life: whileRunning },
  resourceLabels: ({ detail }) => ({ instance_id: String(detail.data.id), zone: detail.location }),
  metricLabels: ({ name = '' }) => [{ instance_name: name }],
});

const database = ofResource({
  ...{ monitored: 'cloudsql_database', resourceType: 'sqladmin.googleapis.com/Instance' },
  resourceLabels: ({ account, region, name = '' }) => ({ database_id: `${account}:${name}`, region }),
  life: (one, now) => (one.detail.load?.pattern === 'none' ? undefined : always(one, now)),
});

const gateway = ofResource({
  ...{ monitored: 'nat_gateway', resourceType: 'compute.googleapis.com/Router', kind: 'DELTA', value: 'INT64' },
  resourceLabels: ({ region, name = '', detail }) => ({
    ...{ region, router_id: String(detail.data.id), gateway_name: `nat-${name}` },
  }),
  life: (one, now) => (one.detail.load ? always(one, now) : undefined),
});

const forwardingRule = (scheme: string, application: boolean) =>
  ofResource({
    monitored: application ? 'https_lb_rule' : 'tcp_lb_rule',
    resourceType: 'compute.googleapis.com/ForwardingRule',
    ...{ kind: 'DELTA', value: 'INT64' },
    resourceLabels: ({ region, name = '' }) => ({ region, forwarding_rule_name: name }),
    life: (one, now) => (one.detail.data.loadBalancingScheme === scheme ? always(one, now) : undefined),
  });

const service = ofResource({
  ...{ monitored: 'cloud_run_revision', resourceType: 'run.googleapis.com/Service', kind: 'DELTA', value: 'INT64' },
  resourceLabels: ({ region, name = '' }) => ({ location: region, service_name: name, revision_name: `${name}-00001` }),
});

const cloudFunction = ofResource({
  ...{ monitored: 'cloud_function', resourceType: 'cloudfunctions.googleapis.com/CloudFunction' },
  resourceLabels: ({ region, name = '' }) => ({ region, function_name: name }),
  metricLabels: () => [{ status: 'ok' }, { status: 'error' }],
});

const percent: MetricShape = { name: 'utilization', unit: 'Percent', peak: 100, floor: 0.3 };
const share = { factor: 0.01 };
const counted = { kind: 'DELTA', value: 'INT64' } as const;
const answers = (): readonly Labels[] => [{ response_code_class: '2xx' }, { response_code_class: '5xx' }];

const bytes = (name: string, peak: number, floor = 0): MetricShape => ({ name, unit: 'Bytes', peak, floor });
const count = (name: string, peak: number): MetricShape => ({ name, unit: 'Count', peak, floor: 0 });

export const metrics: readonly GcpMetric[] = [
  instance({ type: 'compute.googleapis.com/instance/cpu/utilization', shape: percent, ...share }),
  instance({
    type: 'compute.googleapis.com/instance/network/received_bytes_count',
    ...{ shape: bytes('received', 4_000_000_000, 12_000), ...counted },
  }),
  instance({
    type: 'compute.googleapis.com/instance/network/sent_bytes_count',
    ...{ shape: bytes('sent', 3_000_000_000, 9_000), ...counted },
  }),
  instance({
    type: 'compute.googleapis.com/instance/disk/read_ops_count',
    ...{ shape: count('reads', 300_000), ...counted },
  }),
  instance({
    type: 'compute.googleapis.com/instance/disk/write_ops_count',
    ...{ shape: count('writes', 200_000), ...counted },
  }),
  // Memory is seen only by those who installed the agent, about every third.
  instance({
    type: 'agent.googleapis.com/memory/percent_used',
    shape: { ...percent, floor: 11 },
    metricLabels: () => [{ state: 'used' }],
    life: (one, now) => (Number(String(one.detail.data.id).at(-1)) % 3 === 0 ? whileRunning(one, now) : undefined),
  }),
  database({ type: 'cloudsql.googleapis.com/database/cpu/utilization', shape: percent, ...share }),
  database({
    type: 'cloudsql.googleapis.com/database/memory/utilization',
    ...{ shape: { ...percent, floor: 22 }, ...share },
  }),
  database({ type: 'cloudsql.googleapis.com/database/network/connections', shape: count('connections', 120) }),
  database({
    type: 'cloudsql.googleapis.com/database/postgresql/num_backends',
    ...{ shape: count('backends', 60), value: 'INT64' },
    metricLabels: () => [{ database: 'postgres' }, { database: 'app' }],
    life: (one, now) => (/^POSTGRES/.test(String(one.detail.data.databaseVersion)) ? always(one, now) : undefined),
  }),
  gateway({ type: 'router.googleapis.com/nat/sent_bytes_count', shape: bytes('sent', 9_000_000_000) }),
  forwardingRule(
    'EXTERNAL',
    false,
  )({
    type: 'loadbalancing.googleapis.com/l3/external/ingress_bytes_count',
    shape: bytes('ingress', 900_000_000),
  }),
  forwardingRule(
    'INTERNAL',
    false,
  )({
    type: 'loadbalancing.googleapis.com/l3/internal/ingress_bytes_count',
    shape: bytes('ingress', 900_000_000),
  }),
  forwardingRule(
    'EXTERNAL_MANAGED',
    true,
  )({
    type: 'loadbalancing.googleapis.com/https/request_count',
    ...{ shape: count('requests', 60_000), metricLabels: answers },
  }),
  forwardingRule(
    'INTERNAL_MANAGED',
    true,
  )({
    type: 'loadbalancing.googleapis.com/https/internal/request_count',
    ...{ shape: count('requests', 60_000), metricLabels: answers },
  }),
  service({
    type: 'run.googleapis.com/request_count',
    ...{ shape: { name: 'requests', unit: 'Count', peak: 60_000 }, metricLabels: answers },
  }),
  cloudFunction({
    type: 'cloudfunctions.googleapis.com/function/execution_count',
    ...{ shape: { name: 'executions', unit: 'Count', peak: 5000 }, ...counted },
  }),
  cloudFunction({
    // In nanoseconds.
    type: 'cloudfunctions.googleapis.com/function/execution_times',
    ...{ shape: { name: 'duration', unit: 'Milliseconds', peak: 4000 }, factor: 1_000_000 },
  }),
  ofResource({
    ...{ monitored: 'redis_instance', resourceType: 'redis.googleapis.com/Instance', value: 'INT64' },
    resourceLabels: ({ region, detail }) => ({ region, instance_id: String(detail.data.name), node_id: 'node-0' }),
  })({ type: 'redis.googleapis.com/clients/connected', shape: count('clients', 200) }),
];
