import { expect, onTestFinished, test } from 'vitest';
import { LEASE_MS } from '../collect/lease.ts';
import { fakeTime } from '../collect/testing/fake-time.ts';
import { UserError } from '../model/errors.ts';
import { testFolder } from '../store/fixtures.ts';
import { openSqliteState } from '../store/sqlite/state.ts';
import { StaleLease } from '../store/state.ts';
import { whileKeysStand } from './key-lease.ts';

function setup() {
  const state = openSqliteState(`${testFolder()}/state.db`);
  onTestFinished(() => state.close());
  return { leases: state.leases, time: fakeTime() };
}

test('one after the other has the keys to itself', async () => {
  const { leases, time } = setup();
  let inside = 0;
  const work = (name: string) => () =>
    whileKeysStand(leases, time, async () => {
      inside += 1;
      expect(inside).toBe(1);
      await time.sleep(500);
      inside -= 1;
      return name;
    });
  expect(await time.until(Promise.all(['one', 'two', 'three'].map((name) => work(name)())))).toEqual([
    ...['one', 'two', 'three'],
  ]);
});

test('somebody who was killed is waited for, and somebody who never ends is not', async () => {
  const { leases, time } = setup();
  await leases.acquire('master key', 'killed', time.now(), LEASE_MS);
  expect(await time.until(whileKeysStand(leases, time, async () => 'done'))).toBe('done');
  await leases.acquire('master key', 'endless', time.now(), LEASE_MS * 100);
  const error = await time.until(whileKeysStand(leases, time, async () => 'done')).catch((caught: unknown) => caught);
  expect([error instanceof UserError, String(error)]).toEqual([true, expect.stringContaining('try again')]);
});

test('what fails lets go, and whoever was overtaken is told so', async () => {
  const { leases, time } = setup();
  const overtaken = whileKeysStand(leases, time, () => Promise.reject(new StaleLease('gone')));
  await expect(time.until(overtaken)).rejects.toThrow('Another command took over the master key meanwhile');
  expect(await time.until(whileKeysStand(leases, time, async () => 'done'))).toBe('done');
});
