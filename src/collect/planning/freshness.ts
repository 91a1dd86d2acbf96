import type { CloudName } from '../../model/cloud.ts';
import type { UnitCoverage } from '../../model/run.ts';
import type { ReachRecord } from '../../store/state.ts';

/**
 * How long what was read stands for what is there. A dataset's own source says so: an inventory may change at any time, bills
 * are refreshed a few times a day. Metrics need no duration: they are daily, and a day that is over doesn't change.
 */
export interface Freshness {
  readonly inventoryMinutes: number;
  readonly costsHours: Readonly<Record<CloudName, number>>;
}

// Cost Explorer is refreshed up to three times a day, Azure's cost details every four hours, Google's export about daily.
export const DEFAULT_FRESHNESS: Freshness = { inventoryMinutes: 60, costsHours: { aws: 8, azure: 4, gcp: 24 } };

/** Providers look again once a day at what they recommend, and some count how often they are asked. */
export const RECOMMENDATIONS_FRESH_MS = 20 * 3_600_000;

export const inventoryFreshMs = ({ inventoryMinutes }: Freshness): number => inventoryMinutes * 60_000;
export const costsFreshMs = ({ costsHours }: Freshness, cloud: CloudName): number => costsHours[cloud] * 3_600_000;

/**
 * Whether an instant is less than so long ago. Two machines' clocks differ a little, so that it may be as far ahead; one that is
 * further is a clock's that has been set back since.
 */
export const isYounger = (instant: string, ms: number, now: Date): boolean =>
  Math.abs(now.getTime() - Date.parse(instant)) < ms;

/**
 * When a unit was read, where that still stands; undefined where it is to be asked. One that failed is: the reason may be
 * gone. That a provider doesn't have a type somewhere is as old as the last whole collection, which asked it.
 */
export function standsSince(
  { status, collectedAt, gaps }: UnitCoverage,
  reach: Pick<ReachRecord, 'lookedUpAt'> | undefined,
  ms: number,
  now: Date,
): string | undefined {
  const isUnsupported = gaps.length > 0 && gaps.every(({ reason }) => reason === 'unsupported');
  const readAt = status !== 'failed' ? collectedAt : isUnsupported ? reach?.lookedUpAt : undefined;
  return readAt !== undefined && isYounger(readAt, ms, now) ? readAt : undefined;
}
