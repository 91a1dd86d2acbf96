import type { ResourceFacts, Tags } from '../model/resource.ts';
import type { UnitOutcome } from '../model/run.ts';
import { laterBy, NOW, testLease, testRun, testUnit } from './fixtures.ts';
import type { PublishedInventory } from './inventory.ts';
import type { Store } from './store.ts';

export const DAY = 86_400_000;
export const volume = (name: string, tags: Tags | undefined = {}, sizeGib = 8): ResourceFacts<'volume'> => ({
  id: `arn:aws:ec2:eu-west-1:1:volume/${name}`,
  name,
  state: 'in-use',
  createdAt: NOW.toISOString(),
  tags,
  attributes: { sizeGib, encrypted: true },
});
export const volumes = testUnit({ type: 'ec2:volume' });

const SOURCE = { kind: 'volume', taggable: true } as const;
type Source = Parameters<Store['inventory']['encode']>[1];
export type Listing = readonly [UnitOutcome, readonly ResourceFacts[], Source?];

/** One run that listed these units, published at its time. */
export async function collected(
  store: Store,
  id: string,
  listings: readonly Listing[],
  now = NOW,
): Promise<PublishedInventory> {
  await store.state.runs.start({ ...testRun(id), what: ['inventory'] });
  for (const [unit, rows, source = SOURCE] of listings)
    await store.state.runs.stage('acme', id, 'inventory', unit, await store.inventory.encode(unit, source, rows));
  const lease = await testLease(store, id, now);
  const published = await store.inventory.publish(
    { organisation: 'acme', id, cloud: listings[0]?.[0].cloud ?? 'aws', promotedTags: ['Owner'] },
    lease,
    now,
  );
  await store.state.leases.release(lease);
  return published;
}

export async function expireAt(store: Store, days: number) {
  const lease = await testLease(store, `at ${days}`, laterBy(days * DAY));
  const counts = await store.inventory.expire('acme', lease, laterBy(days * DAY));
  await store.state.leases.release(lease);
  return counts;
}
