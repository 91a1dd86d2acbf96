import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CloudError, type CloudErrorFacts } from '../../model/errors.ts';
import { fakeTime } from '../testing/fake-time.ts';
import { systemSleep } from '../time.ts';
import { createRateLimiter } from './rate-limit.ts';
import { createSender } from './send.ts';
import { withinDeadline } from './unit-of-work.ts';

const call = { account: '1', region: 'eu-west-1', service: 'ec2', action: 'ec2:DescribeVolumes' };
const error = (facts: Partial<CloudErrorFacts>) =>
  new CloudError({ reason: 'failed', code: 'X', action: call.action, retryable: true, ...facts });
const never = new AbortController().signal;
const hang = () => new Promise<never>(() => {});

function setup(random?: () => number) {
  const time = fakeTime(undefined, random);
  const limiter = createRateLimiter(time);
  const { send, calls } = createSender(limiter, time);
  const within = <T>(deadlineMs: number, work: () => Promise<T>, signal = never) =>
    withinDeadline(time, { id: 'unit', deadlineMs, signal }, work);
  return { time, send, calls, within };
}

test('what fails in passing is sent again, and every attempt is counted', async () => {
  const { time, send, calls } = setup();
  let attempts = 0;
  const answer = time.until(
    send(call, async () => {
      attempts += 1;
      if (attempts < 3) throw error({});
      return 'rows';
    }),
  );
  await expect(answer).resolves.toBe('rows');
  expect(calls.get(call.action)).toBe(3);
});

test.each([
  ['denied', 1],
  ['unsupported', 1],
  ['throttled', 6],
] as const)('%s for ever takes %d attempts and keeps its reason', async (reason, attempts) => {
  const { time, send, calls } = setup();
  const answer = send(call, () => Promise.reject(error({ reason, retryable: reason === 'throttled' })));
  await expect(time.until(answer)).rejects.toMatchObject({ facts: { reason } });
  expect(calls.get(call.action)).toBe(attempts);
});

test('a server that hangs is given up at the deadline, and its request aborted', async () => {
  const { time, send, within } = setup();
  const signals: AbortSignal[] = [];
  const begun = time.now().getTime();
  const answer = within(10_000, () =>
    send(call, (signal) => {
      signals.push(signal);
      return hang();
    }),
  );
  await expect(time.until(answer)).rejects.toThrow();
  expect(time.now().getTime() - begun).toBe(10_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('within the unit, the end of the unit is a timeout of the call', async () => {
  const { time, send, within } = setup();
  let seen: unknown;
  const answer = within(10_000, () =>
    send(call, hang).catch((reason: unknown) => {
      seen = reason;
    }),
  );
  await expect(time.until(answer)).rejects.toThrow();
  expect(seen).toMatchObject({ facts: { reason: 'timeout', code: 'DeadlineExceeded', retryable: false } });
});

test('one attempt that hangs is cut off and the next may succeed', async () => {
  const { time, send, within } = setup();
  let attempts = 0;
  const answer = within(120_000, () => send(call, () => (++attempts === 1 ? hang() : Promise.resolve('rows'))));
  await expect(time.until(answer)).resolves.toBe('rows');
});

test('a wait that would pass the deadline is not begun: the refusal itself is the answer', async () => {
  const { time, send, within } = setup();
  const begun = time.now().getTime();
  const answer = within(10_000, () =>
    send(call, () => Promise.reject(error({ reason: 'throttled', retryAfterMs: 60_000 }))),
  );
  await expect(time.until(answer)).rejects.toMatchObject({ facts: { reason: 'throttled' } });
  expect(time.now().getTime()).toBe(begun);
});

test('a cancelled run ends its calls with its own reason', async () => {
  const { time, send, within } = setup();
  const cancel = new AbortController();
  const answer = within(10_000, () => send(call, hang), cancel.signal);
  cancel.abort(new Error('cancelled'));
  await expect(time.until(answer)).rejects.toThrow('cancelled');
});

test('what the unit demands before an attempt ends the call without one', async () => {
  const { time, send, calls } = setup();
  const beforeAttempt = () => Promise.reject(new Error('too dear'));
  const answer = withinDeadline(time, { id: 'unit', deadlineMs: 1000, signal: never, beforeAttempt }, () =>
    send(call, () => Promise.resolve('rows')),
  );
  await expect(time.until(answer)).rejects.toThrow('too dear');
  expect(calls.size).toBe(0);
});

test('whatever a service does, a call ends by its deadline', async () => {
  const behaviour = fc.oneof(
    fc.constant('hang' as const),
    fc.record({
      ms: fc.integer({ min: 0, max: 50_000 }),
      retryAfterMs: fc.integer({ min: 0, max: 50_000 }),
      throttled: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(behaviour, { minLength: 6, maxLength: 6 }),
      fc.integer({ min: 1, max: 200_000 }),
      async (list, deadlineMs) => {
        const { time, send, within } = setup();
        const begun = time.now().getTime();
        let attempt = 0;
        const answer = within(deadlineMs, () =>
          send(call, async () => {
            const next = list[attempt++];
            if (next === undefined || next === 'hang') return hang();
            await time.sleep(next.ms);
            throw error({ reason: next.throttled ? 'throttled' : 'failed', retryAfterMs: next.retryAfterMs });
          }),
        );
        await time.until(answer.catch(() => {}));
        expect(time.now().getTime() - begun).toBeLessThanOrEqual(deadlineMs);
      },
    ),
    { numRuns: 50 },
  );
});

test('a hung server loses its socket at the deadline', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.on('close', () => resolve()));
  });
  const time = {
    now: () => new Date(performance.timeOrigin + performance.now()),
    sleep: systemSleep,
    random: () => 0.5,
  };
  const { send } = createSender(createRateLimiter(time), time);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const begun = performance.now();
  const answer = withinDeadline(time, { id: 'unit', deadlineMs: 200, signal: never }, () =>
    send(call, (signal) => fetch(url, { signal })),
  );
  await expect(answer).rejects.toThrow();
  expect(performance.now() - begun).toBeLessThan(2000);
  await closed;
  server.close();
});
