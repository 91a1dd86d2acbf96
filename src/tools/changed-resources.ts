import type { CloudName } from '../model/cloud.ts';
import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import type { ChangedResource } from '../store/inventory.ts';
import type { Snapshot } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Cursor } from './cursor.ts';
import { type Page, pageAcross, type SnapshotList } from './page-across.ts';

interface Published {
  readonly after: Snapshot;
  /** Undefined for the first of all, and where it is no longer kept. */
  readonly before: Snapshot | undefined;
}

/** Of one cloud: what the run published, and what was there before. */
async function publishedBy(run: Run, cloud: CloudName, { state }: Store): Promise<Published[]> {
  const snapshots = await state.catalogue.snapshots(run.organisation, cloud, 'inventory');
  const index = snapshots.findIndex(({ runId }) => runId === run.id);
  const after = snapshots[index];
  return after ? [{ after, before: snapshots[index + 1] }] : [];
}

/** In the first snapshot everything is new. Where it wasn't, there was one before. */
function isBeforeLost({ changes: sum, clouds }: Run, { after, before }: Published): boolean {
  const changes = clouds?.find(({ cloud }) => cloud === after.cloud)?.changes ?? sum;
  return !before && (changes?.newResources ?? 0) < after.rows;
}

/** What a run found changed, resource by resource. Undefined where it published no inventory, or what was before is gone. */
export async function changedResources(
  run: Run,
  clouds: readonly CloudName[],
  store: Store,
  cursor: Cursor | undefined,
  limit: number,
): Promise<Page<ChangedResource> | undefined> {
  const published = (await Promise.all(clouds.map((cloud) => publishedBy(run, cloud, store)))).flat();
  if (cursor && !published.some(({ after }) => after.id === cursor.snapshot))
    throw new UserError('Another collection has ended since that cursor was given. Ask again without a cursor.');
  if (published.length === 0 || published.some((one) => isBeforeLost(run, one))) return undefined;
  const lists = published.map(
    ({ before, after }): SnapshotList<ChangedResource> => ({
      snapshot: after.id,
      async read(offset, most) {
        const { changed, total } = await store.inventory.changes(before, after, offset, most);
        return { items: changed, total };
      },
    }),
  );
  return pageAcross(lists, cursor, limit);
}
