import type { Estate } from '../../estate/estate.ts';
import { loadOf } from '../../estate/load.ts';
import type { Measured } from '../../metrics/series.ts';
import { type Dimension, families } from './families.ts';

/** A metric as CloudWatch names it, with what is behind it. */
export interface KnownMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly measured: Measured;
}

const catalogues = new WeakMap<Estate, Map<string, ReadonlyMap<string, KnownMetric>>>();

/** The metrics of an account in a region, by their key. Worked out when first asked. */
export function metricsOf(estate: Estate, account: string, region: string): ReadonlyMap<string, KnownMetric> {
  const regions = catalogues.get(estate) ?? new Map<string, ReadonlyMap<string, KnownMetric>>();
  catalogues.set(estate, regions);
  const place = `${account}/${region}`;
  const known =
    regions.get(place) ?? new Map(everyMetric(estate, account, region).map((metric) => [keyOf(metric), metric]));
  regions.set(place, known);
  return known;
}

type MetricName = Pick<KnownMetric, 'namespace' | 'name' | 'dimensions'>;

/** A metric is one only with all of its dimensions, in any order. */
export const keyOf = ({ namespace, name, dimensions }: MetricName): string =>
  [namespace, name, ...dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort()].join('\u0000');

function everyMetric(estate: Estate, account: string, region: string): readonly KnownMetric[] {
  return families.flatMap((family) =>
    estate.of(family.type, account, region).flatMap((resource) => {
      const life = family.life(resource, estate.now);
      if (!life) return [];
      const dimensions = family.dimensions(resource);
      const load = loadOf(resource);
      return family.metrics(resource).map(
        (shape): KnownMetric => ({
          namespace: family.namespace,
          name: shape.name,
          dimensions,
          measured: { source: `${resource.id}/${shape.name}`, load, shape, ...life },
        }),
      );
    }),
  );
}
