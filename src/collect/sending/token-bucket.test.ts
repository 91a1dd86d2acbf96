import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenBucket } from './token-bucket.ts';

const rate = (perSecond: number, burst: number) => ({ perSecond, burst, source: 'test' });

/** Takes as fast as it is let, with what the service answers, and gives the instants. */
function takeAll(bucket: ReturnType<typeof tokenBucket>, steps: readonly ('ok' | 'throttled' | number)[]): number[] {
  const taken: number[] = [];
  let now = 0;
  for (const step of steps) {
    if (typeof step === 'number') {
      now += step;
      continue;
    }
    for (let wait = bucket.waitMs(now); wait > 0; wait = bucket.waitMs(now)) now += wait;
    bucket.take(now);
    taken.push(now);
    if (step === 'ok') bucket.succeeded(now);
    else bucket.throttled(now, now);
  }
  return taken;
}

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('ok' as const) },
    { weight: 1, arbitrary: fc.constant('throttled' as const) },
    fc.integer({ min: 0, max: 3000 }),
  ),
  { maxLength: 300 },
);

test('never lets more than the burst and the rate through, in any window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100 }), steps, (perSecond, burst, asked) => {
      const taken = takeAll(tokenBucket(rate(perSecond, burst), 0), asked);
      for (let first = 0; first < taken.length; first++) {
        for (let last = first; last < taken.length; last++) {
          const seconds = ((taken[last] ?? 0) - (taken[first] ?? 0)) / 1000;
          expect(last - first + 1).toBeLessThanOrEqual(burst + perSecond * seconds + 1e-6);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a refusal halves the rate, once for calls that were under way together', () => {
  const bucket = tokenBucket(rate(20, 100), 0);
  for (let call = 0; call < 5; call++) bucket.take(0);
  for (let call = 0; call < 5; call++) bucket.throttled(10, 0);
  expect(bucket.slowed()).toBe(true);
  expect(bucket.waitMs(10)).toBe(100);
});

test('the wait that the service asked for is kept', () => {
  const bucket = tokenBucket(rate(20, 100), 0);
  bucket.take(0);
  bucket.throttled(10, 0, 7_000);
  expect(bucket.waitMs(10)).toBe(7_000);
  expect(bucket.waitMs(7_010)).toBe(0);
});

test('the rate comes back step by step, a twentieth a second', () => {
  const bucket = tokenBucket(rate(20, 100), 0);
  bucket.throttled(0, 0);
  for (let second = 1; second <= 9; second++) bucket.succeeded(second * 1000);
  expect(bucket.slowed()).toBe(true);
  bucket.succeeded(10_000);
  expect(bucket.slowed()).toBe(false);
});

test('a service that refuses for ever is still asked now and then', () => {
  const bucket = tokenBucket(rate(64, 1), 0);
  for (let call = 1; call < 50; call++) bucket.throttled(call, call);
  expect(bucket.waitMs(50)).toBeLessThanOrEqual(1000);
});

test('a clock that is set back takes no tokens away', () => {
  const bucket = tokenBucket(rate(1, 2), 10_000);
  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(0);
  expect(bucket.waitMs(0)).toBe(0);
});
