import type { Rate } from './rates.ts';

/** A token bucket whose rate follows what the service says. Instants are milliseconds since the epoch. */
export interface TokenBucket {
  /** How long until the next token; 0 when there is one. */
  waitMs(now: number): number;
  /** Takes one; only when `waitMs` is 0. */
  take(now: number): void;
  /** The service answered a call that was sent at `sentAt`. */
  succeeded(now: number): void;
  /** The service refused a call that was sent at `sentAt`, and perhaps said how long to wait. */
  throttled(now: number, sentAt: number, retryAfterMs?: number): void;
  /** Slower than it began, because the service wanted it so. */
  slowed(): boolean;
  /** Nobody who made another one now could tell them apart. */
  isAsNew(now: number): boolean;
}

// One part in twenty of the full rate comes back for each second of calls that succeed.
const RECOVERY_PER_SECOND = 0.05;
const LEAST_PART = 1 / 64;

/** Full at first. Never lets more than `burst + perSecond × seconds` calls through in any window. */
export function tokenBucket({ perSecond, burst }: Rate, startedAt: number): TokenBucket {
  let rate = perSecond;
  let tokens = burst;
  let filledAt = startedAt;
  let notBefore = Number.NEGATIVE_INFINITY;
  let halvedAt = Number.NEGATIVE_INFINITY;
  let recoveredAt = startedAt;

  const refill = (now: number) => {
    // A clock that is set back must take no tokens away.
    const seconds = Math.max(0, now - filledAt) / 1000;
    // A slowed bucket saves up one second at most, or the next burst would be refused like the last.
    const most = rate < perSecond ? Math.max(1, Math.min(burst, rate)) : burst;
    tokens = Math.min(most, tokens + rate * seconds);
    filledAt = now;
  };

  return {
    waitMs(now) {
      refill(now);
      const forToken = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate) * 1000);
      return Math.max(0, forToken, notBefore - now);
    },
    take(now) {
      refill(now);
      tokens -= 1;
    },
    succeeded(now) {
      refill(now);
      const seconds = Math.min(1, Math.max(0, now - recoveredAt) / 1000);
      rate = Math.min(perSecond, rate + perSecond * RECOVERY_PER_SECOND * seconds);
      recoveredAt = now;
    },
    throttled(now, sentAt, retryAfterMs = 0) {
      refill(now);
      notBefore = Math.max(notBefore, now + retryAfterMs);
      // Calls that were under way together are refused together: that is one reason to slow down, not many.
      if (sentAt < halvedAt) return;
      rate = Math.max(perSecond * LEAST_PART, rate / 2);
      tokens = Math.min(tokens, 0);
      halvedAt = now;
      recoveredAt = now;
    },
    slowed: () => rate < perSecond,
    isAsNew(now) {
      refill(now);
      return rate >= perSecond && tokens >= burst && notBefore <= now;
    },
  };
}
