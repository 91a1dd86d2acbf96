import { expect, test } from 'vitest';
import { fakeTime } from '../testing/fake-time.ts';
import { createRateLimiter } from './rate-limit.ts';

const call = { account: '1', region: 'eu-west-1', service: 'slow', action: 'slow:List' };
const rates = { slow: { perSecond: 1, burst: 1, source: 'test' } };
const never = new AbortController().signal;

test('owners take turns, however much one of them asks', async () => {
  const time = fakeTime();
  const limiter = createRateLimiter(time, rates);
  const order: string[] = [];
  const take = async (owner: string) => {
    await limiter.take(call, owner, never);
    order.push(owner);
  };
  await time.until(Promise.all([...['a', 'a', 'a', 'a', 'b', 'c'].map(take)]));
  expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'a']);
});

test('each account, region and service has a quota of its own', async () => {
  const time = fakeTime();
  const limiter = createRateLimiter(time, rates);
  const begun = time.now();
  const calls = [call, { ...call, account: '2' }, { ...call, region: 'us-east-1' }, { ...call, service: 'other' }];
  await time.until(Promise.all(calls.map((one) => limiter.take(one, 'a', never))));
  expect(time.now()).toEqual(begun);
});

test('who gives up leaves the queue at once, and the others move up', async () => {
  const time = fakeTime();
  const limiter = createRateLimiter(time, rates);
  await time.until(limiter.take(call, 'a', never));
  const gone = new AbortController();
  const left = limiter.take(call, 'a', gone.signal);
  const stays = limiter.take(call, 'b', never);
  gone.abort(new Error('gave up'));
  await expect(left).rejects.toThrow('gave up');
  const begun = time.now().getTime();
  await time.until(stays);
  expect(time.now().getTime() - begun).toBe(1000);
});

test('an empty queue that fills again is served again', async () => {
  const time = fakeTime();
  const limiter = createRateLimiter(time, rates);
  await time.until(limiter.take(call, 'a', never));
  const gone = new AbortController();
  const left = limiter.take(call, 'a', gone.signal);
  gone.abort(new Error('gave up'));
  await expect(left).rejects.toThrow('gave up');
  await expect(time.until(limiter.take(call, 'a', never))).resolves.toBeDefined();
});

test('a quota that was slowed is remembered among however many others', async () => {
  const time = fakeTime();
  const limiter = createRateLimiter(time, rates);
  (await time.until(limiter.take(call, 'a', never))).throttled();
  for (let account = 2; account < 3000; account++) {
    await time.until(limiter.take({ ...call, account: String(account) }, 'a', never));
    if (account % 1000 === 0) await time.until(time.sleep(200_000));
  }
  expect(limiter.slowed(call)).toBe(true);
});
