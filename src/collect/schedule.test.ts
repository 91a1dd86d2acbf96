import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Run } from '../model/run.ts';
import type { Store } from '../store/store.ts';
import { followSchedule } from './schedule.ts';
import { type FakeCloudOptions, fakeCloud } from './testing/fake-cloud.ts';
import { manualTime } from './testing/manual-time.ts';
import { collectionOver, ORGANISATION, options, request, temporaryStore } from './testing/setup.ts';

let store: Store;
let close: () => Promise<void>;
let stop: AbortController;
const following: Promise<void>[] = [];
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await Promise.all(following.splice(0));
  await close();
});

/** A process that follows the schedule of every six hours from an instant on. */
function server(start: string, cloudOptions: FakeCloudOptions = {}, runs = store.state.runs) {
  const time = manualTime(start);
  const cloud = fakeCloud(cloudOptions);
  const collection = collectionOver(store, cloud, { time });
  const told: string[] = [];
  const failed: unknown[] = [];
  const log = {
    info: (message: string) => void told.push(message),
    error: (_: string, { error }: { error: unknown }) => void failed.push(error),
  };
  const when = { cron: '0 */6 * * *', timezone: 'UTC' };
  const asked = { organisation: ORGANISATION, clouds: ['aws'], what: ['inventory'] } as const;
  const followed = followSchedule({ when, request: asked, collection, runs, time, log }, stop.signal);
  following.push(followed);
  return { time, cloud, collection, told, failed, followed };
}
const ended = async (): Promise<Run[]> =>
  (await store.state.runs.list(ORGANISATION, 50)).filter(({ status }) => status !== 'running');
const runsWere = (count: number) => vi.waitFor(async () => expect(await ended()).toHaveLength(count), 10_000);
const dueAt = (told: readonly string[], instant: string) =>
  vi.waitFor(() => expect(told.at(-1)).toBe(`The next collection is due ${instant}.`), 10_000);

test('what is due is collected, and what is still fresh then is left', async () => {
  const { time, told, cloud } = server('2026-11-21T12:30:00Z');
  await time.to('2026-11-21T17:59:59Z');
  expect([await ended(), cloud.calls]).toEqual([[], []]);
  await time.to('2026-11-21T18:00:00Z');
  await dueAt(told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toMatchObject([{ status: 'success', scheduled: true, unitsDone: 7 }]);
  await time.to('2026-11-21T23:50:00Z');
  await collectionOver(store, fakeCloud(), { time }).run(request(), options());
  const calls = cloud.calls.length;
  await time.to('2026-11-22T00:00:00Z');
  await dueAt(told, '2026-11-22T06:00:00.000Z');
  expect(await ended()).toMatchObject([{ scheduled: true, unitsDone: 0, skipped: [{ units: 7 }] }, {}, {}]);
  expect(cloud.calls).toHaveLength(calls);
});

test('what was missed is caught up with once', async () => {
  const before = server('2026-11-21T17:59:00Z');
  await before.time.to('2026-11-21T18:00:00Z');
  await runsWere(1);
  const { told } = server('2026-11-23T03:00:00Z');
  await dueAt(told, '2026-11-23T06:00:00.000Z');
  expect(await ended()).toMatchObject([{ scheduled: true, startedAt: '2026-11-23T03:00:00.000Z', unitsDone: 7 }, {}]);
});

test.each([
  ['nothing was ever collected', undefined],
  ['somebody collected since it was due last', '2026-11-21T12:10:00Z'],
])('nothing was missed where %s', async (_, collectedAt) => {
  if (collectedAt !== undefined)
    await collectionOver(store, fakeCloud(), { time: manualTime(collectedAt) }).run(request(), options());
  const before = (await ended()).length;
  const { time, cloud } = server('2026-11-21T12:30:00Z');
  await time.to('2026-11-21T17:00:00Z');
  expect([(await ended()).length, cloud.calls]).toEqual([before, []]);
});

test('a scheduled run that was stopped goes on at the next start', async () => {
  const hanging = server('2026-11-21T17:59:00Z', {
    fault: ({ action }) => (action === 'rds:DescribeDBInstances' ? 'hang' : undefined),
  });
  await hanging.time.to('2026-11-21T18:00:00Z');
  await vi.waitFor(async () =>
    expect(
      (
        await store.state.runs.staged(
          ORGANISATION,
          (await store.state.runs.list(ORGANISATION, 1))[0]?.id ?? '',
          'inventory',
        )
      ).length,
    ).toBe(5),
  );
  stop.abort();
  await hanging.followed;
  expect(await ended()).toMatchObject([{ status: 'cancelled' }]);
  stop = new AbortController();
  const again = server('2026-11-21T18:10:00Z');
  await dueAt(again.told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toMatchObject([{ status: 'success', scheduled: true, unitsDone: 7 }]);
  expect(again.cloud.calls.filter(({ page }) => page === 0).map(({ service }) => service)).not.toContain('s3');
});

test('of two processes with one home one collects', async () => {
  const one = server('2026-11-21T17:59:00Z');
  const other = server('2026-11-21T17:59:00Z');
  await one.time.to('2026-11-21T18:00:00Z');
  await other.time.to('2026-11-21T18:00:00Z');
  await dueAt(one.told, '2026-11-22T00:00:00.000Z');
  // The one that waits looks again a minute later.
  await other.time.to('2026-11-21T18:02:00Z');
  await dueAt(other.told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toHaveLength(1);
  expect([one.failed, other.failed]).toEqual([[], []]);
});

test('whoever collects is waited for', async () => {
  const { time, told } = server('2026-11-21T17:59:00Z');
  const lease = await store.state.leases.acquire(`collect:${ORGANISATION}`, 'somebody', time.now(), 3_600_000);
  await time.to('2026-11-21T18:00:30Z');
  expect(await ended()).toEqual([]);
  if (lease) await store.state.leases.release(lease);
  await time.to('2026-11-21T18:03:00Z');
  await dueAt(told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toMatchObject([{ status: 'success', scheduled: true }]);
});

test('a time that is still waited for when the next comes is left out', async () => {
  const { time, told } = server('2026-11-21T17:59:00Z');
  await store.state.leases.acquire(`collect:${ORGANISATION}`, 'somebody', time.now(), 20 * 3_600_000);
  await time.to('2026-11-22T00:00:30Z');
  await vi.waitFor(() => expect(told.join(' ')).toContain('due 2026-11-21T18:00:00.000Z is left out'));
});

test('a run that a clock which was ahead began keeps nobody from collecting', async () => {
  const { organisation, what } = request();
  const ahead = { organisation, what, id: 'ahead', scheduled: true, status: 'success' as const };
  await store.state.runs.start({
    ...{ ...ahead, startedAt: '2027-11-21T00:00:00.000Z', unitsDone: 0, unitsTotal: 0, accounts: [] },
  });
  const { time, told } = server('2026-11-21T17:59:00Z');
  await time.to('2026-11-21T18:00:00Z');
  await dueAt(told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toMatchObject([{ status: 'success', startedAt: '2026-11-21T18:00:00.000Z' }, { id: 'ahead' }]);
  // The next process finds what was missed, too.
  await dueAt(server('2026-11-22T03:00:00Z').told, '2026-11-22T06:00:00.000Z');
  expect(await ended()).toHaveLength(3);
});

test('a clock that is set back while the next time is waited for comes to an earlier one', async () => {
  const { time, told } = server('2027-11-21T17:59:00Z');
  time.set('2026-11-21T17:58:00Z');
  await time.to('2026-11-21T18:00:00Z');
  await dueAt(told, '2026-11-22T00:00:00.000Z');
  expect(await ended()).toMatchObject([{ startedAt: '2026-11-21T18:00:00.000Z' }]);
});

test('no failure ends it', async () => {
  let broken = true;
  const runs = {
    ...store.state.runs,
    list: (organisation: string, limit: number) =>
      broken ? Promise.reject(new Error('the disk is full')) : store.state.runs.list(organisation, limit),
  };
  const { time, told, failed } = server('2026-11-21T17:59:00Z', {}, runs);
  await time.to('2026-11-21T18:00:00Z');
  await dueAt(told, '2026-11-22T00:00:00.000Z');
  expect(failed.map(String)).toEqual(['Error: the disk is full', 'Error: the disk is full']);
  broken = false;
  await time.to('2026-11-22T00:00:00Z');
  await dueAt(told, '2026-11-22T06:00:00.000Z');
  expect(await ended()).toHaveLength(1);
});
