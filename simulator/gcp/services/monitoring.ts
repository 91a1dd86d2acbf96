import type { JsonObject } from '../../estate/gcp/resource.ts';
import type { GcpApi, GcpRequest } from '../api.ts';
import { invalidArgument } from '../errors.ts';
import { pagePlace, pageSize } from '../paging.ts';
import { remembered } from '../remembered.ts';
import { projectsIn } from '../scope.ts';
import { toSecond } from './asset-results.ts';
import { type AlignedPoint, type Alignment, aligners } from './monitoring-align.ts';
import { metricFilter } from './monitoring-filter.ts';
import { type Reduction, reduced, reducers } from './monitoring-reduce.ts';
import { type Series, seriesFor } from './monitoring-series.ts';

const permission = 'monitoring.timeSeries.list';
const mostPoints = 100_000;
const rawSeconds = 300;
/** Later than anything that is measured. */
const latest = '9999-12-31T00:00:00Z';

/** Cloud Monitoring: time series of what a project runs, one metric a call. */
export const monitoring: GcpApi = {
  host: 'monitoring.googleapis.com',
  errors: 'rpc',
  methods: [
    {
      ...{ id: 'monitoring.projects.timeSeries.list', http: 'GET', permission, answer: list },
      path: 'v3/{name=projects/…}/timeSeries',
    },
  ],
};

function list({ estate, query, path, now }: GcpRequest): JsonObject {
  const question = [...query].filter(([name]) => name !== 'pageToken' && name !== 'pageSize');
  // What lies in the future isn't measured yet, and will be when it is asked for again.
  const future = Date.parse(query.get('interval.endTime') ?? '') > now.getTime();
  const series = seriesOf(estate, JSON.stringify({ name: path.name, question, now: future ? now : latest }));
  if (['HEADERS', '1'].includes(query.get('view') ?? '')) {
    return { timeSeries: series.map(({ head }) => head) };
  }
  const total = series.reduce((sum, one) => sum + one.points().length, 0);
  const { start, end, nextToken } = pagePlace(total, {
    token: query.get('pageToken'),
    size: pageSize(query, 'pageSize', mostPoints, mostPoints),
    scope: JSON.stringify([path.name, question]),
  });
  return { ...pointsBetween(series, start, end), nextPageToken: nextToken, unit: '1' };
}

/** A page has so many points, of however many series; one that doesn't fit goes on on the next. */
function pointsBetween(series: readonly Series[], start: number, end: number): JsonObject {
  const timeSeries: JsonObject[] = [];
  let passed = 0;
  for (const one of series) {
    const points = one.points();
    const own = points.slice(Math.max(0, start - passed), Math.max(0, end - passed));
    if (own.length > 0) {
      timeSeries.push({ ...one.head, points: own.map((point) => pointJson(point, one.head.valueType)) });
    }
    passed += points.length;
  }
  return { timeSeries: timeSeries.length > 0 ? timeSeries : undefined };
}

interface Question {
  readonly name: string;
  readonly question: readonly [string, string][];
  readonly now: string;
}

/** Worked out once for all of its pages. */
const seriesOf = remembered((estate, key): readonly Series[] => {
  const { name, question, now } = JSON.parse(key) as Question;
  const query = new URLSearchParams([...question]);
  const [project] = projectsIn(estate, name, permission);
  const reduction = reductionOf(query);
  const asked = { filter: metricFilter(query.get('filter') ?? ''), alignment: alignmentOf(query) };
  return reduced(seriesFor(estate, { ...asked, project: project?.id ?? '', now: new Date(now) }), reduction);
});

function alignmentOf(query: URLSearchParams): Alignment {
  const to = new Date(query.get('interval.endTime') ?? Number.NaN);
  const from = new Date(query.get('interval.startTime') ?? to);
  if (Number.isNaN(to.getTime()) || Number.isNaN(from.getTime()) || from > to) {
    throw invalidArgument('Field interval.endTime had an invalid value.');
  }
  const given = query.get('aggregation.perSeriesAligner') || 'ALIGN_NONE';
  const aligner = alignerNumbers[Number(given)] ?? given;
  if (aligner === 'ALIGN_NONE') return { from, to, seconds: rawSeconds, aligner };
  const seconds = Number(/^(\d+)s$/.exec(query.get('aggregation.alignmentPeriod') ?? '')?.[1]);
  if (!aligners[aligner]) {
    throw invalidArgument(`Field aggregation.perSeriesAligner had an invalid value of "${given}".`);
  }
  if (!(seconds >= 60)) {
    throw invalidArgument('Field aggregation.alignmentPeriod had an invalid value: must be at least 60 seconds.');
  }
  return { from, to, seconds, aligner };
}

/** Only what is aligned can be brought together. */
function reductionOf(query: URLSearchParams): Reduction {
  const given = query.get('aggregation.crossSeriesReducer') || 'REDUCE_NONE';
  const reducer = reducerNumbers[Number(given)] ?? given;
  const fields = query.getAll('aggregation.groupByFields').flatMap((field) => field.split(','));
  if (reducer === 'REDUCE_NONE') return { reducer, fields };
  if (!reducers[reducer]) throw invalidArgument(`The simulator has no reducer ${given}`);
  if (!query.get('aggregation.perSeriesAligner')) {
    throw invalidArgument('Field aggregation.perSeriesAligner had an invalid value: a reducer needs an aligner.');
  }
  return { reducer, fields };
}

/** As Google's clients send them when they send numbers. */
const alignerNumbers: Readonly<Record<number, string>> = {
  ...{ 0: 'ALIGN_NONE', 1: 'ALIGN_DELTA', 2: 'ALIGN_RATE', 10: 'ALIGN_MIN', 11: 'ALIGN_MAX', 12: 'ALIGN_MEAN' },
  ...{ 13: 'ALIGN_COUNT', 14: 'ALIGN_SUM', 18: 'ALIGN_PERCENTILE_99', 19: 'ALIGN_PERCENTILE_95' },
  ...{ 20: 'ALIGN_PERCENTILE_50', 21: 'ALIGN_PERCENTILE_05' },
};
const reducerNumbers: Readonly<Record<number, string>> = {
  ...{ 0: 'REDUCE_NONE', 1: 'REDUCE_MEAN', 2: 'REDUCE_MIN', 3: 'REDUCE_MAX', 4: 'REDUCE_SUM', 6: 'REDUCE_COUNT' },
};

const pointJson = ({ from, to, value }: AlignedPoint, type: 'DOUBLE' | 'INT64'): JsonObject => ({
  interval: { startTime: toSecond(from), endTime: toSecond(to) },
  value: type === 'INT64' ? { int64Value: String(Math.round(value)) } : { doubleValue: value },
});
