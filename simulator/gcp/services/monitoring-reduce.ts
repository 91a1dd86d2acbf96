import type { AlignedPoint } from './monitoring-align.ts';
import type { Series } from './monitoring-series.ts';
import { once } from './once.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** How the points that several series have at one time become one. */
export const reducers: Readonly<Record<string, (values: readonly number[]) => number>> = {
  REDUCE_SUM: sum,
  REDUCE_MEAN: (values) => sum(values) / values.length,
  REDUCE_MAX: (values) => Math.max(...values),
  REDUCE_MIN: (values) => Math.min(...values),
  REDUCE_COUNT: (values) => values.length,
};

export interface Reduction {
  readonly reducer: string;
  /** `resource.labels.zone`; what isn't named here is lost. */
  readonly fields: readonly string[];
}

/** One series for each combination of the labels that are kept. */
export function reduced(series: readonly Series[], { reducer, fields }: Reduction): readonly Series[] {
  const reduce = reducers[reducer];
  if (!reduce) return series;
  const kept = new Set(fields.map((field) => field.replace(/^(metric|resource)\.label\./, '$1.labels.')));
  const groups = Map.groupBy(series, ({ head }) =>
    JSON.stringify([...kept].sort().map((field) => labelAt(head, field))),
  );
  return [...groups.values()].flatMap((members): readonly Series[] => {
    const [first] = members;
    if (!first) return [];
    const { metric, resource } = first.head;
    const head = {
      ...first.head,
      metric: { type: metric.type, labels: keptOf(metric.labels, 'metric', kept) },
      // Whose series they are is always told.
      resource: {
        type: resource.type,
        labels: { ...keptOf(resource.labels, 'resource', kept), project_id: resource.labels.project_id ?? '' },
      },
    };
    return [{ head, points: once(() => together(members, reduce)) }];
  });
}

function labelAt({ metric, resource }: Series['head'], field: string): string {
  const [kind, , ...name] = field.split('.');
  return (kind === 'metric' ? metric : resource).labels[name.join('.')] ?? '';
}

const keptOf = (labels: Readonly<Record<string, string>>, kind: string, kept: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => kept.has(`${kind}.labels.${name}`)));

function together(members: readonly Series[], reduce: (values: readonly number[]) => number): readonly AlignedPoint[] {
  const byTime = Map.groupBy(
    members.flatMap((member) => member.points()),
    ({ to }) => to.getTime(),
  );
  return [...byTime]
    .sort(([a], [b]) => b - a)
    .flatMap(([, points]) => {
      const [first] = points;
      return first ? [{ ...first, value: reduce(points.map(({ value }) => value)) }] : [];
    });
}
