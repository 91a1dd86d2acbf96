import type { CallCount } from '../../simulator/call-log.ts';

/** What no collection of these calls can be faster than, in seconds. */
export interface CollectionFloor {
  /** Of the quota that takes longest. */
  readonly quota: number;
  /** Every call on its way, so many at once. */
  readonly latency: number;
  /** Every call as the SDK alone makes it, one after the other: there is one thread for them. */
  readonly sdk: number;
}

interface FloorRequest {
  /** As few as tell everything. */
  readonly least: number;
  readonly counts: readonly CallCount[];
  readonly latencyMs: number;
  readonly atOnce: number;
  readonly bareMsPerCall: number;
}

/** So many at once, then so many a second. As published; see the simulator's quotas. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

const RATES: Readonly<Record<string, Rate>> = {
  'aws ec2': { burst: 100, perSecond: 20 },
  'aws elasticloadbalancing': { burst: 40, perSecond: 10 },
  'aws lambda': { burst: 15, perSecond: 15 },
  'aws sts': { burst: 600, perSecond: 600 },
  'azure Microsoft.ResourceGraph': { burst: 15, perSecond: 3 },
  'gcp cloudasset': { burst: 400, perSecond: 400 / 60 },
};

export function collectionFloor({ least, counts, latencyMs, atOnce, bareMsPerCall }: FloorRequest): CollectionFloor {
  const drawn = new Map<string, number>();
  for (const { cloud, service, account, region, calls } of counts) {
    const key = JSON.stringify([`${cloud} ${service}`, account, region]);
    drawn.set(key, (drawn.get(key) ?? 0) + calls);
  }
  const times = [...drawn].map(([key, calls]) => {
    const [api] = JSON.parse(key) as [string];
    const rate = RATES[api];
    return rate ? Math.max(0, calls - rate.burst) / rate.perSecond : 0;
  });
  return {
    quota: times.reduce((longest, time) => Math.max(longest, time), 0),
    latency: (latencyMs * least) / atOnce / 1000,
    sdk: (bareMsPerCall * least) / 1000,
  };
}
