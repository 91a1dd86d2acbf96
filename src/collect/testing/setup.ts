import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountSettings, Cloud } from '../../clouds/cloud.ts';
import { environmentSecrets } from '../../clouds/secrets.ts';
import type { CloudName } from '../../model/cloud.ts';
import type { Resource } from '../../model/resource.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import type { AccountProber, AccountTester, Collection, CollectProgress, CollectRequest } from '../collection.ts';
import { createCollection } from '../create-collection.ts';
import { type CollectionParts, DEFAULT_SETTINGS } from '../parts.ts';
import { scaledTime } from './scaled-time.ts';

export const ORGANISATION = 'acme';

export const request = (changes: Partial<CollectRequest> = {}): CollectRequest => ({
  organisation: ORGANISATION,
  clouds: ['aws'],
  what: ['inventory'],
  ...changes,
});

/** The real store in a folder of its own. */
export async function temporaryStore(): Promise<{ store: Store; home: string; close(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'cloudoptima-collect-'));
  const store = await openStore({ home, organisation: ORGANISATION, memoryMb: 256, threads: 1 });
  return {
    store,
    home,
    async close() {
      await store.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A collection over a store, whose time runs fifty times as fast. */
export function collectionOver(
  store: Store,
  cloud: Cloud,
  {
    ids = ['111111111111'],
    settings = {},
    ...changes
  }: {
    ids?: readonly string[];
    settings?: Partial<CollectionParts['settings']>;
  } & Partial<Omit<CollectionParts, 'settings'>> = {},
): Collection & AccountTester & AccountProber {
  return createCollection({
    store,
    clouds: [cloud],
    accounts: ids.map((name): AccountSettings => ({ cloud: 'aws', name })),
    secrets: environmentSecrets({}),
    settings: { ...DEFAULT_SETTINGS, ...settings },
    time: scaledTime(50, undefined, () => 0.5),
    policy: async () => undefined,
    ...changes,
  });
}

export function options(signal = new AbortController().signal) {
  const told: CollectProgress[] = [];
  return { signal, told, progress: (progress: CollectProgress) => void told.push(progress) };
}

/** Everything that the latest snapshot has, in the order of the ids. */
export async function rowsOf(store: Store, cloud: CloudName = 'aws'): Promise<Resource[]> {
  const snapshot = await store.inventory.latest(ORGANISATION, cloud);
  if (!snapshot) return [];
  const rows: Resource[] = [];
  for (let offset = 0; ; ) {
    const page = await store.inventory.find(snapshot, {}, offset, 1000);
    rows.push(...page.resources);
    if (page.next === undefined) break;
    offset = page.next;
  }
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
