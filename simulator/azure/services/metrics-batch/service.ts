import type { AzureDetail } from '../../../estate/azure/azure-resource.ts';
import type { Estate, PlantedResource } from '../../../estate/estate.ts';
import { loadOf } from '../../../estate/load.ts';
import { bucketAt, type MetricShape } from '../../../metrics/series.ts';
import { average, count, maximum, minimum, type Statistic, total } from '../../../metrics/statistics.ts';
import { type AzureAnswer, type AzureDoor, AzureError, type AzureRequest, jsonIn, type Route } from '../../service.ts';
import { lifeOf, metricFamilies } from './families.ts';

const mostResources = 50;

/**
 * Azure Monitor's metrics of many resources at once. Azure has a host for each region
 * (`https://eastus.metrics.monitor.azure.com`); here the region is a part of the path, so that a client's endpoint is
 * `<url>/metrics/eastus`.
 */
export const metricsBatchRoutes: readonly Route[] = [
  {
    ...{ api: 'monitor', service: 'Microsoft.Insights', operation: 'GetBatch', method: 'POST' },
    path: /^\/metrics\/([^/]+)\/subscriptions\/([^/]+)\/metrics:getBatch$/i,
    action: 'Microsoft.Insights/metrics/read',
    region: ([region = '']) => region,
    subscription: ([, id]) => id,
    answer: getBatch,
  },
];

interface Span {
  readonly start: number;
  readonly end: number;
  readonly interval: number;
  readonly intervalText: string;
}

const bad = (message: string): AzureError => new AzureError(400, 'BadRequest', message);

function getBatch(request: AzureRequest, door: AzureDoor): AzureAnswer {
  const { resourceids: ids = [] } = jsonIn<{ resourceids: readonly string[] }>(request);
  if (ids.length === 0 || ids.length > mostResources) {
    throw bad(`The number of resource ids must be between 1 and ${mostResources}; ${ids.length} were given.`);
  }
  const namespace = request.query('metricnamespace') ?? '';
  const shapes = shapesOf(namespace, request.query('metricnames') ?? '');
  const aggregations = aggregationsIn(request.query('aggregation'));
  const span = spanOf(request);
  const values = ids.map((id) => {
    const resource = resourceOf(id, namespace, request, door);
    return {
      ...{ starttime: new Date(span.start).toISOString(), endtime: new Date(span.end).toISOString() },
      ...{ interval: span.intervalText, namespace: namespace.toLowerCase(), resourceregion: request.parts[0] },
      resourceid: id,
      value: shapes.map((shape) => metricOf(id, resource, shape, { span, aggregations, now: request.now })),
    };
  });
  return { body: { values } };
}

function shapesOf(namespace: string, names: string): readonly MetricShape[] {
  const family = metricFamilies[namespace.toLowerCase()];
  if (!family) throw bad(`The metric namespace '${namespace}' is not supported.`);
  return names.split(',').map((name) => {
    const shape = family.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
    if (shape) return shape;
    const valid = family.map((one) => one.name).join(',');
    throw bad(
      `Failed to find metric configuration for provider: ${namespace}, metric: ${name}, valid metrics: ${valid}`,
    );
  });
}

const aggregates: Readonly<Record<string, Statistic>> = { average, total, count, minimum, maximum };

function aggregationsIn(text = 'average'): readonly string[] {
  const names = text.toLowerCase().split(',');
  const unknown = names.find((name) => !Object.hasOwn(aggregates, name.trim()));
  if (unknown !== undefined) throw bad(`The aggregation '${unknown}' is not supported.`);
  return names.map((name) => name.trim());
}

const intervals: Readonly<Record<string, number>> = {
  ...{ PT1M: 60_000, PT5M: 300_000, PT15M: 900_000, PT30M: 1_800_000 },
  ...{ PT1H: 3_600_000, PT6H: 21_600_000, PT12H: 43_200_000, P1D: 86_400_000 },
};

function spanOf(request: AzureRequest): Span {
  const end = momentIn(request, 'endtime') ?? request.now.getTime();
  const start = momentIn(request, 'starttime') ?? end - 3_600_000;
  if (start >= end) throw bad('The start time must be before the end time.');
  const intervalText = request.query('interval') ?? 'PT1M';
  if (intervalText === 'FULL') return { start, end, interval: end - start, intervalText };
  const interval = intervals[intervalText];
  if (interval === undefined) {
    throw bad(`Detected invalid time grain input, supported ones are: ${Object.keys(intervals).join(',')}`);
  }
  return { start, end, interval, intervalText };
}

function momentIn(request: AzureRequest, name: string): number | undefined {
  const text = request.query(name);
  if (text === undefined) return undefined;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw bad(`The value '${text}' of ${name} is no time.`);
  return moment;
}

/** One of the batch's own subscription, region and type, or a refusal of the whole batch. */
function resourceOf(
  id: string,
  namespace: string,
  { parts: [region = '', subscription = ''] }: AzureRequest,
  { estate }: AzureDoor,
): PlantedResource<AzureDetail> {
  const resource = resourcesById(estate).get(id.toLowerCase());
  if (!resource) throw new AzureError(404, 'ResourceNotFound', `The resource '${id}' was not found.`);
  if (resource.account !== subscription.toLowerCase())
    throw bad('All resources must be in the subscription of the request.');
  if (resource.region !== region.toLowerCase()) throw bad(`The resource '${id}' is not in the region ${region}.`);
  if (resource.type.toLowerCase() !== namespace.toLowerCase())
    throw bad(`The resource '${id}' is not of the type ${namespace}.`);
  return resource;
}

interface Measuring {
  readonly span: Span;
  readonly aggregations: readonly string[];
  readonly now: Date;
}

function metricOf(
  id: string,
  resource: PlantedResource<AzureDetail>,
  shape: MetricShape,
  measuring: Measuring,
): object {
  const { span, aggregations, now } = measuring;
  const source = `${resource.id.toLowerCase()}/${shape.name}`;
  const measured = { source, shape, load: loadOf(resource), ...lifeOf(resource, now) };
  // Intervals begin at whole ones, whatever the question begins at.
  const first = span.intervalText === 'FULL' ? span.start : Math.floor(span.start / span.interval) * span.interval;
  const data: object[] = [];
  for (let moment = first; moment < span.end; moment += span.interval) {
    const bucket = bucketAt(measured, moment, Math.min(moment + span.interval, span.end));
    const values = bucket ? aggregations.map((name) => [name, aggregates[name]?.(bucket)]) : [];
    data.push({ timeStamp: new Date(moment).toISOString().replace('.000', ''), ...Object.fromEntries(values) });
  }
  return {
    id: `${id}/providers/Microsoft.Insights/metrics/${shape.name}`,
    type: 'Microsoft.Insights/metrics',
    name: { value: shape.name, localizedValue: shape.name },
    displayDescription: shape.name,
    unit: shape.unit === 'Milliseconds' ? 'MilliSeconds' : shape.unit,
    timeseries: [{ metadatavalues: [], data }],
    errorCode: 'Success',
  };
}

const indexes = new WeakMap<Estate, ReadonlyMap<string, PlantedResource<AzureDetail>>>();

function resourcesById(estate: Estate): ReadonlyMap<string, PlantedResource<AzureDetail>> {
  const known = indexes.get(estate);
  if (known) return known;
  const measured = estate.resources.filter(({ type }) => Object.hasOwn(metricFamilies, type.toLowerCase()));
  const index = new Map(
    measured.map((resource) => [resource.id.toLowerCase(), resource as PlantedResource<AzureDetail>]),
  );
  indexes.set(estate, index);
  return index;
}
