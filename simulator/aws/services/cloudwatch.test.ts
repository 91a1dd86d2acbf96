import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterAll, describe, expect, test } from 'vitest';
import type { Instance } from '../../estate/aws/instances.ts';
import type { LoadBalancerDetail } from '../../estate/aws/load-balancers.ts';
import { startSimulator } from '../../start.ts';
import { asAccount } from '../../test/clients.ts';
import { pagesOf } from '../../test/pages.ts';

const now = new Date('2026-09-15T13:20:00Z');
const simulator = await startSimulator({ resources: 4000, now });
afterAll(() => simulator.close());

const account = simulator.estate.accounts[1]?.id ?? '';
const connection = await asAccount(simulator, account);
const client = new CloudWatchClient(connection);
const clients = {
  'JSON 1.0': client,
  CBOR: new CloudWatchClient({ ...connection, protocol: AwsSmithyRpcV2CborProtocol }),
  query: new CloudWatchClient({ ...connection, protocol: AwsQueryProtocol }),
};

const hour = 3_600_000;
const before = (hours: number) => new Date(now.getTime() - hours * hour);
const midnight = (daysAgo: number) => new Date(Date.UTC(2026, 8, 15 - daysAgo));
const instances = simulator.estate.of<Instance>('ec2:instance', account, 'us-east-1');
const old = instances.filter(({ detail }) => detail.state === 'running' && detail.launchTime < midnight(20));
const [busy] = old;

const cpuOf = (instanceId: string | undefined, Stat = 'Average', Period = 3600, Id = 'm0'): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'InstanceId', Value: instanceId }],
    },
    Period,
    Stat,
  },
});

const span = { StartTime: midnight(14), EndTime: midnight(0) };

const ask = async (MetricDataQueries: MetricDataQuery[], more: Partial<GetMetricDataCommandInput> = {}, by = client) =>
  (await by.send(new GetMetricDataCommand({ ...span, MetricDataQueries, ...more }))).MetricDataResults ?? [];

describe.each(Object.entries(clients))('in %s', (_, by) => {
  test('a series, newest first', async () => {
    const [result] = await ask([cpuOf(busy?.detail.instanceId)], {}, by);
    expect(result).toMatchObject({ Id: 'm0', Label: 'CPUUtilization', StatusCode: 'Complete' });
    expect(result?.Timestamps).toHaveLength(14 * 24);
    expect(result?.Timestamps?.[0]).toEqual(new Date(midnight(0).getTime() - hour));
    expect(result?.Values).toEqual((await ask([cpuOf(busy?.detail.instanceId)]))[0]?.Values);
  });

  test('a metric that nobody ever sent', async () => {
    const [result] = await ask([cpuOf('i-00000000000000000')], {}, by);
    expect(result).toMatchObject({ StatusCode: 'Complete' });
    expect(result?.Values ?? []).toEqual([]);
  });

  test('metrics in pages of five hundred', async () => {
    const pages = await pagesOf(paginateListMetrics({ client: by }, {}));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]?.Metrics).toHaveLength(500);
    const names = pages.flatMap(({ Metrics = [] }) => Metrics.map((metric) => JSON.stringify(metric)));
    expect(new Set(names).size).toBe(names.length);
  });

  test('a refusal', async () => {
    const tooMany = Array.from({ length: 501 }, (_, index) => cpuOf('i-1', 'Average', 3600, `m${index}`));
    await expect(ask(tooMany, {}, by)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The collection MetricDataQueries must not have a size greater than 500.',
    });
  });
});

test('statistics of the same hours agree with each other', async () => {
  const stats = ['Minimum', 'Average', 'p95', 'p99', 'Maximum', 'Sum', 'SampleCount'];
  const results = await ask(stats.map((stat, index) => cpuOf(busy?.detail.instanceId, stat, 86_400, `m${index}`)));
  const of = (stat: string, day: number) => results[stats.indexOf(stat)]?.Values?.[day] ?? Number.NaN;
  for (let day = 0; day < 14; day += 1) {
    expect(of('Minimum', day)).toBeLessThanOrEqual(of('Average', day));
    expect(of('Average', day)).toBeLessThanOrEqual(of('p95', day) + 1e-9);
    expect(of('p95', day)).toBeLessThanOrEqual(of('p99', day));
    expect(of('p99', day)).toBeLessThanOrEqual(of('Maximum', day));
    expect(of('Maximum', day)).toBeLessThanOrEqual(100);
    expect(of('SampleCount', day)).toBe(288);
    expect(of('Sum', day)).toBeCloseTo(of('Average', day) * 288, 6);
  }
});

test('hours begin on the hour, whenever they are asked from', async () => {
  const [result] = await ask([cpuOf(busy?.detail.instanceId)], {
    StartTime: new Date(before(5).getTime() + 7 * 60_000),
    EndTime: now,
    ScanBy: 'TimestampAscending',
  });
  expect(result?.Timestamps?.map((at) => at.toISOString())).toEqual([
    ...['2026-09-15T08:00:00.000Z', '2026-09-15T09:00:00.000Z', '2026-09-15T10:00:00.000Z'],
    ...['2026-09-15T11:00:00.000Z', '2026-09-15T12:00:00.000Z', '2026-09-15T13:00:00.000Z'],
  ]);
});

test('a longer answer comes in pages, and the cut series says so', async () => {
  const queries = old.slice(0, 5).map(({ detail }, index) => cpuOf(detail.instanceId, 'Maximum', 3600, `m${index}`));
  const asked = { ...span, MetricDataQueries: queries, MaxDatapoints: 500 };
  const pages = await pagesOf(paginateGetMetricData({ client }, asked));
  expect(pages).toHaveLength(Math.ceil((5 * 336) / 500));
  expect(pages[0]?.MetricDataResults?.map(({ Id, StatusCode }) => [Id, StatusCode])).toEqual([
    ['m0', 'Complete'],
    ['m1', 'PartialData'],
  ]);
  const merged = new Map<string | undefined, number[]>();
  for (const { Id, Values = [] } of pages.flatMap(({ MetricDataResults = [] }) => MetricDataResults)) {
    merged.set(Id, [...(merged.get(Id) ?? []), ...Values]);
  }
  const whole = await ask(queries);
  expect(whole.map(({ Id, Values }: MetricDataResult) => [Id, Values])).toEqual([...merged]);
});

test('five-minute data are gone after 63 days, hourly ones are not', async () => {
  const instance = old.find(({ detail }) => detail.launchTime < midnight(100));
  const longAgo = { StartTime: midnight(90), EndTime: midnight(89) };
  const [fine, coarse] = await ask(
    [cpuOf(instance?.detail.instanceId, 'Average', 300), cpuOf(instance?.detail.instanceId, 'Average', 3600, 'm1')],
    longAgo,
  );
  expect(fine?.Values).toEqual([]);
  expect(coarse?.Values).toHaveLength(24);
});

test('a stopped instance measured until it stopped', async () => {
  const stopped = instances.find(({ detail }) => detail.stopReason && Number(detail.launchTime) < Number(before(48)));
  const [result] = await ask([cpuOf(stopped?.detail.instanceId)], { StartTime: before(24 * 400), EndTime: now });
  const last = stopped?.detail.stopReason?.slice(16, 26);
  expect(result?.Timestamps?.[0]?.toISOString().slice(0, 10)).toBe(last);
});

test('a load balancer without traffic has no data, and one with it counts requests', async () => {
  const balancers = simulator.estate.of<LoadBalancerDetail>(
    'elasticloadbalancing:loadbalancer/app',
    account,
    'us-east-1',
  );
  const requests = (path: string | undefined, Stat: string, Id: string): MetricDataQuery => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'RequestCount',
        Dimensions: [{ Name: 'LoadBalancer', Value: path }],
      },
      Period: 86_400,
      Stat,
    },
  });
  const none = balancers.find(({ detail }) => detail.load.pattern === 'none');
  const some = balancers.find(({ createdAt, detail }) => detail.load.pattern === 'steady' && createdAt < midnight(15));
  const [empty, sums, averages] = await ask([
    requests(none?.detail.path, 'Sum', 'none'),
    requests(some?.detail.path, 'Sum', 'sums'),
    requests(some?.detail.path, 'Average', 'averages'),
  ]);
  expect(empty?.Values).toEqual([]);
  expect(sums?.Values?.every((value) => value > 1)).toBe(true);
  expect(averages?.Values).toEqual(Array(14).fill(1));
});

test('the wrong unit matches nothing', async () => {
  const query = cpuOf(busy?.detail.instanceId);
  const inBytes = { ...query, MetricStat: { ...query.MetricStat, Unit: 'Bytes' } } as MetricDataQuery;
  expect((await ask([inBytes]))[0]?.Values).toEqual([]);
});

test('metrics of one resource', async () => {
  const { Metrics = [] } = await client.send(
    new ListMetricsCommand({
      Namespace: 'AWS/EC2',
      Dimensions: [{ Name: 'InstanceId', Value: busy?.detail.instanceId }],
    }),
  );
  expect(Metrics.map(({ MetricName }) => MetricName).sort()).toEqual([
    ...['CPUUtilization', 'NetworkIn', 'NetworkOut', 'StatusCheckFailed'],
  ]);
});

test.each([
  ['times the wrong way round', [cpuOf('i-1')], { StartTime: span.EndTime, EndTime: span.StartTime }],
  ['a period of 90 seconds', [cpuOf('i-1', 'Average', 90)], {}],
  ['two queries of one name', [cpuOf('i-1'), cpuOf('i-2')], {}],
  ['a statistic that is none', [cpuOf(busy?.detail.instanceId, 'Mode')], {}],
  ['metric math', [{ Id: 'e1', Expression: 'SEARCH()' }], {}],
])('refuses %s', async (_, queries, more) => {
  await expect(ask(queries, more)).rejects.toMatchObject({ name: 'ValidationException' });
});
