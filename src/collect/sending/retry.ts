import { CloudError } from '../../model/errors.ts';

export interface RetryLimits {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** The back-off before the second attempt; doubles with each further one. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export const RETRY_LIMITS: RetryLimits = { attempts: 6, firstMs: 200, longestMs: 20_000 };

/**
 * How long to wait before the next attempt, in milliseconds; undefined when there should be none: the error stays, the
 * attempts are used up, or the wait would pass the deadline. `attempt` is the one that failed, from 1.
 */
export function waitBeforeRetry(
  error: unknown,
  attempt: number,
  { msLeft, random }: { msLeft: number; random: () => number },
  limits: RetryLimits = RETRY_LIMITS,
): number | undefined {
  if (!(error instanceof CloudError) || !error.facts.retryable || attempt >= limits.attempts) return undefined;
  // Full jitter: callers that failed together must not come back together.
  const backOff = random() * Math.min(limits.longestMs, limits.firstMs * 2 ** (attempt - 1));
  const wait = Math.ceil(Math.max(error.facts.retryAfterMs ?? 0, backOff));
  return wait < msLeft ? wait : undefined;
}
