import type { Estate } from '../../estate/estate.ts';
import type { GcpDetail, GcpResource, JsonObject } from '../../estate/gcp/resource.ts';
import { loadOf } from '../../estate/load.ts';
import { GcpError } from '../errors.ts';
import { type AlignedPoint, type Alignment, aligned } from './monitoring-align.ts';
import type { Fields, MetricFilter } from './monitoring-filter.ts';
import { type GcpMetric, metrics } from './monitoring-metrics.ts';
import { once } from './once.ts';

/** A time series as an answer has it, without its points. */
export type Head = {
  readonly metric: Labelled & JsonObject;
  readonly resource: Labelled & JsonObject;
  readonly metricKind: string;
  readonly valueType: 'DOUBLE' | 'INT64';
};

interface Labelled {
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Series {
  readonly head: Head;
  points(): readonly AlignedPoint[];
}

export interface SeriesQuestion {
  readonly project: string;
  readonly filter: MetricFilter;
  readonly alignment: Alignment;
  readonly now: Date;
}

/** The series of a project that a filter lets through, each worked out when its points are asked for. */
export function seriesFor(estate: Estate, { project, filter, alignment, now }: SeriesQuestion): readonly Series[] {
  const found = metrics.filter(({ type }) => type === filter.metricType);
  if (found.length === 0) throw unknownMetric(filter.metricType);
  return found.flatMap((metric) =>
    estate.of<GcpDetail>(metric.resourceType, project).flatMap((resource): readonly Series[] => {
      const life = metric.life(resource, now);
      if (!life || life.to <= alignment.from || life.from >= alignment.to) return [];
      return metric.metricLabels(resource).flatMap((labels): readonly Series[] => {
        const head = headOf(metric, resource, labels, alignment.aligner);
        if (!filter.fits(fieldsOf(head))) return [];
        const source = `${resource.id}/${metric.type}/${Object.values(labels).join('/')}`;
        const measured = { source, load: loadOf(resource), shape: metric.shape, ...life };
        const { factor } = metric;
        const points = () => aligned(measured, alignment).map((point) => ({ ...point, value: point.value * factor }));
        return [{ head, points: once(points) }];
      });
    }),
  );
}

const unknownMetric = (type: string): GcpError =>
  new GcpError(
    'NOT_FOUND',
    `Cannot find metric(s) that match type = "${type}". If a metric was created recently, it could take up to 10 minutes to become available. Please try again soon.`,
  );

const wholeAligners = new Set(['ALIGN_MAX', 'ALIGN_MIN', 'ALIGN_SUM', 'ALIGN_DELTA', 'ALIGN_COUNT', 'ALIGN_NONE']);

function headOf(
  metric: GcpMetric,
  resource: GcpResource,
  labels: Readonly<Record<string, string>>,
  aligner: string,
): Head {
  return {
    metric: { type: metric.type, labels },
    resource: {
      type: metric.monitored,
      labels: { project_id: resource.account, ...metric.resourceLabels(resource) },
    },
    metricKind: aligner === 'ALIGN_DELTA' || aligner === 'ALIGN_NONE' ? metric.kind : 'GAUGE',
    valueType: wholeAligners.has(aligner) && metric.value === 'INT64' ? 'INT64' : 'DOUBLE',
  };
}

const fieldsOf = ({ metric, resource }: Head): Fields =>
  Object.fromEntries(
    Object.entries({ metric, resource }).flatMap(([kind, { type, labels }]) => [
      [`${kind}.type`, type],
      ...Object.entries(labels).map(([name, value]) => [`${kind}.labels.${name}`, value]),
    ]),
  );
