import { createHash } from 'node:crypto';
import type { CloudName } from '../../src/model/cloud.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { Resource } from '../../src/model/resource.ts';
import { openStore } from '../../src/store/open.ts';
import type { Contents, PlacedResource } from '../../test/support/contents.ts';

const CLOUDS: readonly CloudName[] = ['aws', 'azure', 'gcp'];
const ORGANISATION = 'default';
const PAGE = 5000;

export interface Published {
  readonly resources: Contents;
  /** Of the last run. */
  readonly gaps: readonly Gap[];
}

const fingerprint = (resource: Resource): string =>
  createHash('sha1')
    .update(JSON.stringify({ ...resource, lastSeen: '', lastUpdated: '' }))
    .digest('base64');

/** Everything that a home has published. */
export async function publishedIn(home: string): Promise<Published> {
  const store = await openStore({ home, organisation: ORGANISATION, memoryMb: 512, threads: 1 });
  try {
    const resources = new Map<string, PlacedResource>();
    for (const cloud of CLOUDS) {
      const snapshot = await store.inventory.latest(ORGANISATION, cloud);
      if (!snapshot) continue;
      for (let offset: number | undefined = 0; offset !== undefined; ) {
        const page: Awaited<ReturnType<typeof store.inventory.find>> = await store.inventory.find(
          snapshot,
          {},
          offset,
          PAGE,
        );
        for (const one of page.resources) {
          const { id, account, region, type } = one;
          if (resources.has(id)) throw new Error(`${id} is there twice`);
          resources.set(id, { cloud, account, region, type, fingerprint: fingerprint(one) });
        }
        offset = page.next;
      }
    }
    const [last] = await store.state.runs.list(ORGANISATION, 1);
    return { resources, gaps: last?.accounts.flatMap(({ gaps }) => gaps) ?? [] };
  } finally {
    await store.close();
  }
}
