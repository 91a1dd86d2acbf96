import { addDays, dayOf, type Period } from '../../model/period.ts';
import type { PaidCalls } from '../costs/paid-calls.ts';
import type { CollectionParts } from '../parts.ts';

/** Under which accounts are probed. */
export interface ProbeConditions {
  readonly organisation: string;
  readonly parts: CollectionParts;
  /** Absent where nothing may be paid. */
  readonly paid: PaidCalls | undefined;
  readonly signal: AbortSignal;
}

/** The last day that is over: the question is whether it may be asked, not what is known of it. */
export const probePeriod = (now: Date): Period => ({ start: addDays(dayOf(now), -1), end: dayOf(now) });
