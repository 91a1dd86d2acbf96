import type { CloudName } from '../model/cloud.ts';
import type { TaggingPolicy } from '../model/policy.ts';
import type { VerdictCounts } from '../store/inventory.ts';

/** What the policy says of one cloud's resources, all in one. */
export interface CloudCounts {
  readonly cloud: CloudName;
  readonly counts: readonly VerdictCounts[];
}

/** A tag that one cloud keeps and another doesn't. */
export interface Inconsistency {
  readonly tag_name: string;
  /** By cloud, the share of judged resources that keep the tag's rule, 0 to 1. */
  readonly kept: Readonly<Partial<Record<CloudName, number>>>;
}

// Less is what any two estates differ by.
const LEAST_DIFFERENCE = 0.1;

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** The required tags on which the clouds differ most; those by less than ten points are alike. Rules of one cloud have no other. */
export function inconsistenciesOf(clouds: readonly CloudCounts[], { requiredTags }: TaggingPolicy): Inconsistency[] {
  const found = requiredTags.flatMap((rule, position) => {
    const shares = clouds.flatMap(({ cloud, counts }): [CloudName, number][] => {
      const judged = counts.reduce((total, one) => total + one.judged, 0);
      if (judged === 0 || !rule.clouds.includes(cloud)) return [];
      const kept = counts.reduce((total, one) => total + (one.byTag[position]?.ok ?? 0), 0);
      return [[cloud, kept / judged]];
    });
    const values = shares.map(([, share]) => share);
    const difference = Math.max(...values) - Math.min(...values);
    if (shares.length < 2 || difference < LEAST_DIFFERENCE) return [];
    const kept = Object.fromEntries(shares.map(([cloud, share]) => [cloud, rounded(share)]));
    return [{ difference, told: { tag_name: rule.name, kept } }];
  });
  return found.sort((a, b) => b.difference - a.difference).map(({ told }) => told);
}
