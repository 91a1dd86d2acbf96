import type { Estate } from '../../estate/estate.ts';
import { bucketAt } from '../../metrics/series.ts';
import { pageOf } from '../../paging.ts';
import { type KnownMetric, keyOf, metricsOf } from '../metrics/catalogue.ts';
import type { Dimension } from '../metrics/families.ts';
import { statisticNamed } from '../metrics/statistics.ts';
import type { RpcOperation } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';

export interface GetMetricDataInput {
  readonly MetricDataQueries: readonly MetricDataQuery[];
  /** Epoch seconds. */
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: string;
  readonly MaxDatapoints?: number;
  readonly NextToken?: string;
}

export interface MetricDataQuery {
  readonly Id: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: MetricReference;
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
}

interface MetricReference {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly Partial<Dimension>[];
}

export interface ListMetricsInput extends MetricReference {
  readonly RecentlyActive?: string;
  readonly NextToken?: string;
}

export interface MetricDataResult {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly Date[];
  readonly Values: readonly number[];
  readonly StatusCode: 'Complete' | 'PartialData';
}

export interface GetMetricDataOutput {
  readonly MetricDataResults: readonly MetricDataResult[];
  readonly NextToken?: string;
  readonly Messages: readonly never[];
}

/** One datapoint of a query's answer; a query without data has one row that holds none. */
interface Row {
  readonly query: MetricDataQuery;
  readonly point: { readonly at: number; readonly value: number } | undefined;
}

const mostQueries = 500;
const mostDatapoints = 100_800;
const metricsPerPage = 500;
const day = 86_400_000;

/** How far back data of a period go, in days. */
const retention = [
  { below: 300, days: 15 },
  { below: 3600, days: 63 },
  { below: Number.POSITIVE_INFINITY, days: 455 },
] as const;

export const cloudwatchOperations = {
  GetMetricData: getMetricData,
  ListMetrics: listMetrics,
} satisfies Readonly<Record<string, RpcOperation>>;

export function getMetricData(input: GetMetricDataInput, request: AwsRequest, estate: Estate): GetMetricDataOutput {
  const { MetricDataQueries, NextToken, MaxDatapoints = mostDatapoints, ...span } = input;
  checkQueries(input);
  const known = metricsOf(estate, request.account, request.region);
  const asked = MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false);
  const rows = asked.flatMap((query) => rowsOf(query, input, known, request.now));
  const { items, nextToken } = pageOf(rows, {
    token: NextToken,
    size: MaxDatapoints,
    scope: JSON.stringify([request.account, request.region, MetricDataQueries, span]),
    invalid: () => new AwsError('InvalidNextToken', 'The NextToken is invalid.'),
  });
  const unfinished = nextToken === undefined ? undefined : items.at(-1)?.query;
  return {
    MetricDataResults: [...Map.groupBy(items, ({ query }) => query)].map(([query, members]) => {
      const points = members.flatMap(({ point }) => point ?? []);
      return {
        Id: query.Id,
        Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
        Timestamps: points.map(({ at }) => new Date(at)),
        Values: points.map(({ value }) => value),
        StatusCode: query === unfinished ? 'PartialData' : 'Complete',
      };
    }),
    ...(nextToken && { NextToken: nextToken }),
    Messages: [],
  };
}

function checkQueries({ MetricDataQueries, StartTime, EndTime, MaxDatapoints }: GetMetricDataInput): void {
  if (MetricDataQueries.length > mostQueries) {
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  if (!(StartTime < EndTime)) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  if (MaxDatapoints !== undefined && !(MaxDatapoints >= 1 && MaxDatapoints <= mostDatapoints)) {
    throw invalid(`The value ${MaxDatapoints} for parameter MaxDatapoints must be between 1 and ${mostDatapoints}.`);
  }
  const ids = new Set(MetricDataQueries.map(({ Id }) => Id));
  if (ids.size < MetricDataQueries.length)
    throw invalid('The values for parameter id in MetricDataQueries are not unique.');
  for (const { Id, MetricStat } of MetricDataQueries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
      throw invalid(
        `The value ${Id} for parameter MetricDataQueries.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      );
    // Said rather than answered with nothing, which would pass for a resource that does nothing.
    if (!MetricStat) throw invalid('The simulator has no metric math; ask for a MetricStat.');
    if (!isPeriod(MetricStat.Period)) throw invalid(`Period must be 1, 5, 10, 30, or a multiple of 60.`);
  }
}

const isPeriod = (seconds: number): boolean => [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);

function rowsOf(
  query: MetricDataQuery,
  { StartTime, EndTime, ScanBy }: GetMetricDataInput,
  known: ReadonlyMap<string, KnownMetric>,
  now: Date,
): readonly Row[] {
  const { MetricStat } = query;
  const metric = MetricStat && known.get(keyOf(nameOf(MetricStat.Metric)));
  // An unknown metric and one without data look alike.
  const nothing = [{ query, point: undefined }];
  if (!metric || (MetricStat.Unit && MetricStat.Unit !== metric.measured.shape.unit)) return nothing;

  const read = statisticNamed(MetricStat.Stat, metric.measured.shape);
  const period = MetricStat.Period * 1000;
  const days = retention.find(({ below }) => MetricStat.Period < below)?.days ?? 0;
  const earliest = Math.max(StartTime * 1000, now.getTime() - days * day, metric.measured.from.getTime());
  const latest = Math.min(EndTime * 1000, now.getTime(), metric.measured.to.getTime());
  const rows: Row[] = [];
  for (let at = Math.floor(earliest / period) * period; at < latest; at += period) {
    const bucket = bucketAt(metric.measured, at, Math.min(at + period, now.getTime()));
    if (bucket) rows.push({ query, point: { at, value: read(bucket) } });
  }
  if (rows.length === 0) return nothing;
  return ScanBy === 'TimestampAscending' ? rows : rows.reverse();
}

export function listMetrics(input: ListMetricsInput, request: AwsRequest, estate: Estate) {
  const { NextToken, ...question } = input;
  const since = request.now.getTime() - (input.RecentlyActive === 'PT3H' ? day / 8 : 14 * day);
  const metrics = [...metricsOf(estate, request.account, request.region).values()].filter(
    (metric) => metric.measured.to.getTime() > since && isAsked(metric, question),
  );
  const { items, nextToken } = pageOf(metrics, {
    token: NextToken,
    size: metricsPerPage,
    scope: JSON.stringify([request.account, request.region, question]),
    invalid: () => new AwsError('InvalidParameterValue', 'The NextToken is invalid.'),
  });
  return {
    Metrics: items.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: dimensions,
    })),
    ...(nextToken && { NextToken: nextToken }),
  };
}

const isAsked = (metric: KnownMetric, { Namespace, MetricName, Dimensions = [] }: MetricReference): boolean =>
  (Namespace === undefined || metric.namespace === Namespace) &&
  (MetricName === undefined || metric.name === MetricName) &&
  Dimensions.every(({ Name, Value }) =>
    metric.dimensions.some((own) => own.Name === Name && (Value === undefined || own.Value === Value)),
  );

const nameOf = ({ Namespace = '', MetricName = '', Dimensions = [] }: MetricReference) => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Dimensions.map(({ Name = '', Value = '' }) => ({ Name, Value })),
});

const invalid = (message: string): AwsError => new AwsError('ValidationError', message);
