import { CLOUDS } from '../../model/cloud.ts';
import type { LakeFile, Lease, Snapshot } from '../state.ts';
import { literal, literals } from './duckdb.ts';
import { writtenAt } from './files.ts';
import type { LakeHome } from './lake-home.ts';

const PAYLOAD_DAYS = 7;
const FULL_DAYS = 35;
const KEPT_DAYS = 400;

interface Expired {
  thinned: number;
  dropped: number;
  filesDeleted: number;
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();

/** What is old goes, except the newest of each: it is what every question is asked of. Then files that nobody is told of any more. */
export async function expire(home: LakeHome, organisation: string, lease: Lease, now: Date): Promise<Expired> {
  const counts: Expired = { thinned: 0, dropped: 0, filesDeleted: 0 };
  for (const cloud of CLOUDS) {
    const inventory = await home.state.catalogue.snapshots(organisation, cloud, 'inventory');
    await dropPayloads(home, inventory, lease, now);
    await expireInventory(home, inventory.slice(1), lease, now, counts);
    const [, ...metrics] = await home.state.catalogue.snapshots(organisation, cloud, 'metrics');
    for (const { id, publishedAt } of metrics) {
      if (publishedAt >= daysBefore(now, FULL_DAYS)) continue;
      await home.state.catalogue.replace(id, undefined, lease);
      counts.dropped++;
    }
  }
  counts.filesDeleted = await home.deleteUnlisted(organisation, now);
  return counts;
}

/** A snapshot of what did not change refers to an earlier one's payloads, so that only the file knows their age. */
async function dropPayloads(home: LakeHome, snapshots: readonly Snapshot[], lease: Lease, now: Date): Promise<void> {
  const before = daysBefore(now, PAYLOAD_DAYS);
  for (const snapshot of snapshots) {
    const files = snapshot.files.filter(({ role, name }) => role !== 'payloads' || writtenAt(name) >= before);
    if (files.length < snapshot.files.length)
      await home.state.catalogue.replace(snapshot.id, { ...snapshot, files }, lease);
  }
}

async function expireInventory(
  home: LakeHome,
  older: readonly Snapshot[],
  lease: Lease,
  now: Date,
  counts: Expired,
): Promise<void> {
  // Snapshots that share files are thinned to one new file, not to one each.
  const thin = new Map<string, LakeFile>();
  for (const snapshot of older) {
    if (snapshot.publishedAt < daysBefore(now, KEPT_DAYS)) {
      await home.state.catalogue.replace(snapshot.id, undefined, lease);
      counts.dropped++;
    } else if (snapshot.detail === 'full' && snapshot.publishedAt < daysBefore(now, FULL_DAYS)) {
      const paths = home.paths(snapshot, 'rows');
      const file = thin.get(paths.join('\n')) ?? (await thinned(home, snapshot, paths, now));
      thin.set(paths.join('\n'), file);
      await home.state.catalogue.replace(
        snapshot.id,
        { ...snapshot, files: [file], promotedTags: [], detail: 'thinned' },
        lease,
      );
      counts.thinned++;
    }
  }
}

/** Nothing but who was there, with which tags and which content. */
async function thinned(
  home: LakeHome,
  { organisation, cloud, rows }: Snapshot,
  paths: readonly string[],
  now: Date,
): Promise<LakeFile> {
  const engine = home.openEngine();
  try {
    const { name, bytes } = await home.writeFile(organisation, cloud, 'inventory', now, (path) =>
      engine.run(
        `COPY (SELECT organisation, cloud, account, region, collected_in, type, kind, taggable, id, tags, tag_keys, content_hash
           FROM read_parquet(${literals(paths)}) ORDER BY account, region, type, id)
         TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
      ),
    );
    return { name, role: 'rows', rows, bytes };
  } finally {
    await engine.close();
  }
}
