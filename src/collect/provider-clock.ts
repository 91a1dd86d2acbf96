import type { WideListing } from '../clouds/cloud.ts';

// Changes are asked from a quarter of an hour before, and are told up to five minutes late.
const MOST_APART_MS = 5 * 60_000;

/**
 * Whether the provider's clock is another than ours, as its last answer told: what happens between the two instants is in no list
 * of changes. To be looked at as soon as an answer came.
 */
export function isClockOff({ providerTime }: WideListing, now: Date): boolean {
  const told = providerTime?.();
  return told !== undefined && Math.abs(now.getTime() - told.getTime()) > MOST_APART_MS;
}
