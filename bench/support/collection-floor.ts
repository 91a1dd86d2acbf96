import { awsQuotaOf, type TokenLimit } from '../../simulator/aws/quotas.ts';
import type { CallCount } from '../../simulator/call-log.ts';
import type { LeastCalls } from '../../simulator/least-calls.ts';
import { totalOf } from './call-counts.ts';

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
  readonly least: readonly LeastCalls[];
  /** Those that were made, which tell where the least ones are. */
  readonly counts: readonly CallCount[];
  readonly latencyMs: number;
  readonly atOnce: number;
  readonly bareMsPerCall: number;
}

type Operation = Pick<LeastCalls, 'cloud' | 'service' | 'operation'>;

// As published; see the simulator's quotas.
const OTHERS: Readonly<Record<string, TokenLimit>> = {
  'azure Microsoft.ResourceGraph': { burst: 15, perSecond: 3 },
  'gcp cloudasset': { burst: 400, perSecond: 400 / 60 },
};

const quotaOf = ({ cloud, service, operation }: Operation): TokenLimit | undefined =>
  cloud === 'aws' ? awsQuotaOf(service, operation) : OTHERS[`${cloud} ${service}`];

const nameOf = ({ cloud, service, operation }: Operation): string => `${cloud} ${service} ${operation}`;

function sumsOf<Key>(numbers: Iterable<readonly [Key, number]>): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const [key, number] of numbers) sums.set(key, (sums.get(key) ?? 0) + number);
  return sums;
}

/** What part of an operation's calls nobody can do without. */
function neededOf(least: readonly LeastCalls[], counts: readonly CallCount[]): (operation: Operation) => number {
  const [needed, made] = [least, counts].map((list) => sumsOf(list.map((one) => [nameOf(one), one.calls] as const)));
  return (operation) => (needed?.get(nameOf(operation)) ?? 0) / (made?.get(nameOf(operation)) ?? 1);
}

function longestOf(least: readonly LeastCalls[], counts: readonly CallCount[]): number {
  const part = neededOf(least, counts);
  const times = [...Map.groupBy(counts, quotaOf)].flatMap(([quota, drawing]) => {
    if (!quota) return [];
    const drawn = sumsOf(drawing.map((one) => [`${one.account} ${one.region}`, one.calls * part(one)] as const));
    return [...drawn.values()].map((calls) => Math.max(0, calls - quota.burst) / quota.perSecond);
  });
  return times.reduce((longest, time) => Math.max(longest, time), 0);
}

export function collectionFloor({ least, counts, latencyMs, atOnce, bareMsPerCall }: FloorRequest): CollectionFloor {
  const calls = totalOf(least);
  return {
    quota: longestOf(least, counts),
    latency: (latencyMs * calls) / atOnce / 1000,
    sdk: (bareMsPerCall * calls) / 1000,
  };
}
