import type { CloudName } from './cloud.ts';

export const GAP_REASONS = ['denied', 'throttled', 'timeout', 'failed', 'unsupported', 'not_collected'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Something that could not be seen. It travels with every answer over the scope that it touches. */
export interface Gap {
  readonly cloud: CloudName;
  readonly account: string;
  readonly region?: string;
  readonly resourceType?: string;
  readonly reason: GapReason;
  /** What was tried and, for a refusal, the permission that is missing: `ec2:DescribeVolumes was denied`. */
  readonly detail: string;
  /** The permission that the call needs, where a call failed and it was known who asked: `ec2:DescribeVolumes`. */
  readonly action?: string;
  /** What it is missing from; absent where it touches everything, as an account that can't be reached does. */
  readonly dataset?: 'inventory' | 'costs' | 'metrics' | 'recommendations';
  /** True where the resources are known and only some of their fields are missing. */
  readonly fieldsOnly?: boolean;
}

/** Where a provider doesn't have the type at all, or has no call that would tell, nothing is missing. */
export const isMissing = ({ reason }: Pick<Gap, 'reason'>): boolean => reason !== 'unsupported';
