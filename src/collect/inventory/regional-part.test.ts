import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WideRows } from '../../clouds/cloud.ts';
import { CloudError } from '../../model/errors.ts';
import { collectionOver, ORGANISATION, options, request, rowsOf, temporaryStore } from '../testing/setup.ts';
import { wideCloud } from '../testing/wide-cloud.ts';

let kept: Awaited<ReturnType<typeof temporaryStore>>;
beforeEach(async () => {
  kept = await temporaryStore();
});
afterEach(() => kept.close());

/** Volumes by where they lie: `{ westeurope: ['a'] }`. */
const volumes = (places: Readonly<Record<string, readonly string[]>>, account = 'sub-1'): WideRows => ({
  ...{ account, type: 'volume', kind: 'volume', taggable: true },
  rows: Object.entries(places).flatMap(([region, ids]) =>
    ids.map((id) => ({ id, tags: {}, attributes: {}, ...(region === 'global' ? {} : { region }) })),
  ),
});

const failure = new CloudError({ reason: 'throttled', code: '429', action: 'graph/read', retryable: false });

const collect = (pages: readonly (WideRows | CloudError)[], regions?: readonly string[]) =>
  collectionOver(kept.store, wideCloud({ accounts: ['sub-1'], rows: (page) => pages[page] }), {
    accounts: [{ cloud: 'azure' }],
  }).run(request({ clouds: ['azure'], ...(regions ? { regions } : {}) }), options());

const ids = async () => (await rowsOf(kept.store, 'azure')).map(({ id, region }) => `${id} ${region}`);

async function coverage() {
  const snapshot = await kept.store.inventory.latest(ORGANISATION, 'azure');
  const [unit] = (snapshot ? await kept.store.inventory.coverage(snapshot) : []).filter(
    ({ type }) => type === 'volume',
  );
  return unit;
}

test('what lies in other regions is neither gone nor read, and what is gone from these is', async () => {
  await collect([volumes({ westeurope: ['a', 'b'], northeurope: ['c'], global: ['d'] })]);
  const before = await coverage();
  const run = await collect([volumes({ westeurope: ['a', 'e'], northeurope: ['f'] })], ['West Europe']);
  expect(await ids()).toEqual(['a westeurope', 'c northeurope', 'd global', 'e westeurope']);
  expect(run).toMatchObject({
    status: 'success',
    accounts: [{ account: 'sub-1', rows: 2, gaps: [] }],
    changes: { newResources: 1, modifiedResources: 0, deletedResources: 1 },
  });
  // As old as the last list that was read whole.
  expect(await coverage()).toEqual(before);
});

test('what is in no region is asked for by that word', async () => {
  await collect([volumes({ westeurope: ['a'], global: ['b'] })]);
  await collect([volumes({ westeurope: ['x'], global: ['c'] })], ['global']);
  expect(await ids()).toEqual(['a westeurope', 'c global']);
});

test('a unit of which only a part was ever read is not whole, and says so', async () => {
  const run = await collect([volumes({ westeurope: ['a', 'b'], northeurope: ['c'] })], ['westeurope']);
  expect(run.status).toBe('success');
  expect(await ids()).toEqual(['a westeurope', 'b westeurope']);
  const first = await coverage();
  expect(first).toMatchObject({
    status: 'failed',
    gaps: [{ account: 'sub-1', resourceType: 'volume', reason: 'not_collected' }],
  });
  expect(first?.gaps[0]?.detail).toContain('what lies in westeurope was asked for last');
  expect(first?.collectedAt).toBeUndefined();
  // What is gone from that part is gone all the same.
  await collect([volumes({ westeurope: ['b'] })], ['westeurope']);
  expect(await ids()).toEqual(['b westeurope']);
  await collect([volumes({ westeurope: ['b'], northeurope: ['c'] })]);
  expect(await coverage()).toMatchObject({ status: 'ok', gaps: [] });
  expect(await ids()).toEqual(['b westeurope', 'c northeurope']);
});

test('a list that breaks off deletes nothing', async () => {
  await collect([volumes({ westeurope: ['a', 'b'], northeurope: ['c'] })]);
  const run = await collect([volumes({ westeurope: ['a'] }), failure], ['westeurope']);
  expect(run.status).not.toBe('success');
  expect(await ids()).toEqual(['a westeurope', 'b westeurope', 'c northeurope']);
  expect(await coverage()).toMatchObject({ status: 'failed', gaps: [{ reason: 'throttled' }] });
});

test('types without a collector are left as they were', async () => {
  const other: WideRows = {
    ...{ account: 'sub-1', type: 'map', kind: 'other', taggable: true },
    rows: [{ id: 'm', region: 'westeurope', tags: {}, attributes: {} }],
  };
  await collect([other, volumes({ westeurope: ['a'] })]);
  await collect([volumes({ westeurope: ['a'] })], ['westeurope']);
  expect(await ids()).toEqual(['a westeurope', 'm westeurope']);
});
