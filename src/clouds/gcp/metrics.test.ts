import { describe, expect, test } from 'vitest';
import { countingSend } from '../../../test/support/aws.ts';
import { type Asked, googleClients, googleServer, pageOf, refusal } from '../../../test/support/google.ts';
import type { MetricPoint } from '../../model/metric.ts';
import type { Resource } from '../../model/resource.ts';
import { gcpMetrics, type TimeSeries } from './metrics.ts';

const google = googleServer();
const PERIOD = { start: '2026-11-18', end: '2026-11-20' };
const SCOPE = { organisation: 'northwind', cloud: 'gcp', account: 'atlas', region: 'europe-west1' } as const;

function resource(type: string, path: string, changes: Partial<Resource> = {}): Resource {
  const seen = { lastSeen: '2026-11-20T00:00:00Z', lastUpdated: '2026-11-20T00:00:00Z' };
  return {
    ...{ cloud: 'gcp', account: 'atlas', region: 'europe-west1', type, kind: 'instance' },
    ...{
      id: `//example/projects/atlas/${path}`,
      taggable: true,
      state: 'running',
      attributes: {},
      ...seen,
      ...changes,
    },
  };
}

const vm = (name: string, zone = 'europe-west1-b') =>
  resource('compute.googleapis.com/Instance', `zones/${zone}/instances/${name}`);

async function points(resources: readonly Resource[]) {
  const { send, calls } = countingSend();
  const source = gcpMetrics(googleClients(google, send));
  const found: MetricPoint[] = [];
  for await (const page of source.points(SCOPE, resources, PERIOD)) found.push(...page);
  return { found, calls, series: resources.reduce((count, one) => count + source.seriesFor(one), 0) };
}

const ended = (day: string, value: object) => ({
  interval: { startTime: `${day}T00:00:00Z`, endTime: `${day}T00:00:00Z` },
  value,
});
const ofVm = (name: string, zone: string, ...list: object[]): TimeSeries => ({
  metric: { labels: { instance_name: name } },
  resource: { labels: { zone, instance_id: '1', project_id: 'atlas' } },
  points: list,
});

const isCpu = ({ query }: Asked) => query.get('filter')?.includes('cpu/utilization') ?? false;

test('a day’s point is dated at its end, and shares are percents', async () => {
  google.answer((asked) =>
    isCpu(asked)
      ? {
          timeSeries: [
            ofVm(
              'web',
              'europe-west1-b',
              ended('2026-11-20', { doubleValue: 0.25 }),
              ended('2026-11-19', { doubleValue: 0 }),
            ),
          ],
        }
      : { body: {} },
  );
  const { found } = await points([vm('web')]);
  expect(found.filter(({ statistic }) => statistic === 'p99')).toEqual([
    { resourceId: vm('web').id, metric: 'cpu-percent', statistic: 'p99', day: '2026-11-19', value: 25 },
    { resourceId: vm('web').id, metric: 'cpu-percent', statistic: 'p99', day: '2026-11-18', value: 0 },
  ]);
  expect(found).toHaveLength(8);
});

test('one call for each metric and statistic tells of all resources of a region', async () => {
  google.answer(() => ({ body: {} }));
  const { calls, series } = await points([vm('a'), vm('b'), vm('c')]);
  // Four sides of the load, and what goes in and out.
  expect(calls).toHaveLength(6);
  expect(series).toBe(18);
  expect(calls[0]).toEqual({
    ...{ account: 'quota-project', region: 'global', service: 'monitoring', action: 'monitoring.timeSeries.list' },
    // Of the three series that it returns: the rest of the pack is paid by other calls.
    price: '0.0000015',
  });
  const [first] = google.asked;
  expect(first?.path).toBe('v3/projects/atlas/timeSeries');
  expect(Object.fromEntries(first?.query ?? [])).toEqual({
    filter:
      'metric.type = "compute.googleapis.com/instance/cpu/utilization" AND metric.labels.instance_name = one_of("a", "b", "c")',
    'interval.startTime': '2026-11-18T00:00:00Z',
    'interval.endTime': '2026-11-20T00:00:00Z',
    'aggregation.alignmentPeriod': '86400s',
    'aggregation.perSeriesAligner': 'ALIGN_MEAN',
    view: 'FULL',
  });
  expect(google.asked.map(({ query }) => query.get('aggregation.perSeriesAligner'))).toEqual([
    ...['ALIGN_MEAN', 'ALIGN_PERCENTILE_95', 'ALIGN_PERCENTILE_99', 'ALIGN_MAX', 'ALIGN_DELTA', 'ALIGN_DELTA'],
  ]);
});

test('what is counted in parts is added up to one series a resource', async () => {
  google.answer(() => ({ body: {} }));
  await points([vm('a')]);
  const { query } = google.asked.at(-1) ?? { query: new URLSearchParams() };
  expect(query.get('aggregation.crossSeriesReducer')).toBe('REDUCE_SUM');
  expect(query.getAll('aggregation.groupByFields')).toEqual(['metric.labels.instance_name', 'resource.labels.zone']);
});

test('names of one name in two zones are two', async () => {
  google.answer((asked) =>
    isCpu(asked)
      ? {
          timeSeries: [
            ofVm('web', 'europe-west1-b', ended('2026-11-20', { doubleValue: 0.1 })),
            ofVm('web', 'europe-west1-c', ended('2026-11-20', { doubleValue: 0.2 })),
            ofVm('web', 'us-central1-a', ended('2026-11-20', { doubleValue: 0.3 })),
          ],
        }
      : { body: {} },
  );
  const { found } = await points([vm('web', 'europe-west1-b'), vm('web', 'europe-west1-c')]);
  expect(
    found.filter(({ statistic }) => statistic === 'maximum').map(({ resourceId, value }) => [resourceId, value]),
  ).toEqual([
    [vm('web', 'europe-west1-b').id, 10],
    [vm('web', 'europe-west1-c').id, 20],
  ]);
  expect(google.asked[0]?.query.get('filter')).toContain('one_of("web")');
});

test('filters stay short, however many resources there are', async () => {
  google.answer(() => ({ body: {} }));
  const many = Array.from({ length: 60 }, (_, index) => vm(`${'n'.repeat(60)}${index}`));
  const { calls } = await points(many);
  expect(calls).toHaveLength(6 * 3);
  for (const { query } of google.asked) expect(query.get('filter')?.length).toBeLessThan(2048);
});

test('pages are followed', async () => {
  const series = [vm('a'), vm('b')].map((_, index) =>
    ofVm(index ? 'b' : 'a', 'europe-west1-b', ended('2026-11-20', { doubleValue: 1 })),
  );
  google.answer((asked) => {
    if (!isCpu(asked)) return { body: {} };
    const { items, nextPageToken } = pageOf(series, asked, 1);
    return { timeSeries: items, ...(nextPageToken ? { nextPageToken } : {}) };
  });
  expect((await points([vm('a'), vm('b')])).found).toHaveLength(8);
});

describe('what is asked of', () => {
  const metricsOf = async (one: Resource) => {
    google.answer(() => ({ body: {} }));
    await points([one]);
    return [
      ...new Set(google.asked.map(({ query }) => /metric\.type = "([^"]+)"/.exec(query.get('filter') ?? '')?.[1])),
    ];
  };

  test.each<[string, string, Resource['attributes'], string[]]>([
    [
      'sqladmin.googleapis.com/Instance',
      'instances/orders',
      { engine: 'mysql' },
      ['cloudsql.googleapis.com/database/cpu/utilization', 'cloudsql.googleapis.com/database/network/connections'],
    ],
    [
      'sqladmin.googleapis.com/Instance',
      'instances/orders',
      { engine: 'postgres' },
      ['cloudsql.googleapis.com/database/cpu/utilization', 'cloudsql.googleapis.com/database/postgresql/num_backends'],
    ],
    [
      'compute.googleapis.com/Router',
      'regions/europe-west1/routers/r',
      { gatewayNames: ['nat'] },
      ['router.googleapis.com/nat/sent_bytes_count'],
    ],
    ['run.googleapis.com/Service', 'locations/europe-west1/services/s', {}, ['run.googleapis.com/request_count']],
    [
      'cloudfunctions.googleapis.com/CloudFunction',
      'locations/europe-west1/functions/f',
      {},
      [
        'cloudfunctions.googleapis.com/function/execution_count',
        'cloudfunctions.googleapis.com/function/execution_times',
      ],
    ],
    [
      'compute.googleapis.com/ForwardingRule',
      'regions/europe-west1/forwardingRules/r',
      { loadBalancerType: 'application', scheme: 'internal-managed' },
      ['loadbalancing.googleapis.com/https/internal/request_count'],
    ],
    [
      'compute.googleapis.com/GlobalForwardingRule',
      'global/forwardingRules/r',
      { loadBalancerType: 'application', scheme: 'external' },
      ['loadbalancing.googleapis.com/https/request_count'],
    ],
    [
      'compute.googleapis.com/ForwardingRule',
      'regions/europe-west1/forwardingRules/r',
      { loadBalancerType: 'network', scheme: 'internal' },
      ['loadbalancing.googleapis.com/l3/internal/ingress_bytes_count'],
    ],
    ['compute.googleapis.com/ForwardingRule', 'regions/europe-west1/forwardingRules/r', {}, []],
    ['compute.googleapis.com/Network', 'global/networks/n', {}, []],
    ['constructor', 'x', {}, []],
  ])('%s %s with %j', async (type, path, attributes, names) =>
    expect(await metricsOf(resource(type, path, { attributes }))).toEqual(names),
  );

  test('nothing that is gone', async () => expect(await metricsOf({ ...vm('a'), state: 'terminated' })).toEqual([]));
});

test('a database is known by its project and name', async () => {
  google.answer(({ query }) =>
    query.get('filter')?.includes('connections')
      ? {
          timeSeries: [
            {
              resource: { labels: { database_id: 'atlas:orders' } },
              points: [ended('2026-11-20', { int64Value: '12' })],
            },
          ],
        }
      : { body: {} },
  );
  const database = resource('sqladmin.googleapis.com/Instance', 'instances/orders', {
    attributes: { engine: 'mysql' },
  });
  const { found } = await points([database]);
  expect(found.find(({ statistic }) => statistic === 'maximum')).toEqual({
    ...{ resourceId: database.id, metric: 'connections', statistic: 'maximum', day: '2026-11-19', value: 12 },
  });
});

test('what is no number or of no day is none, and nought is only what is told so', async () => {
  const zone = 'europe-west1-b';
  const odd = [{ doubleValue: 'NaN' }, { doubleValue: '0.5' }, { int64Value: '' }, { int64Value: null }, {}];
  const list = odd.map((value) => ended('2026-11-20', value));
  google.answer((asked) =>
    isCpu(asked) ? { timeSeries: [ofVm('web', zone, ...list, ended('soon', { doubleValue: 0 }))] } : { body: {} },
  );
  const { found } = await points([vm('web', zone)]);
  const [day, value] = ['2026-11-19', Number.NaN];
  const broken = { day, value };
  expect(found.filter(({ statistic }) => statistic === 'maximum')).toMatchObject([
    ...[broken, broken, broken],
    { day: '', value: 0 },
  ]);
});

test('a metric that the project never had is no data', async () => {
  google.answer(() => refusal(404, 'NOT_FOUND', [], 'Cannot find metric(s) that match type'));
  expect((await points([vm('a')])).found).toEqual([]);
});

test('an answer that is whole in part is an error after what it has', async () => {
  google.answer(() => ({ timeSeries: [], executionErrors: [{ code: 4 }] }));
  await expect(points([vm('a')])).rejects.toMatchObject({ facts: { code: 'ExecutionErrors' } });
});

test.each([
  [refusal(403, 'PERMISSION_DENIED'), 'denied', false],
  [refusal(429, 'RESOURCE_EXHAUSTED'), 'throttled', true],
] as const)('to %j it is an error', async (answered, reason, retryable) => {
  google.answer(() => answered);
  await expect(points([vm('a')])).rejects.toMatchObject({
    facts: { reason, retryable, action: 'monitoring.timeSeries.list' },
  });
});
