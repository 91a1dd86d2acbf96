import { counted } from '../model/counted.ts';
import type { Gap } from '../model/gap.ts';
import type { MetricPoint } from '../model/metric.ts';
import { isDay } from '../model/period.ts';
import type { GapPlace } from './gaps.ts';

/** What a provider measured is held against what a point may be, before it is kept. */
export interface PointCheck {
  /** Whether it is a point of one of these resources; one that is not is to be left out. */
  isPoint(point: MetricPoint, asked: ReadonlySet<string>): boolean;
  /** A gap for each metric and what of it was wrong. */
  gaps(): Gap[];
}

/** What a part of it should be and is not; undefined for a point that is as it should be. */
function brokenIn({ resourceId, day, value }: MetricPoint, asked: ReadonlySet<string>): string | undefined {
  if (!asked.has(resourceId)) return 'resource that was asked for';
  if (!isDay(day)) return 'day';
  return Number.isFinite(value) ? undefined : 'number';
}

/** Checks the points of one unit. */
export function createPointCheck(place: GapPlace): PointCheck {
  const counts = new Map<string, number>();
  return {
    isPoint(point, asked) {
      const broken = brokenIn(point, asked);
      if (broken === undefined) return true;
      const what = `${point.metric} of ${place.resourceType ?? 'what'} was told with something that is no ${broken}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
      return false;
    },
    gaps: () =>
      [...counts].map(([what, times]) => ({
        ...{ ...place, reason: 'failed' },
        detail: `${what}: ${counted(times, 'point')} left out`,
      })),
  };
}
