import { expect, test } from 'vitest';
import { fakeTime } from '../testing/fake-time.ts';
import { currentUnit, DeadlinePassed, withinDeadline } from './unit-of-work.ts';

const never = new Promise<string>(() => {});
const limits = (signal = new AbortController().signal) => ({ id: 'aws 1', deadlineMs: 1000, signal });

test('what is done in time is given; the unit travels with it and ends with it', async () => {
  const time = fakeTime();
  const seen = await withinDeadline(time, limits(), async () => currentUnit());
  expect(seen).toMatchObject({ id: 'aws 1', deadline: time.now().getTime() + 1000 });
  expect(currentUnit()).toBeUndefined();
});

test('what never ends is left at the deadline', async () => {
  const time = fakeTime();
  const started = time.now().getTime();
  await expect(time.until(withinDeadline(time, limits(), () => never))).rejects.toThrow(DeadlinePassed);
  expect(time.now().getTime() - started).toBeLessThan(1200);
});

test("the work's own last words tell more than that the time was up", async () => {
  const time = fakeTime();
  const listening = withinDeadline(
    time,
    limits(),
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('was throttled')))),
  );
  await expect(time.until(listening)).rejects.toThrow('was throttled');
});

test('work that stopped because it was told to is not done', async () => {
  const time = fakeTime();
  const stopping = withinDeadline(
    time,
    limits(),
    ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('half'))),
  );
  await expect(time.until(stopping)).rejects.toThrow(DeadlinePassed);
});

test('a cancelled run ends its work with the reason, and begins none', async () => {
  const cancel = new AbortController();
  const time = fakeTime();
  const working = withinDeadline(time, limits(cancel.signal), () => never);
  cancel.abort(new Error('cancelled'));
  await expect(working).rejects.toThrow('cancelled');
  const begun: string[] = [];
  const late = withinDeadline(time, limits(cancel.signal), async () => begun.push('late'));
  await expect(late).rejects.toThrow('cancelled');
  expect(begun).toEqual([]);
});
