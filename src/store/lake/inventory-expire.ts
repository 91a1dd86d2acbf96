import { CLOUDS } from '../../model/cloud.ts';
import type { Lease, Snapshot } from '../state.ts';
import { literal, literals } from './duckdb.ts';
import type { LakeHome } from './lake-home.ts';

const PAYLOAD_DAYS = 7;
const FULL_DAYS = 35;
const KEPT_DAYS = 400;

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();

/** An old snapshot with nothing left but who was there, with which tags and which content. */
async function thinned(home: LakeHome, snapshot: Snapshot, now: Date): Promise<Snapshot> {
  const engine = home.openEngine();
  try {
    const source = `read_parquet(${literals(home.paths(snapshot, 'rows'))})`;
    const rows = snapshot.rows;
    const { name, bytes } = await home.writeFile(snapshot.organisation, snapshot.cloud, 'inventory', now, (path) =>
      engine.run(
        `COPY (SELECT organisation, cloud, account, region, collected_in, type, kind, taggable, id, tags, tag_keys, content_hash FROM ${source}
           ORDER BY account, region, type, id) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
      ),
    );
    return { ...snapshot, files: [{ name, role: 'rows', rows, bytes }], promotedTags: [], detail: 'thinned' };
  } finally {
    await engine.close();
  }
}

/** Drops payloads older than 7 days, thins what is older than 35, drops what is older than 400, and deletes files that nobody is told of any more. */
export async function expireInventory(
  home: LakeHome,
  organisation: string,
  lease: Lease,
  now: Date,
): Promise<{ thinned: number; dropped: number; filesDeleted: number }> {
  const counts = { thinned: 0, dropped: 0, filesDeleted: 0 };
  // Snapshots that share files are thinned to one new file, not to one each.
  const thinnedFiles = new Map<string, Snapshot>();
  for (const cloud of CLOUDS) {
    const snapshots = await home.state.catalogue.snapshots(organisation, cloud, 'inventory');
    for (const snapshot of snapshots) {
      const files = snapshot.files.filter(({ role }) => role !== 'payloads');
      if (files.length < snapshot.files.length && snapshot.publishedAt < daysBefore(now, PAYLOAD_DAYS))
        await home.state.catalogue.replace(snapshot.id, { ...snapshot, files }, lease);
    }
    // Newest first; the newest is what every question is asked of: it stays, however old.
    const [, ...older] = snapshots;
    for (const snapshot of older) {
      if (snapshot.publishedAt < daysBefore(now, KEPT_DAYS)) {
        await home.state.catalogue.replace(snapshot.id, undefined, lease);
        counts.dropped++;
      } else if (snapshot.detail === 'full' && snapshot.publishedAt < daysBefore(now, FULL_DAYS)) {
        const key = snapshot.files.map(({ name }) => name).join(' ');
        const files = thinnedFiles.get(key) ?? (await thinned(home, snapshot, now));
        thinnedFiles.set(key, files);
        await home.state.catalogue.replace(
          snapshot.id,
          { ...snapshot, files: files.files, promotedTags: [], detail: 'thinned' },
          lease,
        );
        counts.thinned++;
      }
    }
  }
  counts.filesDeleted = await home.deleteUnlisted(organisation, now);
  return counts;
}
