import { expect, test } from 'vitest';
import type { ResourceFacts } from '../../model/resource.ts';
import { laterBy, testStore } from '../fixtures.ts';
import { collected, DAY, expireAt, volume, volumes } from '../inventory.fixture.ts';
import type { Store } from '../store.ts';

const { account, type } = volumes;
const { id } = volume('a');

/** A volume as it was on each day; undefined where it wasn't there. */
async function days(store: Store, ...facts: readonly (ResourceFacts<'volume'> | undefined)[]): Promise<void> {
  for (const [day, one] of facts.entries())
    await collected(
      store,
      `r${day}`,
      [[volumes, [volume('other', { Day: `${day}` }), ...(one ? [one] : [])]]],
      on(day),
    );
}

const on = (day: number): Date => laterBy(day * DAY);

async function history(store: Store, until = 1000) {
  const snapshot = await store.inventory.latest('acme', 'aws', on(until).toISOString());
  if (!snapshot) throw new Error('it was published');
  return store.inventory.tagHistory(snapshot, { account, type, id });
}

const owned = (Owner: string) => ({ Owner });

test('tags are told once for each time at which they became other than before, the newest first', async () => {
  const store = await testStore();
  await days(store, volume('a', owned('x')), volume('a', owned('x')), volume('a', owned('y')), volume('a', owned('x')));
  expect(await history(store)).toEqual([
    { since: on(3).toISOString(), tags: owned('x') },
    { since: on(2).toISOString(), tags: owned('y') },
    { since: on(0).toISOString(), tags: owned('x') },
  ]);
  expect(await history(store, 2)).toHaveLength(2);
});

test('their order is no change, what was not there says nothing, and what was not read is unknown', async () => {
  const store = await testStore();
  const { tags: _, ...unread } = volume('a');
  await days(
    store,
    ...[volume('a', { A: '1', B: '2' }), volume('a', { B: '2', A: '1' }), undefined, unread, volume('a', {})],
  );
  expect(await history(store)).toEqual([
    { since: on(4).toISOString(), tags: {} },
    { since: on(3).toISOString(), tags: undefined },
    { since: on(0).toISOString(), tags: { A: '1', B: '2' } },
  ]);
});

test('a snapshot of which only ids and tags are kept still tells', async () => {
  const store = await testStore();
  await days(store, volume('a', owned('x')), volume('a', owned('y')));
  await expireAt(store, 40);
  expect((await store.state.catalogue.snapshots('acme', 'aws', 'inventory')).map(({ detail }) => detail)).toEqual([
    'full',
    'thinned',
  ]);
  expect((await history(store)).map(({ tags }) => tags)).toEqual([owned('y'), owned('x')]);
});

test('of more snapshots than one read may open the newest tell', async () => {
  const store = await testStore();
  await days(store, ...Array.from({ length: 66 }, (_, day) => volume('a', owned(`${day}`))));
  const told = await history(store);
  expect([told.length, told.at(-1)]).toEqual([64, { since: on(2).toISOString(), tags: owned('2') }]);
}, 60_000);
