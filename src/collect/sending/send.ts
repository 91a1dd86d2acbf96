import type { Call, Send } from '../../clouds/calls.ts';
import { CloudError } from '../../model/errors.ts';
import type { Time } from '../time.ts';
import { abortable } from './abortable.ts';
import type { RateLimiter } from './rate-limit.ts';
import { RETRY_LIMITS, type RetryLimits, waitBeforeRetry } from './retry.ts';
import { currentUnit, DeadlinePassed, type UnitOfWork } from './unit-of-work.ts';

export interface SendSettings {
  /** How long one attempt may take, in milliseconds. */
  readonly attemptTimeoutMs?: number;
  readonly retry?: RetryLimits;
}

export interface Sender {
  readonly send: Send;
  /** Attempts so far by action. */
  readonly calls: ReadonlyMap<string, number>;
}

const unbounded: UnitOfWork = {
  id: 'outside of any unit',
  deadline: Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
};

// Nobody sees it. Without a reason, one with a stack would be made each time.
const DONE = 'done';

const timeout = ({ action }: Call, code: string, retryable: boolean) =>
  new CloudError({ reason: 'timeout', code, action, retryable });

/**
 * The one layer that paces, retries and ends requests. `send` throws a CloudError: the provider's refusal after the last
 * attempt, or `timeout` when the deadline of the unit that it is called for has passed; or the reason of a cancelled run.
 */
export function createSender(
  limiter: RateLimiter,
  time: Time,
  { attemptTimeoutMs = 30_000, retry = RETRY_LIMITS }: SendSettings = {},
): Sender {
  const calls = new Map<string, number>();

  async function attemptOnce<T>(
    call: Call,
    request: (signal: AbortSignal) => Promise<T>,
    ends: AbortSignal,
  ): Promise<T> {
    const tooLong = new AbortController();
    const done = new AbortController();
    time.sleep(attemptTimeoutMs, done.signal).then(
      () => tooLong.abort(timeout(call, 'AttemptTimeout', true)),
      () => {},
    );
    const signal = AbortSignal.any([ends, tooLong.signal]);
    try {
      return await abortable(request(signal), signal);
    } finally {
      done.abort(DONE);
    }
  }

  /** Why the unit's end ended the call: the service that asked for patience is to blame before the clock. */
  function ended(call: Call, { signal }: UnitOfWork): unknown {
    if (!(signal.reason instanceof DeadlinePassed)) return signal.reason;
    if (!limiter.slowed(call)) return timeout(call, 'DeadlineExceeded', false);
    return new CloudError({ reason: 'throttled', code: 'DeadlineExceeded', action: call.action, retryable: false });
  }

  /** One attempt when its turn has come; tells the quota what came of it. */
  async function attemptInTurn<T>(
    call: Call,
    request: (signal: AbortSignal) => Promise<T>,
    unit: UnitOfWork,
  ): Promise<T> {
    const ticket = await limiter.take(call, unit.id, unit.signal);
    await unit.beforeAttempt?.(call);
    calls.set(call.action, (calls.get(call.action) ?? 0) + 1);
    try {
      const answer = await attemptOnce(call, request, unit.signal);
      ticket.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof CloudError && error.facts.reason === 'throttled') ticket.throttled(error.facts.retryAfterMs);
      throw error;
    }
  }

  /** Waits until the next attempt may begin. @throws the error when there should be none; the unit's end. */
  async function waitAfter(error: unknown, attempt: number, unit: UnitOfWork): Promise<void> {
    const msLeft = unit.deadline - time.now().getTime();
    const wait = waitBeforeRetry(error, attempt, { msLeft, random: time.random }, retry);
    if (wait === undefined) throw error;
    await time.sleep(wait, unit.signal);
  }

  return {
    calls,
    async send(call, request) {
      const unit = currentUnit() ?? unbounded;
      try {
        for (let attempt = 1; ; attempt++) {
          try {
            return await attemptInTurn(call, request, unit);
          } catch (error) {
            unit.signal.throwIfAborted();
            await waitAfter(error, attempt, unit);
          }
        }
      } catch (error) {
        throw unit.signal.aborted ? ended(call, unit) : error;
      }
    },
  };
}
