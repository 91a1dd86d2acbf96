import type { SpentQuota } from './refusals.ts';

/** How often a method may be called. */
export interface Limit {
  readonly name: string;
  readonly metric: string;
  readonly value: number;
  readonly per: 'minute' | 'day';
  /** Counted for each project that pays for calls, or for the whole organisation. */
  readonly of: 'project' | 'organization';
}

const limit = (metric: string, value: number, per: Limit['per'], of: Limit['of']): Limit => ({
  name: `${metric}Per${per === 'minute' ? 'Minute' : 'Day'}Per${of === 'project' ? 'Project' : 'Organization'}`,
  ...{ metric, value, per, of },
});

/** As Google publishes them. */
const limits: Readonly<Record<string, readonly Limit[]>> = {
  'cloudasset.searchAllResources': [
    limit('SearchAllResources', 400, 'minute', 'project'),
    limit('SearchAllResources', 1500, 'minute', 'organization'),
  ],
  'cloudasset.assets.list': [
    limit('ListAssets', 100, 'minute', 'project'),
    limit('ListAssets', 800, 'minute', 'organization'),
    limit('ListAssets', 650_000, 'day', 'organization'),
  ],
  'cloudasset.batchGetAssetsHistory': [limit('BatchGetAssetsHistory', 100, 'minute', 'project')],
  'recommender.recommendations.list': [
    limit('Read', 100, 'minute', 'organization'),
    limit('Read', 100, 'day', 'organization'),
  ],
  'monitoring.projects.timeSeries.list': [limit('TimeSeriesQueries', 6000, 'minute', 'project')],
};

const lengths = { minute: 60_000, day: 86_400_000 } as const;

export interface Quotas {
  /** Counts a call and says which quota it went over, if any. */
  take(method: string, project: string, organization: string): SpentQuota | undefined;
}

/** Counts in whole minutes and days of the real clock, as Google does. */
export function createQuotas(clock: () => Date): Quotas {
  const counts = new Map<string, number>();
  return {
    take(method, project, organization) {
      for (const { name, metric, value, per, of } of limits[method] ?? []) {
        const now = clock().getTime();
        const consumer = of === 'project' ? `projects/${project}` : `organizations/${organization}`;
        const key = [name, consumer, Math.floor(now / lengths[per])].join(' ');
        // Of a minute or day in which nobody has asked yet, this is the first.
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count > value) {
          const retrySeconds = Math.ceil((lengths[per] - (now % lengths[per])) / 1000);
          return { limit: name, metric, value, consumer, retrySeconds };
        }
      }
      return undefined;
    },
  };
}
