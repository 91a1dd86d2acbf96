import type { CloudError } from '../../model/errors.ts';
import type { MetricPoint, MetricStatistic } from '../../model/metric.ts';
import { dayStart, type Period } from '../../model/period.ts';
import type { Resource } from '../../model/resource.ts';
import type { Scope } from '../../model/scope.ts';
import type { MetricSource } from '../cloud.ts';
import { instantOf } from '../instant.ts';
import { type AzureClients, unexpected } from './clients.ts';
import { innerError } from './errors.ts';
import { idIn } from './ids.ts';
import { METRIC_TYPES, type MetricDefinition, metricsOf } from './metric-definitions.ts';

/** https://azure.microsoft.com/pricing/details/monitor: a million calls a month are free, and one call has fifty resources. */
const PRICE_PER_SERIES = '0';
const ACTION = 'Microsoft.Insights/metrics/read';
export const METRIC_PERMISSIONS = [ACTION] as const;

// Of one request, all of one subscription, region and type (https://learn.microsoft.com/azure/azure-monitor/metrics/migrate-to-batch-api).
const RESOURCES_PER_CALL = 50;

/** What Monitor calls the statistics, in a request and in a point. */
const AGGREGATIONS: Readonly<Partial<Record<MetricStatistic, 'average' | 'maximum' | 'total'>>> = {
  average: 'average',
  maximum: 'maximum',
  sum: 'total',
};

/** Daily points by Azure Monitor, counted from midnight UTC. */
export const azureMetrics = (clients: AzureClients): MetricSource => ({
  pricePerSeries: PRICE_PER_SERIES,
  permissions: METRIC_PERMISSIONS,
  types: METRIC_TYPES,
  seriesFor: (resource) => metricsOf(resource).reduce((count, { statistics }) => count + statistics.length, 0),
  async *points(scope, resources, period) {
    for (const alike of Map.groupBy(resources, ({ type }) => type).values()) {
      const measured = alike.filter((resource) => metricsOf(resource).length > 0);
      for (let start = 0; start < measured.length; start += RESOURCES_PER_CALL)
        yield* ask(clients, scope, measured.slice(start, start + RESOURCES_PER_CALL), period);
    }
  },
});

/** One resource's part of the answer. */
interface ResourceMetrics {
  readonly resourceid?: string;
  readonly value?: readonly {
    readonly name?: { readonly value?: string };
    readonly errorCode?: string;
    readonly timeseries?: readonly { readonly data?: readonly MetricValue[] }[];
  }[];
}

interface MetricValue {
  readonly timeStamp?: string;
  readonly average?: number;
  readonly maximum?: number;
  readonly total?: number;
}

/** What is there, and after it the error when some of it could not be had. */
async function* ask(
  clients: AzureClients,
  { account, region }: Scope,
  resources: readonly Resource[],
  { start, end }: Period,
): AsyncIterable<readonly MetricPoint[]> {
  const [first] = resources;
  if (!first) return;
  const definitions = metricsOf(first);
  const wanted = new Set(definitions.flatMap(({ statistics }) => statistics.flatMap((one) => AGGREGATIONS[one] ?? [])));
  const query = new URLSearchParams({
    'api-version': '2024-02-01',
    starttime: dayStart(start).toISOString(),
    endtime: dayStart(end).toISOString(),
    interval: 'P1D',
    metricnamespace: first.type,
    metricnames: definitions.map(({ name }) => name).join(','),
    aggregation: [...wanted].join(','),
  });
  const answer = await clients.ask<{ values?: readonly ResourceMetrics[] }>({
    host: clients.hosts.metrics(region),
    path: `/subscriptions/${account}/metrics:getBatch?${query}`,
    body: { resourceids: resources.map(({ id }) => id) },
    service: 'monitor',
    action: ACTION,
    account,
    region,
  });
  if (!Array.isArray(answer.values)) throw unexpected('NoValues', ACTION);
  yield pointsOf(definitions, answer.values);
  const failed = failureIn(answer.values);
  if (failed) throw failed;
}

/**
 * No value, no point. Without a filter there is one series for each metric. What has a value is held against the shape of a
 * point by whoever collects, where what is no number, of no day or of no resource is found.
 */
export function pointsOf(definitions: readonly MetricDefinition[], values: readonly ResourceMetrics[]): MetricPoint[] {
  const byName = new Map(definitions.map((definition) => [definition.name.toLowerCase(), definition]));
  return values.flatMap(({ resourceid, value = [] }) =>
    value.flatMap(({ name, timeseries = [] }) => {
      const definition = byName.get(name?.value?.toLowerCase() ?? '');
      const data = timeseries.flatMap((series) => series.data ?? []);
      const resourceId = typeof resourceid === 'string' ? idIn(resourceid) : '';
      return definition ? data.flatMap((point) => pointsIn(resourceId, definition, point)) : [];
    }),
  );
}

const pointsIn = (
  resourceId: string,
  { metric, statistics }: MetricDefinition,
  point: MetricValue,
): readonly MetricPoint[] =>
  statistics.flatMap((statistic) => {
    const aggregation = AGGREGATIONS[statistic];
    const value = aggregation && point[aggregation];
    if (value === undefined || value === null) return [];
    return [{ resourceId, metric, statistic, day: instantOf(point.timeStamp)?.slice(0, 10) ?? '', value }];
  });

/** A metric can fail inside an answer that is well; it must not pass for one without data. */
export function failureIn(values: readonly ResourceMetrics[]): CloudError | undefined {
  const codes = values.flatMap(({ value = [] }) => value.flatMap(({ errorCode }) => errorCode ?? []));
  const failed = codes.find((code) => code !== 'Success');
  return failed === undefined ? undefined : innerError(failed, ACTION);
}
