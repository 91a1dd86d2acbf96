import { afterEach, expect, test, vi } from 'vitest';
import { CloudError } from '../model/errors.ts';
import { sharedLoads } from './once.ts';

afterEach(() => vi.useRealTimers());

test('is loaded once', async () => {
  const load = vi.fn(async () => 7);
  const once = sharedLoads();
  expect(await Promise.all([once('key', load), once('key', load)])).toEqual([7, 7]);
  expect(await once('key', load)).toBe(7);
  expect(load).toHaveBeenCalledOnce();
});

test('is loaded again after a failure', async () => {
  const load = vi.fn(async () => 7).mockRejectedValueOnce(new Error('no'));
  const once = sharedLoads();
  await expect(once('key', load)).rejects.toThrow('no');
  expect(await once('key', load)).toBe(7);
});

test.each([
  ['timeout', 'AttemptTimeout'],
  ['throttled', 'DeadlineExceeded'],
] as const)('is loaded by whoever waited when the time of the first was up: %s', async (reason, code) => {
  const late = new CloudError({ reason, code, action: 'a:B', retryable: false });
  const load = vi.fn(async () => 7).mockRejectedValueOnce(late);
  const once = sharedLoads();
  const [first, second, third] = await Promise.allSettled([once('key', load), once('key', load), once('key', load)]);
  expect(first).toEqual({ status: 'rejected', reason: late });
  expect([second, third]).toEqual(Array(2).fill({ status: 'fulfilled', value: 7 }));
  expect(load).toHaveBeenCalledTimes(2);
});

test('fails for all when it was refused', async () => {
  const refused = new CloudError({ reason: 'denied', code: 'No', action: 'a:B', retryable: false });
  const load = vi.fn(async () => 7).mockRejectedValueOnce(refused);
  const once = sharedLoads();
  const ends = await Promise.allSettled([once('key', load), once('key', load)]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('is loaded again for the next run', async () => {
  vi.useFakeTimers();
  const load = vi.fn(async () => 7);
  const once = sharedLoads();
  await once('key', load);
  await vi.advanceTimersByTimeAsync(61_000);
  await once('key', load);
  expect(load).toHaveBeenCalledTimes(2);
});

test('each key has a load of its own', async () => {
  const once = sharedLoads();
  expect(await Promise.all([once('one', async () => 1), once('two', async () => 2)])).toEqual([1, 2]);
});

test('where failures are kept, all of the same minute meet the same one', async () => {
  vi.useFakeTimers();
  const refused = new CloudError({ reason: 'denied', code: 'No', action: 'a:B', retryable: false });
  const load = vi.fn(async () => 7).mockRejectedValueOnce(refused);
  const once = sharedLoads({ keepsFailures: true });
  await expect(once('key', load)).rejects.toBe(refused);
  await expect(once('key', load)).rejects.toBe(refused);
  expect(load).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await once('key', load)).toBe(7);
});

test('a failure whose time was up is never kept', async () => {
  const late = new CloudError({ reason: 'timeout', code: 'AttemptTimeout', action: 'a:B', retryable: false });
  const load = vi.fn(async () => 7).mockRejectedValueOnce(late);
  const once = sharedLoads({ keepsFailures: true });
  await expect(once('key', load)).rejects.toBe(late);
  expect(await once('key', load)).toBe(7);
});
