import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WideChanges, WideRows } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import type { Store } from '../../store/store.ts';
import { scaledTime } from '../testing/scaled-time.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from '../testing/setup.ts';
import { wideCloud, wideRows } from '../testing/wide-cloud.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await temporaryStore());
});
afterEach(() => close());

const NOTHING: WideChanges = { changed: [], relist: [], relistOthers: [] };
const STALE = request({ clouds: ['azure'], staleOnly: true });

/** A provider with volumes and queues in two accounts, asked so many hours after noon. */
function at(
  hours: number,
  more: Partial<Parameters<typeof wideCloud>[0]> & { readonly listed?: readonly WideRows[] } = {},
) {
  const {
    listed = [
      wideRows('sub-1', 'queue', 0, 2),
      wideRows('sub-1', 'volume', 0, 3),
      wideRows('sub-2', 'queue', 0, 1),
      wideRows('sub-2', 'volume', 0, 2),
    ],
  } = more;
  const cloud = wideCloud({ rows: (page) => listed[page], ...more });
  const now = new Date(Date.parse('2026-11-21T12:00:00Z') + hours * 3_600_000).toISOString();
  const collection = collectionOver(store, cloud, {
    accounts: [{ cloud: 'azure' }],
    time: scaledTime(50, now, () => 0.5),
  });
  return { cloud, run: (what = STALE) => collection.run(what, options()) };
}
const everything = request({ clouds: ['azure'] });
const ids = async () => (await rowsOf(store, 'azure')).map(({ id }) => id);
const coverage = async () => {
  const snapshot = await store.inventory.latest(ORGANISATION, 'azure');
  return snapshot ? await store.inventory.coverage(snapshot) : [];
};

const CHANGES: WideChanges = {
  ...NOTHING,
  changed: [
    { ...wideRows('sub-1', 'volume', 3, 1), deleted: ['/sub-1/volume/0'] },
    { ...wideRows('sub-2', 'topic', 0, 1), deleted: [] },
    { ...wideRows('sub-2', 'queue', 0, 0), deleted: ['/sub-2/queue/0'] },
  ],
};

test('what was listed before is taken over, with what changed since, and nothing is listed', async () => {
  await at(0).run(everything);
  const asked: Date[] = [];
  const changes = (since: Date) => {
    asked.push(since);
    return CHANGES;
  };
  const { cloud, run } = at(6, { changes });
  expect(await run()).toMatchObject({
    status: 'success',
    changes: { newResources: 2, modifiedResources: 0, deletedResources: 2 },
  });
  expect(cloud.asked).toMatchObject({ lists: 0, pages: 0, changes: 1 });
  expect(asked[0]?.toISOString()).toMatch(/^2026-11-21T12:0/);
  expect(await ids()).toEqual(
    [
      ...['queue/0', 'queue/1', 'volume/1', 'volume/2', 'volume/3'].map((name) => `/sub-1/${name}`),
      ...['topic/0', 'volume/0', 'volume/1'].map((name) => `/sub-2/${name}`),
    ].sort(),
  );
  // All of it was looked at, changed or not.
  expect((await coverage()).every(({ status, collectedAt }) => status === 'ok' && collectedAt?.includes('T18:0'))).toBe(
    true,
  );
});

test('the next time counts from the last one, and once a day everything is listed', async () => {
  await at(0).run(everything);
  const asked: string[] = [];
  const changes = (since: Date) => {
    asked.push(since.toISOString().slice(0, 13));
    return NOTHING;
  };
  for (const hours of [6, 12, 23]) await at(hours, { changes }).run();
  expect(asked).toEqual(['2026-11-21T12', '2026-11-21T18', '2026-11-22T00']);
  const { cloud, run } = at(25, { changes });
  await run();
  expect(cloud.asked).toMatchObject({ lists: 1, changes: 0 });
  // From then on the day begins anew.
  const after = at(30, { changes });
  await after.run();
  expect(after.cloud.asked).toMatchObject({ lists: 0, changes: 1 });
});

test('whoever asks wants it as it is: only what leaves the fresh reads changes', async () => {
  await at(0).run(everything);
  const { cloud, run } = at(6, { changes: () => CHANGES });
  await run(everything);
  expect(cloud.asked).toMatchObject({ lists: 1, changes: 0 });
});

test('what no list of changes tells of is listed', async () => {
  await at(0).run(everything);
  const changes = () => ({
    ...NOTHING,
    changed: [{ ...wideRows('sub-1', 'volume', 3, 1), deleted: [] }],
    relist: [{ account: 'sub-2', type: 'volume' }],
    relistOthers: ['sub-2'],
  });
  const { cloud, run } = at(6, { changes, listed: [wideRows('sub-2', 'volume', 0, 1)] });
  expect(await run()).toMatchObject({ changes: { newResources: 1, modifiedResources: 0, deletedResources: 2 } });
  expect(cloud.asked).toMatchObject({ lists: 1, changes: 1 });
  expect((await ids()).filter((id) => id.startsWith('/sub-2'))).toEqual(['/sub-2/volume/0']);
});

const refused = new CloudError({ reason: 'denied', code: 'No', action: 'graph/read', retryable: false });

test.each([
  ['there are too many', () => undefined],
  ['nobody tells', () => refused],
  ['the provider keeps none', undefined],
])('everything is listed where of changes %s', async (_, changes) => {
  await at(0).run(everything);
  const { cloud, run } = at(6, changes ? { changes } : {});
  expect(await run()).toMatchObject({ status: 'success', changes: { newResources: 0, deletedResources: 0 } });
  expect(cloud.asked.lists).toBe(1);
});

test('a unit that was not read whole, and one that is new, are listed', async () => {
  const broken = new CloudError({ reason: 'failed', code: 'No', action: 'graph/read', retryable: false });
  await at(0).run(everything);
  await at(1.5, { rows: (page) => (page === 0 ? wideRows('sub-1', 'volume', 0, 3) : broken) }).run(everything);
  const listed = [wideRows('sub-2', 'volume', 0, 2)];
  const { cloud, run } = at(6, { changes: () => NOTHING, listed });
  await run();
  expect(cloud.asked).toMatchObject({ lists: 1 });
  expect((await coverage()).filter(({ status }) => status !== 'ok')).toEqual([]);
});

const noon = (hours: number) => new Date(Date.parse('2026-11-21T12:00:00Z') + hours * 3_600_000);

test.each([
  ['was listed', 20 / 60, 0],
  ['changes are asked', 0, 20 / 60],
  ['was listed, by one that was behind', -20 / 60, 0],
])('everything is listed where our clock was another than the provider’s when all %s', async (_, before, now) => {
  await at(before, { clock: () => noon(0) }).run(everything);
  const { cloud, run } = at(6 + now, { changes: () => CHANGES, clock: () => noon(6) });
  expect(await run()).toMatchObject({ changes: { newResources: 0, deletedResources: 0 } });
  expect(cloud.asked.lists).toBe(1);
});

test('from then on changes are read again once the clock is right', async () => {
  await at(0, { clock: () => noon(1) }).run(everything);
  const asked = [];
  for (const hours of [6, 12]) {
    const { cloud, run } = at(hours, { changes: () => NOTHING, clock: () => noon(hours) });
    await run();
    asked.push([cloud.asked.lists, cloud.asked.changes]);
  }
  expect(asked).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test('a clock that was set back to before all was listed says nothing of what changed since', async () => {
  await at(0).run(everything);
  for (const hours of [-3, -30]) {
    const { cloud, run } = at(hours, { changes: () => CHANGES });
    await run();
    expect([cloud.asked.lists, cloud.asked.changes]).toEqual([1, 0]);
  }
});
