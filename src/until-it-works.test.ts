import { expect, test } from 'vitest';
import { fakeTime } from './collect/testing/fake-time.ts';
import { untilItWorks } from './until-it-works.ts';

test('what fails is told, and tried again a minute later, until it works', async () => {
  const time = fakeTime('2026-11-21T12:00:00Z');
  const told: string[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 4) throw new Error(`try ${tries} at ${time.now().toISOString().slice(11, 16)}`);
  };
  const failed = (error: unknown) => void told.push((error as Error).message);
  await time.until(untilItWorks(time, new AbortController().signal, failed, work));
  expect(told).toEqual(['try 1 at 12:00', 'try 2 at 12:01', 'try 3 at 12:02']);
});

test('the signal ends it while it waits, and what fails of it is no failure', async () => {
  const time = fakeTime();
  const told: unknown[] = [];
  const stop = new AbortController();
  const waiting = untilItWorks(
    time,
    stop.signal,
    (error) => void told.push(error),
    () => Promise.reject(new Error('no')),
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  await waiting;
  expect(told).toHaveLength(1);
  await untilItWorks(
    time,
    stop.signal,
    (error) => void told.push(error),
    () => Promise.reject(new Error('no')),
  );
  expect(told).toHaveLength(1);
});
