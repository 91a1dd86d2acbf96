import { CloudError, UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { gapFactsOf } from '../model/gap-facts.ts';
import { DeadlinePassed } from './sending/unit-of-work.ts';

/** Where something could not be seen. */
export type GapPlace = Pick<Gap, 'cloud' | 'account' | 'region' | 'resourceType' | 'dataset'>;

/** What a failure means for the answer. `what` says what was attempted, for failures that don't say it themselves. */
export function gapOf(error: unknown, place: GapPlace, what: string): Gap {
  if (error instanceof CloudError) return { ...place, ...gapFactsOf(error) };
  if (error instanceof DeadlinePassed) return { ...place, reason: 'timeout', detail: `${what} took too long` };
  // What the user can fix says so in its own words.
  if (error instanceof UserError) return { ...place, reason: 'failed', detail: error.message };
  // A bug of ours: its own words may hold anything, and belong into the log.
  const name = error instanceof Error ? error.name : 'unknown error';
  return { ...place, reason: 'failed', detail: `${what} failed within CloudOptima (${name})` };
}

/** The permissions whose lack made gaps, each once: `ec2:DescribeVolumes`. */
export const missingPermissions = (gaps: readonly Gap[]): string[] => [
  ...new Set(gaps.flatMap(({ reason, action }) => (reason === 'denied' ? (action ?? []) : []))),
];

/** Each gap once. */
export const distinctGaps = (gaps: readonly Gap[]): Gap[] => [
  ...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values(),
];
