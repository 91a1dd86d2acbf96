import { describe, expect, test } from 'vitest';
import { accountClients, countingSend, SPOILT_ANSWERS, scopeOf, simulatedCompany } from '../../../test/support/aws.ts';
import type { MetricPoint } from '../../model/metric.ts';
import type { Period } from '../../model/period.ts';
import type { Resource, ResourceState } from '../../model/resource.ts';
import { awsMetrics, failureIn, pointsOf, seriesPerCall } from './metrics.ts';

function resource(type: string, id: string, state: ResourceState = 'unknown'): Resource {
  const seen = { lastSeen: '2026-11-20T00:00:00Z', lastUpdated: '2026-11-20T00:00:00Z' };
  // The kind and the attributes are read by no metric.
  return {
    cloud: 'aws',
    account: '1',
    region: 'us-east-1',
    type,
    kind: 'instance',
    id,
    taggable: true,
    state,
    attributes: {},
    ...seen,
  };
}

test.each([
  [{ start: '2026-11-01', end: '2026-11-15' }, 500],
  [{ start: '2026-01-01', end: '2026-11-15' }, 316],
  [{ start: '2026-11-01', end: '2026-11-02' }, 500],
])('over %j one call takes %i series', (period, series) => expect(seriesPerCall(period)).toBe(series));

test('values are put together by id from all pages; no value is no point', () => {
  const series = [
    { resourceId: 'a', metric: 'cpu-percent', statistic: 'average' as const },
    { resourceId: 'b', metric: 'cpu-percent', statistic: 'p99' as const },
  ];
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const pages = [
    { Id: 's1', Timestamps: [at('2026-11-01')], Values: [90], StatusCode: 'PartialData' as const },
    { Id: 's0', Timestamps: [], Values: [], StatusCode: 'Complete' as const },
    { Id: 's1', Timestamps: [at('2026-11-02')], Values: [0], StatusCode: 'Complete' as const },
    { Id: 'other', Timestamps: [at('2026-11-02')], Values: [1] },
  ];
  expect(pointsOf(series, pages)).toEqual([
    { resourceId: 'b', metric: 'cpu-percent', statistic: 'p99', day: '2026-11-01', value: 90 },
    { resourceId: 'b', metric: 'cpu-percent', statistic: 'p99', day: '2026-11-02', value: 0 },
  ]);
});

test.each([
  ['Forbidden', 'denied'],
  ['InternalError', 'failed'],
] as const)('a series that is %s does not pass for one without data', (StatusCode, reason) => {
  expect(failureIn([{ Id: 's0', StatusCode }], 1)).toMatchObject({
    facts: { reason, action: 'cloudwatch:GetMetricData' },
  });
  expect(failureIn([{ Id: 's0', StatusCode: 'Complete' }], 1)).toBeUndefined();
});

test('nor does one that the answer leaves out', () => {
  const pages = [{ Id: 's1', StatusCode: 'Complete' as const }];
  expect(failureIn(pages, 2)).toMatchObject({ facts: { reason: 'failed', code: 'NoSeries' } });
});

describe('CloudWatch', () => {
  const company = simulatedCompany({ resources: 8000 });
  const period: Period = { start: '2026-11-06', end: '2026-11-20' };
  const TYPES = [
    'ec2:instance',
    'ec2:volume',
    'ec2:natgateway',
    'rds:db',
    'lambda:function',
    'elasticloadbalancing:loadbalancer',
  ];

  function planted(types: readonly string[]) {
    const { accounts, types: all } = company.simulator.truth.clouds.aws;
    const account = accounts[1]?.id ?? '';
    const resources = Object.entries(all).flatMap(([name, { resources: found }]) => {
      const type = name.split('/')[0] ?? '';
      if (!types.includes(type)) return [];
      return found
        .filter((one) => one.account === account && one.region === 'us-east-1')
        .map(({ id }) => resource(type, id));
    });
    return { account, resources };
  }

  async function ask(types: readonly string[], pages: { pageSize?: number } = {}) {
    const { account, resources } = planted(types);
    const { send, calls } = countingSend();
    const source = awsMetrics(await accountClients(company.simulator, account, { send, ...pages }));
    const points: MetricPoint[] = [];
    for await (const page of source.points(scopeOf(account, 'us-east-1'), resources, period)) points.push(...page);
    const series = resources.reduce((count, one) => count + source.seriesFor(one), 0);
    return { resources, points, calls, series };
  }

  test('answers packs of 500 series, over all types', async () => {
    const { calls, series, points } = await ask(TYPES);
    expect(series).toBeGreaterThan(1000);
    expect(calls).toHaveLength(Math.ceil(series / 500));
    expect(new Set(calls.map(({ action, region }) => `${action} ${region}`))).toEqual(
      new Set(['cloudwatch:GetMetricData us-east-1']),
    );
    expect(new Set(points.map(({ metric }) => metric))).toEqual(
      new Set([
        ...['cpu-percent', 'network-in-bytes', 'network-out-bytes', 'read-operations', 'write-operations'],
        ...['connections', 'invocations', 'duration-milliseconds', 'requests', 'processed-bytes'],
      ]),
    );
  });

  test.each(TYPES)('has points of %s, each a day of the period', async (type) => {
    const { resources, points } = await ask([type]);
    expect(points.length).toBeGreaterThan(0);
    const ids = new Set(resources.map(({ id }) => id));
    for (const { resourceId, day } of points) {
      expect(ids).toContain(resourceId);
      expect(day >= period.start && day < period.end).toBe(true);
    }
    const keys = points.map(({ resourceId, metric, statistic, day }) => [resourceId, metric, statistic, day].join(' '));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('pages are followed, and their points are those of one page', async () => {
    const whole = await ask(['rds:db']);
    const paged = await ask(['rds:db'], { pageSize: 100 });
    expect(paged.calls.length).toBeGreaterThan(whole.calls.length + 5);
    const sorted = (points: readonly MetricPoint[]) => points.map((point) => JSON.stringify(point)).sort();
    expect(sorted(paged.points)).toEqual(sorted(whole.points));
  });

  test('an average is below its 95th, that below its 99th, and that below the maximum', async () => {
    const { points } = await ask(['rds:db']);
    const days = Map.groupBy(
      points.filter(({ metric }) => metric === 'cpu-percent'),
      ({ resourceId, day }) => `${resourceId} ${day}`,
    );
    expect(days.size).toBeGreaterThan(0);
    for (const day of days.values()) {
      const value = (wanted: string) => day.find(({ statistic }) => statistic === wanted)?.value ?? Number.NaN;
      const values = ['average', 'p95', 'p99', 'maximum'].map(value);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }
  });

  test('what has no metrics, or is gone, is not paid for', async () => {
    const source = awsMetrics(await accountClients(company.simulator, planted([]).account));
    expect(source.seriesFor(resource('ec2:vpc', 'arn:aws:ec2:us-east-1:1:vpc/vpc-1'))).toBe(0);
    expect(source.seriesFor(resource('constructor', 'x'))).toBe(0);
    expect(source.seriesFor(resource('ec2:instance', 'arn:aws:ec2:us-east-1:1:instance/i-1', 'terminated'))).toBe(0);
    expect(source.seriesFor(resource('ec2:instance', 'arn:aws:ec2:us-east-1:1:instance/i-1'))).toBe(6);
    expect((await ask(['ec2:vpc'])).calls).toEqual([]);
  });

  test.each([
    ['deny', 'denied', false],
    ['throttle', 'throttled', true],
  ] as const)('to %s it is an error', async (kind, reason, retryable) => {
    company.simulator.faults.add({ kind, service: 'cloudwatch' });
    await expect(ask(['rds:db'])).rejects.toMatchObject({
      facts: { reason, retryable, action: 'cloudwatch:GetMetricData' },
    });
    company.simulator.faults.clear();
  });

  test.each(SPOILT_ANSWERS)('whose answer meets %s has failed', async (kind, code, retryable) => {
    company.simulator.faults.add({ kind, service: 'cloudwatch' });
    await expect(ask(['rds:db'])).rejects.toMatchObject({
      facts: { reason: 'failed', code, retryable, action: 'cloudwatch:GetMetricData' },
    });
    company.simulator.faults.clear();
  });
});
