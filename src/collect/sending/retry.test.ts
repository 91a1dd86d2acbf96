import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { RETRY_LIMITS, waitBeforeRetry } from './retry.ts';

const error = (facts: Partial<CloudErrorFacts>) =>
  new CloudError({ reason: 'failed', code: 'X', action: 'ec2:DescribeVolumes', retryable: true, ...facts });
const within = (msLeft: number, random = 0.5) => ({ msLeft, random: () => random });

test.each(['denied', 'not_found', 'unsupported'] as const)('what is %s is not asked again', (reason) =>
  expect(waitBeforeRetry(error({ reason, retryable: false }), 1, within(60_000))).toBeUndefined(),
);
test('a bug of ours is not retried', () => expect(waitBeforeRetry(new TypeError(), 1, within(60_000))).toBeUndefined());
test('the back-off doubles, with jitter from nothing to all of it', () => {
  expect([1, 2, 3].map((attempt) => waitBeforeRetry(error({}), attempt, within(60_000)))).toEqual([100, 200, 400]);
  expect(waitBeforeRetry(error({}), 3, within(60_000, 0))).toBe(0);
});
test("the service's own wait is kept where it is longer", () =>
  expect(waitBeforeRetry(error({ retryAfterMs: 5000 }), 1, within(60_000))).toBe(5000));

test('no wait passes the deadline, and attempts are bounded', () => {
  const facts = fc.record({ retryAfterMs: fc.integer({ min: 0, max: 100_000 }), retryable: fc.boolean() });
  fc.assert(
    fc.property(
      facts,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: -10, max: 100_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (given, attempt, msLeft, random) => {
        const wait = waitBeforeRetry(error(given), attempt, within(msLeft, random));
        if (wait === undefined) return;
        expect(wait).toBeLessThan(msLeft);
        expect(wait).toBeGreaterThanOrEqual(given.retryAfterMs);
        expect(attempt).toBeLessThan(RETRY_LIMITS.attempts);
        expect(given.retryable).toBe(true);
      },
    ),
  );
});
