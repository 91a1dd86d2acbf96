import { afterAll, describe, expect, test } from 'vitest';
import type { GcpDetail } from '../../estate/gcp/resource.ts';
import { startSimulator } from '../../start.ts';
import { gcpAsker, gcpPages } from '../../test/gcp.ts';

const now = new Date('2026-10-05T12:00:00Z');
const simulator = await startSimulator({ resources: 1000, clouds: ['gcp'], now });
afterAll(() => simulator.close());

const ask = gcpAsker(simulator);
const project = simulator.truth.clouds.gcp.accounts[1]?.id ?? '';
const cpu = 'metric.type = "compute.googleapis.com/instance/cpu/utilization"';

interface Series {
  readonly metric: { readonly labels: Readonly<Record<string, string>> };
  readonly resource: { readonly type: string; readonly labels: Readonly<Record<string, string>> };
  readonly metricKind: string;
  readonly points: readonly {
    readonly interval: { readonly startTime: string; readonly endTime: string };
    readonly value: { readonly doubleValue?: number; readonly int64Value?: string };
  }[];
}

const path = (filter: string, changes: Readonly<Record<string, string>> = {}) => {
  const query = new URLSearchParams({
    filter,
    'interval.startTime': '2026-10-01T00:00:00Z',
    'interval.endTime': '2026-10-03T00:00:00Z',
    'aggregation.alignmentPeriod': '3600s',
    'aggregation.perSeriesAligner': 'ALIGN_MEAN',
    ...changes,
  });
  return `v3/projects/${project}/timeSeries?${query}`;
};
const series = async (filter: string, changes?: Readonly<Record<string, string>>) =>
  (await gcpPages<Series>(ask, path(filter, changes), 'timeSeries')).flat();

const instances = simulator.estate.of<GcpDetail>('compute.googleapis.com/Instance', project);

test('every machine that ran has its series, in fractions of one, latest point first', async () => {
  const found = await series(cpu);
  const ids = new Set(instances.map(({ detail }) => String(detail.data.id)));
  expect(found.length).toBeGreaterThan(10);
  for (const { resource, points } of found) {
    expect(resource.type).toBe('gce_instance');
    expect(ids.has(resource.labels.instance_id ?? '')).toBe(true);
    expect(points.every(({ value }) => (value.doubleValue ?? -1) >= 0 && (value.doubleValue ?? 2) <= 1)).toBe(true);
    const ends = points.map(({ interval }) => interval.endTime);
    expect(ends).toEqual([...ends].sort().reverse());
  }
  expect(found.some(({ points }) => points.length === 48)).toBe(true);
});

test('a stopped machine measures nothing after it stopped', async () => {
  const found = new Map((await series(cpu)).map((one) => [one.resource.labels.instance_id, one]));
  for (const { detail } of instances) {
    const stopped = detail.data.lastStopTimestamp;
    if (stopped === undefined) continue;
    for (const { interval } of found.get(String(detail.data.id))?.points ?? []) {
      expect(Date.parse(interval.startTime)).toBeLessThan(Date.parse(String(stopped)));
    }
  }
});

test('the same question gets the same answer, page by page', async () => {
  const whole = await series(cpu);
  const pages = await gcpPages<Series>(ask, path(cpu, { pageSize: '50' }), 'timeSeries');
  const points = (some: readonly Series[]) =>
    some.flatMap((one) => one.points.map((point) => [one.resource.labels.instance_id, point]));
  expect(points(pages.flat())).toEqual(points(whole));
  for (const page of pages) expect(points(page).length).toBeLessThanOrEqual(50);
});

describe('a filter', () => {
  const [some, other] = instances.filter(({ detail }) => detail.state === 'RUNNING');
  const names = async (filter: string) =>
    (await series(`${cpu} ${filter}`)).map(({ metric }) => metric.labels.instance_name);

  test.each([
    [`AND metric.labels.instance_name = "${some?.name}"`, [some?.name]],
    [`metric.label.instance_name="${some?.name}"`, [some?.name]],
    [`AND metric.labels.instance_name = one_of("${some?.name}", "${other?.name}")`, [some?.name, other?.name]],
    [
      `AND (metric.labels.instance_name = "${some?.name}" OR metric.labels.instance_name = "${other?.name}")`,
      [some?.name, other?.name],
    ],
    [`AND metric.labels.instance_name = starts_with("${some?.name}")`, [some?.name]],
    [`AND resource.labels.zone = "nowhere"`, []],
  ])('%s is understood', async (filter, expected) => {
    expect((await names(filter)).sort()).toEqual([...expected].sort());
  });

  test('NOT turns a condition around', async () => {
    expect(await names(`AND NOT metric.labels.instance_name = "${some?.name}"`)).not.toContain(some?.name);
  });

  test.each([
    ['without a metric', 'resource.type = "gce_instance"'],
    ['that is cut', `${cpu} AND (resource.labels.zone = "a"`],
    ['of words', 'give me everything'],
  ])('%s is refused', async (_, filter) => {
    expect((await ask(path(filter))).status).toBe(400);
  });
});

test('aligners order as they must', async () => {
  const by = async (aligner: string) => {
    const [one] = await series(cpu, { 'aggregation.perSeriesAligner': aligner });
    return one?.points.map(({ value }) => value.doubleValue ?? Number.NaN) ?? [];
  };
  const [least, mean, p95, p99, most] = await Promise.all(
    ['ALIGN_MIN', 'ALIGN_MEAN', 'ALIGN_PERCENTILE_95', 'ALIGN_PERCENTILE_99', 'ALIGN_MAX'].map(by),
  );
  mean?.forEach((value, index) => {
    expect(least?.[index]).toBeLessThanOrEqual(value);
    expect(p95?.[index]).toBeLessThanOrEqual(p99?.[index] ?? 0);
    expect(p99?.[index]).toBeLessThanOrEqual(most?.[index] ?? 0);
  });
  expect(mean?.length).toBeGreaterThan(0);
});

test('what is counted is added up over series, by the labels that are kept', async () => {
  const requests = 'metric.type = "run.googleapis.com/request_count"';
  const counting = { 'aggregation.perSeriesAligner': 'ALIGN_DELTA', 'aggregation.alignmentPeriod': '86400s' };
  const apart = await series(requests, counting);
  const together = await series(requests, {
    ...counting,
    ...{ 'aggregation.crossSeriesReducer': 'REDUCE_SUM', 'aggregation.groupByFields': 'resource.labels.service_name' },
  });
  const total = (some: readonly Series[]) =>
    some.flatMap(({ points }) => points).reduce((sum, { value }) => sum + Number(value.int64Value), 0);
  expect(total(together)).toBe(total(apart));
  expect(new Set(apart.map(({ metric }) => metric.labels.response_code_class))).toEqual(new Set(['2xx', '5xx']));
  expect(
    together.every(({ metric, resource }) => Object.keys(metric.labels).length === 0 && resource.labels.service_name),
  ).toBe(true);
});

test.each([
  ['an aligner that isn’t one', { 'aggregation.perSeriesAligner': 'ALIGN_PERCENTILE_42' }, 400],
  ['a period that is too short', { 'aggregation.alignmentPeriod': '30s' }, 400],
  ['no end', { 'interval.endTime': '' }, 400],
  ['a page that was never given', { pageToken: 'guess' }, 400],
])('%s is refused', async (_, changes, status) => {
  expect((await ask(path(cpu, changes as Readonly<Record<string, string>>))).status).toBe(status);
});

test('a metric that isn’t there is not found', async () => {
  expect((await ask(path('metric.type = "custom.googleapis.com/nothing"'))).status).toBe(404);
});

test('headers come without points', async () => {
  const { body } = await ask(path(cpu, { view: 'HEADERS' }));
  expect((body.timeSeries as readonly object[]).length).toBeGreaterThan(10);
  expect(body.timeSeries).toEqual(expect.not.arrayContaining([expect.objectContaining({ points: expect.anything() })]));
});
