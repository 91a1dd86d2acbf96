import { CloudError } from '../../model/errors.ts';
import type { MetricPoint, MetricStatistic } from '../../model/metric.ts';
import { money, times } from '../../model/money.ts';
import { dayOf, type Period } from '../../model/period.ts';
import type { Resource } from '../../model/resource.ts';
import type { MetricSource } from '../cloud.ts';
import { type GcpClients, pages, pathPart } from './clients.ts';
import { METRIC_TYPES, type MetricDefinition, type MetricSubject, metricSubjects } from './metric-definitions.ts';

/**
 * https://cloud.google.com/stackdriver/pricing: $0.50 for a million time series that are returned. The first million of a month is
 * free for each billing account, which nobody can see from here, and is priced all the same.
 */
const PRICE_PER_SERIES = '0.0000005';
const ACTION = 'monitoring.timeSeries.list';
export const METRIC_PERMISSIONS = [ACTION] as const;

// So that a filter of the longest names stays below the 2,048 characters that Monitoring takes.
const NAMES_PER_CALL = 25;
const DAY_SECONDS = 86_400;

const ALIGNERS: Readonly<Record<MetricStatistic, string>> = {
  average: 'ALIGN_MEAN',
  p95: 'ALIGN_PERCENTILE_95',
  p99: 'ALIGN_PERCENTILE_99',
  maximum: 'ALIGN_MAX',
  sum: 'ALIGN_DELTA',
};

/** What one resource calls one of its metrics. */
interface Series {
  readonly resourceId: string;
  readonly subject: MetricSubject;
  readonly definition: MetricDefinition;
}

/** Several resources' series of one metric, told by one call for each statistic. */
interface Ask {
  readonly definition: MetricDefinition;
  readonly statistic: MetricStatistic;
  readonly series: readonly Series[];
}

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/TimeSeries */
export interface TimeSeries {
  readonly metric?: { readonly labels?: Labels };
  readonly resource?: { readonly labels?: Labels };
  readonly points?: readonly {
    readonly interval?: { readonly endTime?: string };
    readonly value?: PointValue;
  }[];
}

interface PointValue {
  /** A number, or what JSON has none for: the text `NaN` or `Infinity`. */
  readonly doubleValue?: number | string;
  readonly int64Value?: string;
}

type Labels = Readonly<Record<string, string>>;

interface TimeSeriesPage {
  readonly timeSeries?: readonly TimeSeries[];
  readonly nextPageToken?: string;
  readonly executionErrors?: readonly object[];
}

/** Daily points by Cloud Monitoring, whose days are those of UTC where a period ends at midnight. */
export const gcpMetrics = (clients: GcpClients): MetricSource => ({
  pricePerSeries: PRICE_PER_SERIES,
  permissions: METRIC_PERMISSIONS,
  types: METRIC_TYPES,
  seriesFor: (resource) =>
    seriesOf(resource).reduce((count, { definition }) => count + definition.statistics.length, 0),
  async *points(scope, resources, period) {
    for (const ask of asksFor(resources)) yield* answersTo(clients, scope.account, ask, period);
  },
  async check(account, { start, end }) {
    const request = {
      service: 'monitoring',
      action: ACTION,
      path: `v3/projects/${pathPart(account)}/timeSeries`,
      price: '0',
      query: {
        // What is paid for are series that are returned, and no instance has this name.
        filter: `metric.type = "compute.googleapis.com/instance/cpu/utilization" AND metric.labels.instance_name = "-"`,
        'interval.startTime': `${start}T00:00:00Z`,
        'interval.endTime': `${end}T00:00:00Z`,
        view: 'HEADERS',
        pageSize: '1',
      },
      fields: ['timeSeries', 'unit', 'executionErrors'],
    } as const;
    for await (const _ of untilUnknown(pages<TimeSeriesPage>(clients, request))) return;
  },
});

const seriesOf = (resource: Resource): Series[] =>
  metricSubjects(resource).flatMap((subject) =>
    subject.definitions.map((definition) => ({ resourceId: resource.id, subject, definition })),
  );

function asksFor(resources: readonly Resource[]): Ask[] {
  const byMetric = Map.groupBy(resources.flatMap(seriesOf), ({ definition }) => definition.name);
  return [...byMetric.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { definition } = first;
    const parts: Series[][] = [];
    for (let start = 0; start < alike.length; start += NAMES_PER_CALL)
      parts.push(alike.slice(start, start + NAMES_PER_CALL));
    return parts.flatMap((series) => definition.statistics.map((statistic) => ({ definition, statistic, series })));
  });
}

async function* answersTo(
  clients: GcpClients,
  project: string,
  { definition, statistic, series }: Ask,
  { start, end }: Period,
): AsyncIterable<readonly MetricPoint[]> {
  const [first] = series;
  if (!first) return;
  const { label, place } = first.subject;
  const request = {
    service: 'monitoring',
    action: ACTION,
    path: `v3/projects/${pathPart(project)}/timeSeries`,
    query: {
      filter: filterOf(definition, series),
      'interval.startTime': `${start}T00:00:00Z`,
      'interval.endTime': `${end}T00:00:00Z`,
      'aggregation.alignmentPeriod': `${DAY_SECONDS}s`,
      'aggregation.perSeriesAligner': ALIGNERS[statistic],
      // One series a resource: requests are counted apart by their answers, connections by database.
      ...(isSplit(definition)
        ? {
            'aggregation.crossSeriesReducer': 'REDUCE_SUM',
            'aggregation.groupByFields': [label, ...(place ? [place.label] : [])],
          }
        : {}),
      view: 'FULL',
    },
    price: times(money(PRICE_PER_SERIES, 'USD'), series.length).amount,
    fields: ['timeSeries', 'unit', 'executionErrors'],
  } as const;
  for await (const page of untilUnknown(pages<TimeSeriesPage>(clients, request))) {
    yield pointsOf(page.timeSeries ?? [], { definition, statistic, series });
    // Some of it could not be read; what is missing must not pass for what is idle.
    if (page.executionErrors?.length)
      throw new CloudError({ reason: 'failed', code: 'ExecutionErrors', action: ACTION, retryable: false });
  }
}

/** A project that never had a metric doesn't know it: that is no data, and no failure. */
async function* untilUnknown<T>(list: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* list;
  } catch (error) {
    if (!(error instanceof CloudError) || error.facts.reason !== 'not_found') throw error;
  }
}

const isSplit = ({ statistics, name }: MetricDefinition): boolean =>
  statistics.includes('sum') || name.endsWith('/num_backends');

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** `metric.type = "…" AND resource.labels.zone = "…" AND metric.labels.instance_name = one_of("a", "b")` */
function filterOf({ name }: MetricDefinition, series: readonly Series[]): string {
  const [first] = series;
  const values = [...new Set(series.map(({ subject }) => quoted(subject.value)))];
  return `metric.type = ${quoted(name)} AND ${first?.subject.label} = one_of(${values.join(', ')})`;
}

/**
 * The points of a page by the resource that its labels name. No value, no point. What has one is held against the shape of a
 * point by whoever collects, where what is no number and what is of no day are found.
 */
export function pointsOf(page: readonly TimeSeries[], { definition, statistic, series }: Ask): MetricPoint[] {
  return page.flatMap((one) => {
    const mine = series.filter(({ subject }) => isNamed(one, subject));
    return mine.flatMap(({ resourceId }) =>
      (one.points ?? []).flatMap(({ interval, value }) => {
        const number = numberIn(value);
        if (number === undefined) return [];
        const day = dayEndedAt(interval?.endTime);
        return [{ resourceId, metric: definition.metric, statistic, day, value: number * (definition.factor ?? 1) }];
      }),
    );
  });
}

/** Undefined where there is none; not finite where what is there is no number. */
function numberIn({ doubleValue, int64Value }: PointValue = {}): number | undefined {
  const told = doubleValue ?? int64Value ?? undefined;
  if (told === undefined || typeof told === 'number') return told;
  return told === int64Value && /^-?\d+$/.test(told) ? Number(told) : Number.NaN;
}

/** A day's point is dated at its end, which is the next day's midnight. */
function dayEndedAt(endTime: string | undefined): string {
  const ended = Date.parse(endTime ?? '');
  return Number.isNaN(ended) ? '' : dayOf(new Date(ended - 1));
}

function isNamed({ metric, resource }: TimeSeries, { label, value, place }: MetricSubject): boolean {
  const of = (name: string) => {
    const key = name.slice(name.lastIndexOf('.') + 1);
    return (name.startsWith('metric.') ? metric : resource)?.labels?.[key];
  };
  return of(label) === value && (place === undefined || of(place.label) === place.value);
}
