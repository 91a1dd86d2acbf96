import { expect, test } from 'vitest';
import { testStore } from '../store/fixtures.ts';
import type { LeaseState } from '../store/state.ts';
import { holdLease, LEASE_MS } from './lease.ts';
import { fakeTime } from './testing/fake-time.ts';

async function setup() {
  const { leases } = (await testStore()).state;
  const time = fakeTime();
  const hold = (holder: string, state: LeaseState = leases) => holdLease(state, time, 'collect:acme', holder);
  const wait = (ms: number) => time.until(time.sleep(ms));
  return { leases, time, hold, wait };
}

test('one holds it, also long after it would have run out, until it is released', async () => {
  const { hold, wait } = await setup();
  const held = await hold('one');
  for (let thirds = 0; thirds < 9; thirds++) await wait(LEASE_MS / 3);
  expect(await hold('two')).toBeUndefined();
  expect(held?.lost.aborted).toBe(false);
  await held?.release();
  expect(await hold('two')).toBeDefined();
});

test('who was overtaken is told, and takes nothing from who came after', async () => {
  const { leases, time, hold, wait } = await setup();
  const held = await hold('one');
  // The clock of another machine is ahead.
  const ahead = new Date(time.now().getTime() + LEASE_MS + 1);
  expect(await leases.acquire('collect:acme', 'two', ahead, LEASE_MS)).toBeDefined();
  await wait(LEASE_MS / 3);
  await wait(1);
  expect(held?.lost.aborted).toBe(true);
  await held?.release();
  expect(await hold('three')).toBeUndefined();
});

test.each([
  ['for a moment is no loss', 1, false],
  ['until the lease has run out is one', Number.POSITIVE_INFINITY, true],
])('a database that is busy %s', async (_, failures, lost) => {
  const { leases, hold, wait } = await setup();
  let left = failures;
  const busy: LeaseState = {
    ...leases,
    renew: (...renewal) => (left-- > 0 ? Promise.reject(new Error('busy')) : leases.renew(...renewal)),
  };
  const held = await hold('one', busy);
  for (let thirds = 0; thirds < 5; thirds++) await wait(LEASE_MS / 3);
  expect(held?.lost.aborted).toBe(lost);
  await held?.release();
});
