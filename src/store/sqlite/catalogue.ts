import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Catalogue, LakeFile, Snapshot } from '../state.ts';
import { chargeCatalogue } from './charge-catalogue.ts';
import { coverageOf, coverageText } from './coverage-text.ts';
import type { Database } from './database.ts';
import { checkFence } from './leases.ts';

interface SnapshotRow extends Omit<Snapshot, 'files' | 'promotedTags'> {
  readonly promotedTags: string;
  readonly files: string;
}

// One statement reads one state: the files can't be those of a snapshot that was thinned in between.
const SELECT_SNAPSHOT = `SELECT id, organisation, cloud, dataset, run_id AS runId, published_at AS publishedAt, rows,
  promoted_tags AS promotedTags, detail,
  (SELECT json_group_array(json_object('name', name, 'role', role, 'rows', rows, 'bytes', bytes) ORDER BY position)
   FROM snapshot_files f WHERE f.organisation = snapshots.organisation AND f.snapshot = snapshots.id) AS files
  FROM snapshots WHERE organisation = ? AND cloud = ? AND dataset = ?`;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export function catalogue(database: Database): Catalogue {
  return {
    async latest(organisation, cloud, dataset, at) {
      const until = at === undefined ? '' : 'AND published_at <= ?';
      const row = database.get<SnapshotRow>(
        `${SELECT_SNAPSHOT} ${until} ORDER BY sequence DESC LIMIT 1`,
        organisation,
        cloud,
        dataset,
        ...(at === undefined ? [] : [at]),
      );
      return row && snapshotOf(row);
    },
    async snapshots(organisation, cloud, dataset) {
      return database
        .all<SnapshotRow>(`${SELECT_SNAPSHOT} ORDER BY sequence DESC`, organisation, cloud, dataset)
        .map(snapshotOf);
    },
    async coverage(snapshotId) {
      const row = database.get<{ units: Uint8Array }>(
        `SELECT c.units FROM snapshots s JOIN snapshot_coverage c ON c.organisation = s.organisation AND c.snapshot = s.id
         WHERE s.id = ?`,
        snapshotId,
      );
      return row ? coverageOf((await decompress(row.units)).toString()) : [];
    },
    async publish(snapshot, coverage, lease) {
      const units = await compress(coverageText(coverage));
      const { organisation, id, runId, dataset, cloud } = snapshot;
      database.transaction(() => {
        checkFence(database, lease);
        insertSnapshot(database, snapshot);
        insertFiles(database, snapshot);
        database.run(
          'INSERT INTO snapshot_coverage (organisation, snapshot, units) VALUES (?, ?, ?)',
          organisation,
          id,
          units,
        );
        database.run(
          'DELETE FROM stages WHERE organisation = ? AND run_id = ? AND dataset = ? AND cloud = ?',
          organisation,
          runId,
          dataset,
          cloud,
        );
      });
    },
    async replace(snapshotId, by, lease) {
      database.transaction(() => {
        checkFence(database, lease);
        if (by) thin(database, snapshotId, by);
        else database.run('DELETE FROM snapshots WHERE id = ?', snapshotId);
      });
    },
    ...chargeCatalogue(database),
    async listedFiles() {
      const rows = database.all<{ name: string }>(
        'SELECT name FROM snapshot_files UNION SELECT file AS name FROM charge_periods',
      );
      return new Set(rows.map(({ name }) => name));
    },
  };
}

const snapshotOf = (row: SnapshotRow): Snapshot => ({
  ...row,
  files: JSON.parse(row.files) as LakeFile[],
  promotedTags: JSON.parse(row.promotedTags) as string[],
});

function insertSnapshot(database: Database, snapshot: Snapshot): void {
  const { organisation, id, cloud, dataset, runId, publishedAt, rows, promotedTags, detail } = snapshot;
  database.run(
    `INSERT INTO snapshots (organisation, id, cloud, dataset, run_id, published_at, rows, promoted_tags, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    organisation,
    id,
    cloud,
    dataset,
    runId,
    publishedAt,
    rows,
    JSON.stringify(promotedTags),
    detail,
  );
}

function insertFiles(database: Database, { organisation, id, files }: Snapshot): void {
  for (const [position, { name, role, rows, bytes }] of files.entries())
    database.run(
      `INSERT INTO snapshot_files (organisation, snapshot, position, name, role, rows, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      organisation,
      id,
      position,
      name,
      role,
      rows,
      bytes,
    );
}

// In its place in the order: a thinned snapshot is not a newer one.
function thin(database: Database, snapshotId: string, by: Snapshot): void {
  const changed = database.run(
    'UPDATE snapshots SET id = ?, rows = ?, promoted_tags = ?, detail = ? WHERE id = ? AND organisation = ?',
    by.id,
    by.rows,
    JSON.stringify(by.promotedTags),
    by.detail,
    snapshotId,
    by.organisation,
  );
  if (changed === 0) throw new Error(`there is no snapshot ${snapshotId} to replace`);
  database.run('DELETE FROM snapshot_files WHERE organisation = ? AND snapshot = ?', by.organisation, by.id);
  insertFiles(database, by);
}
