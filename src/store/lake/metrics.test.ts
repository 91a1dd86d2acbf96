import { describe, expect, test } from 'vitest';
import type { MetricPoint } from '../../model/metric.ts';
import type { UnitOutcome } from '../../model/run.ts';
import { laterBy, NOW, testLease, testRun, testStore, testUnit } from '../fixtures.ts';
import { type Snapshot, StaleLease } from '../state.ts';
import type { Store } from '../store.ts';

const point = (resourceId: string, changes: Partial<MetricPoint> = {}): MetricPoint => ({
  resourceId,
  metric: 'cpu-percent',
  statistic: 'average',
  day: '2026-10-31',
  value: 12.5,
  ...changes,
});

type Units = readonly (readonly [Partial<UnitOutcome>, readonly MetricPoint[]])[];

let runs = 0;
async function publish(store: Store, units: Units, organisation = 'acme', now = NOW): Promise<Snapshot> {
  runs += 1;
  const id = `run-${runs}`;
  await store.state.runs.start(testRun(id, organisation));
  for (const [changes, points] of units) {
    const unit = testUnit(changes);
    await store.state.runs.stage(organisation, id, 'metrics', unit, store.metrics.encode(unit, points));
  }
  return store.metrics.publish({ organisation, id, cloud: 'aws' }, await testLease(store), now);
}

describe('metrics', () => {
  test('are read by resource, in order', async () => {
    const store = await testStore();
    const points = [
      point('a', { statistic: 'maximum', value: 99.9 }),
      point('a', { day: '2026-10-30', value: 0 }),
      point('a'),
    ];
    const snapshot = await publish(store, [[{}, [...points, point('b')]]]);
    expect(await store.metrics.of(snapshot, 'a')).toEqual([points[1], points[2], points[0]]);
    expect(await store.metrics.of(snapshot, 'none')).toEqual([]);
    expect(snapshot).toMatchObject({ rows: 4, dataset: 'metrics', publishedAt: NOW.toISOString(), detail: 'full' });
    expect(await store.metrics.latest('acme', 'aws')).toEqual(snapshot);
    expect(await store.metrics.latest('acme', 'gcp')).toBeUndefined();
  });

  test('of units that failed or were not asked are carried over, with their age', async () => {
    const store = await testStore();
    await publish(store, [
      [{ account: 'asked' }, [point('a'), point('a-gone')]],
      [{ account: 'failed' }, [point('f'), point('f-seen')]],
      [{ account: 'not-asked' }, [point('n')]],
    ]);
    const snapshot = await publish(store, [
      [{ account: 'asked', collectedAt: laterBy(1).toISOString() }, [point('a', { value: 1 })]],
      [{ account: 'failed', status: 'failed', collectedAt: laterBy(1).toISOString() }, [point('f-seen', { value: 2 })]],
    ]);
    const value = async (id: string) => (await store.metrics.of(snapshot, id)).map((found) => found.value);
    expect([await value('a'), await value('a-gone')]).toEqual([[1], []]);
    expect([await value('f'), await value('f-seen')]).toEqual([[12.5], [2]]);
    expect(await value('n')).toEqual([12.5]);
    const coverage = await store.state.catalogue.coverage(snapshot.id);
    expect(coverage.map(({ account, status, collectedAt }) => [account, status, collectedAt])).toEqual([
      ['asked', 'ok', laterBy(1).toISOString()],
      ['failed', 'failed', NOW.toISOString()],
      ['not-asked', 'ok', NOW.toISOString()],
    ]);
  });

  test('that are the same refer to the earlier file again', async () => {
    const store = await testStore();
    const before = await publish(store, [[{}, [point('a'), point('b')]]]);
    const after = await publish(store, [[{}, [point('b'), point('a')]]], 'acme', laterBy(1));
    expect(after.id).not.toBe(before.id);
    expect(after.files).toEqual(before.files);
    const changed = await publish(store, [[{}, [point('b'), point('a', { value: 12.51 })]]]);
    expect(changed.files).not.toEqual(before.files);
    expect(await store.metrics.of(before, 'a')).toEqual([point('a')]);
  });

  test('of a run that saw nothing are an empty snapshot', async () => {
    const store = await testStore();
    const snapshot = await publish(store, []);
    expect(snapshot.rows).toBe(0);
    expect(await store.metrics.of(snapshot, 'a')).toEqual([]);
    expect((await publish(store, [[{}, []]])).files).toEqual(snapshot.files);
  });

  test('are refused from one who was overtaken, and nothing is written', async () => {
    const store = await testStore();
    const stale = await testLease(store);
    await testLease(store);
    await store.state.runs.start(testRun('stale'));
    const unit = testUnit();
    await store.state.runs.stage('acme', 'stale', 'metrics', unit, store.metrics.encode(unit, [point('a')]));
    const publishing = store.metrics.publish({ organisation: 'acme', id: 'stale', cloud: 'aws' }, stale, NOW);
    await expect(publishing).rejects.toThrow(StaleLease);
    expect(await store.metrics.latest('acme', 'aws')).toBeUndefined();
    expect(await store.state.runs.staged('acme', 'stale', 'metrics')).toHaveLength(1);
  });

  test('are kept for 35 days, and the newest stays', async () => {
    const store = await testStore();
    const old = await publish(store, [[{}, [point('a')]]]);
    await publish(store, [[{}, [point('a', { value: 1 })]]], 'acme', laterBy(1));
    const kept = async (days: number) => {
      await store.inventory.expire('acme', await testLease(store), laterBy(days * 86_400_000));
      return (await store.state.catalogue.snapshots('acme', 'aws', 'metrics')).length;
    };
    expect([await kept(35), await kept(36), await kept(37), await kept(500)]).toEqual([2, 1, 1, 1]);
    const latest = await store.metrics.latest('acme', 'aws');
    expect(latest && (await store.metrics.of(latest, 'a'))).toEqual([point('a', { value: 1 })]);
    // Its file is gone by now: who was told of it gets the latest.
    expect(await store.metrics.of(old, 'a')).toEqual([point('a', { value: 1 })]);
  });

  test('are seen by no other organisation', async () => {
    const store = await testStore();
    await publish(store, [[{}, [point('a')]]]);
    const other = await publish(store, [[{}, [point('a', { value: 1 })]]], 'globex');
    const mine = await store.metrics.latest('acme', 'aws');
    expect(mine && (await store.metrics.of(mine, 'a'))).toEqual([point('a')]);
    expect(await store.metrics.of(other, 'a')).toEqual([point('a', { value: 1 })]);
    expect(await store.metrics.latest('initech', 'aws')).toBeUndefined();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('are never %s', async (value) => {
    const store = await testStore();
    expect(() => store.metrics.encode(testUnit(), [point('a', { value })])).toThrow(TypeError);
  });
});
