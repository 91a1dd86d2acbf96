import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { CloudError } from '../../model/errors.ts';
import type { MetricPoint, MetricStatistic } from '../../model/metric.ts';
import { dayOf, dayStart, type Period } from '../../model/period.ts';
import type { Resource } from '../../model/resource.ts';
import type { MetricSource } from '../cloud.ts';
import type { AwsClients } from './clients.ts';
import { METRIC_TYPES, metricSubject } from './metric-definitions.ts';
import { itemsOf, tokenPages } from './tagged.ts';

/** https://aws.amazon.com/cloudwatch/pricing: $0.01 for 1,000 metrics requested, in no free tier. */
const PRICE_PER_SERIES = '0.00001';
const ACTION = 'cloudwatch:GetMetricData';
export const METRIC_PERMISSIONS = [ACTION] as const;

const DAY_SECONDS = 86_400;
// Of one request (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html).
const QUERIES_PER_CALL = 500;
const POINTS_PER_CALL = 100_800;

const STATISTICS: Readonly<Record<MetricStatistic, string>> = {
  average: 'Average',
  p95: 'p95',
  p99: 'p99',
  maximum: 'Maximum',
  sum: 'Sum',
};

/** One line of the answer before it has values. */
interface Series {
  readonly resourceId: string;
  readonly metric: string;
  readonly statistic: MetricStatistic;
  readonly stat: NonNullable<MetricDataQuery['MetricStat']>;
}

/** Daily points by CloudWatch, whose days are those of UTC. */
export const awsMetrics = (clients: AwsClients): MetricSource => ({
  pricePerSeries: PRICE_PER_SERIES,
  permissions: METRIC_PERMISSIONS,
  types: METRIC_TYPES,
  seriesFor: (resource) => seriesOf(resource).length,
  async *points(scope, resources, period) {
    const series = resources.flatMap(seriesOf);
    const size = seriesPerCall(period);
    for (let start = 0; start < series.length; start += size) {
      yield* ask(clients, scope.region, series.slice(start, start + size), period);
    }
  },
});

/** As many series as one call answers over so many days. */
export function seriesPerCall({ start, end }: Period): number {
  const days = Math.max(1, (dayStart(end).getTime() - dayStart(start).getTime()) / (DAY_SECONDS * 1000));
  return Math.max(1, Math.min(QUERIES_PER_CALL, Math.floor(POINTS_PER_CALL / days)));
}

function seriesOf(resource: Resource): Series[] {
  const subject = metricSubject(resource);
  if (!subject) return [];
  const { namespace: Namespace, dimension, definitions } = subject;
  return definitions.flatMap(({ metric, name, statistics }) =>
    statistics.map((statistic) => ({
      resourceId: resource.id,
      metric,
      statistic,
      stat: {
        Metric: { Namespace, MetricName: name, Dimensions: [dimension] },
        Period: DAY_SECONDS,
        Stat: STATISTICS[statistic],
      },
    })),
  );
}

/** One pack of series with all its pages: what is there, and after it the error when some of it could not be had. */
async function* ask(
  clients: AwsClients,
  region: string,
  series: readonly Series[],
  period: Period,
): AsyncIterable<readonly MetricPoint[]> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.client('cloudwatch', region);
  const request = {
    StartTime: dayStart(period.start),
    EndTime: dayStart(period.end),
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: series.map(({ stat }, index) => ({ Id: `s${index}`, MetricStat: stat })),
  };
  const asked = (NextToken: string | undefined) => client.send(new GetMetricDataCommand({ ...request, NextToken }));
  const results: MetricDataResult[] = [];
  const pages = tokenPages(ACTION, asked, ({ NextToken }) => NextToken);
  for await (const result of itemsOf(pages, ({ MetricDataResults }) => MetricDataResults)) results.push(result);
  yield pointsOf(series, results);
  const failed = failureIn(results, series.length);
  if (failed) throw failed;
}

/** The values of all pages by the id of their series. No value, no point. */
export function pointsOf(series: readonly Omit<Series, 'stat'>[], pages: readonly MetricDataResult[]): MetricPoint[] {
  const byId = new Map(series.map((one, index) => [`s${index}`, one]));
  return pages.flatMap(({ Id, Timestamps, Values }) => {
    const one = byId.get(Id ?? '');
    if (!one) return [];
    const { resourceId, metric, statistic } = one;
    return (Timestamps ?? []).flatMap((timestamp, index) => {
      const value = Values?.[index];
      return value === undefined ? [] : [{ resourceId, metric, statistic, day: dayOf(timestamp), value }];
    });
  });
}

/** A series can fail inside an answer that is well, or be left out; neither must pass for one without data. */
export function failureIn(pages: readonly MetricDataResult[], asked: number): CloudError | undefined {
  const codes = new Set(pages.map(({ StatusCode }) => StatusCode));
  if (codes.has('Forbidden'))
    return new CloudError({ reason: 'denied', code: 'Forbidden', action: ACTION, retryable: false });
  if (codes.has('InternalError')) {
    return new CloudError({ reason: 'failed', code: 'InternalError', action: ACTION, retryable: false });
  }
  const answered = new Set(pages.map(({ Id }) => Id));
  for (let index = 0; index < asked; index += 1) {
    if (!answered.has(`s${index}`))
      return new CloudError({ reason: 'failed', code: 'NoSeries', action: ACTION, retryable: false });
  }
  return undefined;
}
